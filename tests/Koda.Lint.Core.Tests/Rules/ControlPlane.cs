namespace Koda.Lint.Core.Tests.Rules;

/// <summary>Deployments of nothing but a control plane, for the rules on its settings.</summary>
internal static class ControlPlane
{
    /// <summary>A service without a setting, so that each line of <c>environment</c> is the test's own.</summary>
    private const string Service = """
        services:
          app:
            image: example/koda:1
            command: ["python", "-m", "koda.control_plane"]

        """;

    /// <summary>A control plane with lines of <c>environment</c>.</summary>
    public static Deploying With(params string[] settings) =>
        Deploying.Compose(Service + "    environment:\n" + string.Concat(settings.Select(setting => "      " + setting + "\n")));

    /// <summary>A control plane whose container gets an env file.</summary>
    public static Deploying WithEnvFile(string text) => Deploying.Files(("docker-compose.yml", Service + "    env_file: .env\n"), (".env", text));

    /// <summary>A control plane with lines of <c>environment</c> that take their values from a <c>.env</c> which only its template names.</summary>
    public static Deploying SuppliedAtDeploy(string template, params string[] settings) => With(settings).And(".env.example", template);
}
