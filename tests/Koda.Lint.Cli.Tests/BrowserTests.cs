namespace Koda.Lint.Cli.Tests;

/// <summary>What <c>verify</c> says of the cookie and of the policy is what a browser does. The tests are skipped where no Chromium is installed.</summary>
public sealed class BrowserTests : IDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private readonly TemporaryFolder _folder = new();
    private readonly StandInKoda _koda = new();

    public void Dispose()
    {
        _koda.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(StandInKoda.StrictPolicy, false)]
    [InlineData("default-src 'self'; script-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'", true)]
    [InlineData("default-src 'self'; script-src 'nonce-abc' 'unsafe-inline'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'", false)]
    [InlineData(StandInKoda.StrictPolicy + ", script-src 'unsafe-inline'", false)]
    [InlineData("frame-ancestors 'none'; object-src 'none'; base-uri 'none'", true)]
    public void An_inline_script_runs_where_verify_says_so(string policy, bool runs)
    {
        _koda.Policy = policy;
        using var caddy = RunningCaddy.Start(RunningCaddy.Routes(_koda));

        var page = Browse(caddy, $"https://{RunningCaddy.Host}:{caddy.HttpsPort}/login");
        var answer = Verify(caddy);

        Assert.Contains(runs ? "inline script ran" : "still", page, StringComparison.Ordinal);
        Assert.Equal(runs, answer.Output.Contains("error KODA400", StringComparison.Ordinal));
        Assert.Equal(runs ? 1 : 0, answer.ExitCode);
    }

    [Theory]
    [InlineData("koda_operator_session=canary; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax", true)]
    [InlineData("koda_operator_session=canary; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax; Secure", false)]
    public void A_cookie_travels_over_http_where_verify_says_so(string cookie, bool travels)
    {
        using var plain = new StubServer(_ => StubServer.Answer(200, "text/html", "<p>plain</p>"));
        _koda.Cookie = cookie;
        _koda.PlainHttp = new UriBuilder(plain.Url) { Host = RunningCaddy.Host, Path = "/seen" }.Uri;

        // Without HSTS: with it the browser would not ask over http at all.
        using var caddy = RunningCaddy.Start(RunningCaddy.Routes(_koda).Replace("header Strict", "#", StringComparison.Ordinal));

        var page = Browse(caddy, $"https://{RunningCaddy.Host}:{caddy.HttpsPort}/to-plain-http");
        var answer = Verify(caddy);

        Assert.Contains("plain", page, StringComparison.Ordinal);
        var seen = Assert.Single(plain.Requests, request => request.Path == "/seen");
        Assert.Equal(travels, seen.Headers.TryGetValue("Cookie", out var sent) && sent.Contains("koda_operator_session=canary", StringComparison.Ordinal));
        Assert.Equal(travels, answer.Output.Contains("error KODA3001", StringComparison.Ordinal));
    }

    /// <summary>What the browser shows at the end: its document.</summary>
    private string Browse(RunningCaddy caddy, string url)
    {
        var chromium = OracleProgram.Require(Names, "--version");
        using var profile = new TemporaryFolder();
        var answer = OracleProgram.Run(
            chromium,
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                "--disable-sync", "--disable-dev-shm-usage", "--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable", "--user-data-dir=" + profile.PathTo("profile"),
                "--host-resolver-rules=MAP " + RunningCaddy.Host + " 127.0.0.1, MAP * ~NOTFOUND", "--ignore-certificate-errors", "--timeout=30000", "--dump-dom", url,
            ],
            _folder.Path,
            new Dictionary<string, string>());
        Assert.True(answer.Output.Length > 0, answer.Error);
        return answer.Output;
    }

    private Answer Verify(RunningCaddy caddy) => KodaLint.Run(_folder.Path, ["verify", .. _koda.Urls, .. caddy.Options, "--no-host-probe"]);
}
