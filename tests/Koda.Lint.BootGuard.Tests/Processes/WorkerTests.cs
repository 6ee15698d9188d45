namespace Koda.Lint.BootGuard.Tests.Processes;

/// <summary>A worker on the runtime without ASP.NET Core, with settings from each source of its own process.</summary>
public sealed class WorkerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Kinds => ["application", "default"];

    public void Dispose() => _folder.Dispose();

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(string kind, string[] arguments, params (string Name, string Value)[] environment)
    {
        using var process = HostProcess.Start("Worker", _folder.Path, [kind, .. arguments], environment.ToDictionary());
        return await process.EndAsync();
    }

    private static void AssertRefused((int ExitCode, string Output, string Error) ended, string rule, string origin)
    {
        Assert.Equal(78, ended.ExitCode);
        Assert.Contains(rule + ": ", ended.Output, StringComparison.Ordinal);
        Assert.Contains(", " + origin + "]", ended.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("working", ended.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Output + ended.Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task It_works_with_safe_settings(string kind)
    {
        var (exitCode, output, error) = await RunAsync(kind, [], ("KODA_ENV", "production"));

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("working", output, StringComparison.Ordinal);
        Assert.DoesNotContain("KODA", output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task It_is_refused_for_an_environment_variable(string kind) =>
        AssertRefused(await RunAsync(kind, [], ("KODA_ENV", "production"), ("ALLOW_LOOPBACK_BOOTSTRAP", "true")), "KODA1004", "process environment");

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task It_is_refused_for_an_environment_variable_that_is_set_to_nothing(string kind) =>
        AssertRefused(await RunAsync(kind, [], ("KODA_ENV", "development"), ("CONTROL_PLANE_AUTH_MODE", "")), "KODA1003", "process environment");

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task It_is_refused_for_the_command_line_over_the_environment(string kind) => AssertRefused(
        await RunAsync(kind, ["--CONTROL_PLANE_AUTH_MODE=open"], ("KODA_ENV", "production"), ("CONTROL_PLANE_AUTH_MODE", "token")), "KODA1002", "command line");

    [Fact]
    public async Task A_variable_for_a_section_of_the_configuration_is_one_setting()
    {
        var (exitCode, output, _) = await RunAsync("application", [], ("KODA_ENV", "production"), ("Smtp__Password", "changeme"));

        Assert.Equal((78, 2), (exitCode, output.Split("KODA6002: ").Length));
        Assert.Contains("[Smtp:Password, process environment]", output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task It_is_refused_for_appsettings(string kind)
    {
        _folder.Write("appsettings.json", """{ "CONTROL_PLANE_AUTH_MODE": "open" }""");

        AssertRefused(await RunAsync(kind, [], ("KODA_ENV", "production")), "KODA1002", _folder.PathTo("appsettings.json"));
    }

    [Fact]
    public async Task It_is_refused_for_an_env_file()
    {
        _folder.Write("prod.env", "CONTROL_PLANE_AUTH_MODE=open\r\n");

        AssertRefused(await RunAsync("application", [], ("KODA_ENV", "production"), ("ENV_FILE", "prod.env")), "KODA1002", _folder.PathTo("prod.env"));
    }

    [Fact]
    public async Task It_is_refused_for_an_env_file_that_is_not_there() =>
        AssertRefused(await RunAsync("application", [], ("KODA_ENV", "production"), ("ENV_FILE", "prod.env")), "KODA9001", _folder.PathTo("prod.env"));

    [Fact]
    public async Task In_development_it_only_warns_of_that()
    {
        var (exitCode, output, _) = await RunAsync("application", [], ("DOTNET_ENVIRONMENT", "Development"), ("ENV_FILE", "prod.env"));

        Assert.Equal(0, exitCode);
        Assert.Contains("KODA9001: ", output, StringComparison.Ordinal);
        Assert.Contains("working", output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_refusal_that_nobody_logs_is_printed(string kind)
    {
        var (exitCode, output, error) = await RunAsync(kind, ["--Logging:LogLevel:Default=None"], ("KODA_ENV", "production"), ("CONTROL_PLANE_AUTH_MODE", "open"));

        Assert.Equal((78, ""), (exitCode, output));
        Assert.StartsWith("error KODA1002: this process sets CONTROL_PLANE_AUTH_MODE to 'open' in production", error, StringComparison.Ordinal);
        Assert.EndsWith("koda boot guard: refused to start, 1 error, 0 warnings\n", error, StringComparison.Ordinal);
    }
}
