using System.Text.Json;

namespace Koda.Lint.Cli.Tests;

/// <summary><c>verify</c> against a stand-in for Koda behind a real Caddy: the hardened one is clean, each break is found.</summary>
public sealed class VerifyCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StandInKoda _koda = new();

    public void Dispose()
    {
        _koda.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_hardened_deployment_behind_caddy_is_clean()
    {
        _folder.Write(".env", "KODA_ENV=production\n");
        Protect(".env");
        using var caddy = RunningCaddy.Start(RunningCaddy.Routes(_koda));

        var answer = Verify(caddy, "--login-probe", "--env-file", ".env", "--fail-on", "info");

        Assert.True(answer.ExitCode == 0, answer.ToString());
        Assert.EndsWith("no findings\n", answer.Output, StringComparison.Ordinal);
        Assert.Equal("", answer.Error);
        Assert.Single(_koda.ControlPlane.Requests, request => request.Method == "POST");
    }

    public static TheoryData<string, string> Breaks => new()
    {
        { "the session cookie has no Secure", "KODA3001" },
        { "the session cookie has no HttpOnly", "KODA3002" },
        { "the session cookie is SameSite=Lax", "KODA3003" },
        { "the policy allows inline scripts", "KODA4001" },
        { "the policy allows eval", "KODA4002" },
        { "scripts come from anywhere", "KODA4003" },
        { "the pages have no policy", "KODA4004" },
        { "the proxy strips the policy", "KODA4004" },
        { "the proxy sends no HSTS", "KODA4006" },
        { "a failed login is fast", "KODA5009" },
        { "any login is taken", "KODA5009" },
        { "HTTP is served", "KODA7001" },
        { "the runtime's path is not published", "KODA7002" },
        { "the interface description goes to the dashboard", "KODA7003" },
        { "the control plane is unhealthy", "KODA7008" },
        { "the dashboard fails", "KODA7008" },
        { "the proxy does not reach the control plane", "KODA7008" },
        { "the env file is readable by others", "KODA6006" },
        { "the bootstrap code is left", "KODA6008" },
    };

    [Theory]
    [MemberData(nameof(Breaks))]
    public void A_break_is_found(string fault, string rule)
    {
        _folder.Write(".env", "KODA_ENV=production\n");
        Protect(".env");
        var site = RunningCaddy.Routes(_koda);
        var globals = "";
        switch (fault)
        {
            case "the session cookie has no Secure":
                _koda.Cookie = StandInKoda.StrictCookie.Replace("Secure; ", "", StringComparison.Ordinal);
                break;
            case "the session cookie has no HttpOnly":
                _koda.Cookie = StandInKoda.StrictCookie.Replace("HttpOnly; ", "", StringComparison.Ordinal);
                break;
            case "the session cookie is SameSite=Lax":
                _koda.Cookie = StandInKoda.StrictCookie.Replace("Strict", "Lax", StringComparison.Ordinal);
                break;
            case "the policy allows inline scripts":
                _koda.Policy += "; style-src 'self' 'unsafe-inline'";
                break;
            case "the policy allows eval":
                _koda.Policy = StandInKoda.StrictPolicy.Replace("script-src 'self'", "script-src 'self' 'unsafe-eval'", StringComparison.Ordinal);
                break;
            case "scripts come from anywhere":
                _koda.Policy = StandInKoda.StrictPolicy.Replace("script-src 'self'", "script-src https:", StringComparison.Ordinal);
                break;
            case "the pages have no policy":
                _koda.Policy = null;
                break;
            case "the proxy strips the policy":
                site = "header -Content-Security-Policy\n" + site;
                break;
            case "the proxy sends no HSTS":
                site = site.Replace("header Strict-Transport-Security \"max-age=31536000\"", "", StringComparison.Ordinal);
                break;
            case "a failed login is fast":
                _koda.LoginTime = TimeSpan.Zero;
                break;
            case "any login is taken":
                _koda.ControlPlaneAnswers["/api/control-plane/auth/login"] = StubServer.Answer(200, "application/json", "{\"session_token\": \"canary-8fb1c2\"}");
                break;
            case "HTTP is served":
                globals = "auto_https disable_redirects";
                site += "\n}\nhttp://" + RunningCaddy.Host + " {\n" + RunningCaddy.Routes(_koda);
                break;
            case "the runtime's path is not published":
                site = "handle /api/runtime/* {\nrespond 404\n}\n" + site.Replace(" /api/runtime/*", "", StringComparison.Ordinal);
                break;
            case "the interface description goes to the dashboard":
                site = site.Replace(" /openapi/control-plane.json", "", StringComparison.Ordinal);
                break;
            case "the control plane is unhealthy":
                _koda.ControlPlaneAnswers["/health"] = StubServer.Answer(503, "application/json", "{\"status\": \"unhealthy\"}");
                break;
            case "the dashboard fails":
                _koda.DashboardAnswers["/"] = StubServer.Answer(500, "text/html", "<html>error</html>");
                break;
            case "the proxy does not reach the control plane":
                site = site.Replace(_koda.ControlPlane.Url.Authority, "127.0.0.1:" + StubServer.FreePort(), StringComparison.Ordinal);
                break;
            case "the env file is readable by others":
                Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes");
                SetMode(".env", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
                break;
            case "the bootstrap code is left":
                _folder.Write("bootstrap.txt", "ABCD-EFGH-JKLM\n");
                Protect("bootstrap.txt");
                break;
            default:
                Assert.Fail(fault);
                break;
        }

        using var caddy = RunningCaddy.Start(site, globals);
        var answer = Verify(caddy, "--login-probe", "--env-file", ".env", "--format", "json", "--fail-on", "info");

        Assert.True(answer.ExitCode == 1, answer.ToString());
        using var report = JsonDocument.Parse(answer.Output);
        var rules = report.RootElement.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("rule").GetString()).ToHashSet();
        Assert.Equal([rule], rules);
        Assert.DoesNotContain("canary", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_authority_that_nobody_trusts_is_told_once()
    {
        using var caddy = RunningCaddy.Start(RunningCaddy.Routes(_koda));

        var answer = KodaLint.Run(_folder.Path, ["verify", .. _koda.Urls, "--no-host-probe", .. caddy.Options[..^2]]);

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("error KODA7008: the public URL is not reached over TLS: its certificate comes from an authority that this machine does not trust\n --> https://", answer.Output, StringComparison.Ordinal);
        Assert.EndsWith("1 error, 0 warnings, 0 infos\n", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_for_another_name_is_told()
    {
        using var caddy = RunningCaddy.Start(RunningCaddy.Routes(_koda) + "\n}\nother.test {\n tls internal");

        var answer = KodaLint.Run(
            _folder.Path, ["verify", .. _koda.Urls, "--no-host-probe", "--public-url", $"https://wrong.test:{caddy.HttpsPort}", "--resolve", "wrong.test=127.0.0.1", "--ca-file", caddy.AuthorityFile]);

        Assert.Contains("error KODA7008: the public URL is not reached over TLS: ", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_finding_shows_the_header_and_not_the_cookie()
    {
        _koda.Cookie = "koda_operator_session=canary-8fb1c2; Path=/; HttpOnly; SameSite=Strict";

        var answer = KodaLint.Run(_folder.Path, ["verify", .. _koda.Urls, "--no-host-probe"]);

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains($" --> {_koda.Dashboard.Url}login\n", answer.Output, StringComparison.Ordinal);
        Assert.Contains("Set-Cookie: koda_operator_session=…; Path=/; HttpOnly; SameSite=Strict\n", answer.Output, StringComparison.Ordinal);
        Assert.Contains("^ no Secure attribute\n", answer.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", answer.Output, StringComparison.Ordinal);
        Assert.Contains($"asked {_koda.ControlPlane.Url.ToString().TrimEnd('/')}, {_koda.Dashboard.Url.ToString().TrimEnd('/')}: ", answer.Output, StringComparison.Ordinal);
        Assert.Contains("\nnot judged: what the world sees, because no --public-url was given\n", answer.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("json")]
    [InlineData("sarif")]
    [InlineData("github")]
    [InlineData("gitlab")]
    [InlineData("junit")]
    public void Every_format_names_the_url(string format)
    {
        _koda.Policy = null;

        var answer = KodaLint.Run(_folder.Path, ["verify", .. _koda.Urls, "--no-host-probe", "--format", format]);

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains($"{_koda.Dashboard.Url}setup", answer.Output.Replace("%3A", ":", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("SRCROOT%/http", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_configuration_decides_how_findings_weigh()
    {
        _koda.Policy = null;
        _folder.Write("koda-lint.yml", "rules:\n  KODA4004: { severity: none }\n");

        Assert.Equal(0, KodaLint.Run(_folder.Path, ["verify", .. _koda.Urls, "--no-host-probe"]).ExitCode);
    }

    [Fact]
    public void A_deployment_that_is_down_has_a_finding_for_each_server()
    {
        var answer = KodaLint.Run(
            _folder.Path, "verify", "--base-url", "http://127.0.0.1:" + StubServer.FreePort(), "--dashboard-url", "http://127.0.0.1:" + StubServer.FreePort(), "--no-host-probe");

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("error KODA7008: the control plane does not answer: nothing listens there\n", answer.Output, StringComparison.Ordinal);
        Assert.Contains("error KODA7008: the dashboard does not answer: nothing listens there\n", answer.Output, StringComparison.Ordinal);
        Assert.EndsWith("2 errors, 0 warnings, 0 infos\n", answer.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Option '--base-url' is required.")]
    [InlineData("--base-url takes a URL that begins with http:// or https://", "--base-url", "ftp://x", "--dashboard-url", "http://127.0.0.1")]
    [InlineData("--base-url takes a URL without a name, a password", "--base-url", "http://u:canary@127.0.0.1", "--dashboard-url", "http://127.0.0.1")]
    [InlineData("--timeout takes a number of seconds", "--base-url", "http://127.0.0.1", "--dashboard-url", "http://127.0.0.1", "--timeout", "0")]
    [InlineData("--resolve takes HOST=ADDRESS", "--base-url", "http://127.0.0.1", "--dashboard-url", "http://127.0.0.1", "--resolve", "x=y")]
    [InlineData("'none.pem' cannot be read as certificates", "--base-url", "http://127.0.0.1", "--dashboard-url", "http://127.0.0.1", "--ca-file", "none.pem")]
    [InlineData("'none.env' cannot be read: there is no such file", "--base-url", "http://127.0.0.1", "--dashboard-url", "http://127.0.0.1", "--env-file", "none.env")]
    public void Bad_usage_is_told_and_nothing_is_asked(string message, params string[] arguments)
    {
        var answer = KodaLint.Run(_folder.Path, ["verify", .. arguments]);

        Assert.Equal(2, answer.ExitCode);
        Assert.StartsWith("koda-lint: " + message, answer.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", answer.Error, StringComparison.Ordinal);
    }

    private void Protect(string name) => SetMode(name, UnixFileMode.UserRead | UnixFileMode.UserWrite);

    private void SetMode(string name, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder.PathTo(name), mode);
    }

    private Answer Verify(RunningCaddy caddy, params string[] arguments) =>
        KodaLint.Run(_folder.Path, ["verify", .. _koda.Urls, .. caddy.Options, "--no-host-probe", .. arguments]);
}
