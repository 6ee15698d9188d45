using Microsoft.Extensions.Configuration;

namespace Koda.Lint.BootGuard.Bench;

/// <summary>The settings of a server in production: Koda's own, and as many of others as a machine has.</summary>
internal static class Server
{
    private const int OtherVariables = 40;

    public static Dictionary<string, string?> Settings { get; } = Make();

    /// <summary>They as a host has them: environment variables behind <c>appsettings.json</c>, nothing on the command line.</summary>
    public static void Configure(IConfigurationBuilder configuration) => configuration.AddInMemoryCollection(Settings);

    private static Dictionary<string, string?> Make()
    {
        var settings = new Dictionary<string, string?>
        {
            ["KODA_ENV"] = "production",
            ["CONTROL_PLANE_AUTH_MODE"] = "token",
            ["ALLOW_LOOPBACK_BOOTSTRAP"] = "false",
            ["CONTROL_PLANE_PORT"] = "8090",
            ["CONTROL_PLANE_OPERATOR_PASSWORD_MIN_LENGTH"] = "14",
            ["CONTROL_PLANE_OPERATOR_LOGIN_MAX_FAILURES"] = "5",
            ["CONTROL_PLANE_OPERATOR_LOGIN_LOCKOUT_SECONDS"] = "900",
            ["WEB_OPERATOR_SESSION_SECRET"] = "b6f1c0de9a7e45d28c3b1f07e6a4d95830e2c7f4",
            ["RUNTIME_LOCAL_UI_TOKEN"] = "0d1f6a52c39b4e8790ab65c4d3e2f1a0b9c8d7e6",
            ["POSTGRES_PASSWORD"] = "5f1d2c3b4a59687786950413223140ffeeddccbb",
        };
        for (var i = 0; i < OtherVariables; i++)
            settings["SERVICE_SETTING_" + i] = "value of a setting that has nothing to do with Koda";
        return settings;
    }
}
