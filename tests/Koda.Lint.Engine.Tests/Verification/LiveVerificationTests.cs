using System.Net;
using System.Text;
using Koda.Lint.Facts;
using Koda.Lint.Files;
using Koda.Lint.Verification;

namespace Koda.Lint.Engine.Tests.Verification;

/// <summary>Whatever a server does ends in findings: no crash, no hang.</summary>
public sealed class LiveVerificationTests : IDisposable
{
    private readonly StandInKoda _koda = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _koda.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_hardened_stand_in_is_clean() => Assert.Empty(await JudgeAsync());

    [Fact]
    public async Task Nothing_but_questions_is_asked()
    {
        await JudgeAsync();

        Assert.All(_koda.ControlPlane.Requests.Concat(_koda.Dashboard.Requests), request => Assert.Equal("GET", request.Method));
    }

    [Fact]
    public async Task A_server_that_never_answers_is_told_and_not_asked_for_ever()
    {
        using var silent = new StubServer((_, _) => Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken));

        var findings = await JudgeAsync(request => request with { BaseUrl = silent.Url, Timeout = TimeSpan.FromMilliseconds(300) });

        Assert.Contains(findings, finding => finding.Rule.Id == "KODA7008" && finding.Message == "the control plane does not answer: there is no whole answer within 0.3 seconds");
        Assert.True(silent.Requests.Count <= 2, "it was asked " + silent.Requests.Count + " times");
    }

    [Fact]
    public async Task A_body_without_an_end_is_told()
    {
        using var endless = new StubServer(async (_, stream) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"u8.ToArray());
            var block = new byte[1024 * 1024];
            while (true)
                await stream.WriteAsync(block);
        });

        var findings = await JudgeAsync(request => request with { BaseUrl = endless.Url, Timeout = TimeSpan.FromSeconds(30) });

        Assert.Contains(findings, finding => finding.Message == "the control plane does not answer: its answer is larger than 8 MiB");
    }

    [Fact]
    public async Task A_body_that_trickles_is_told()
    {
        using var slow = new StubServer(async (_, stream) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"u8.ToArray());
            while (true)
            {
                await stream.WriteAsync("x"u8.ToArray());
                await Task.Delay(20);
            }
        });

        var findings = await JudgeAsync(request => request with { BaseUrl = slow.Url, Timeout = TimeSpan.FromMilliseconds(300) });

        Assert.Contains(findings, finding => finding.Message.StartsWith("the control plane does not answer: there is no whole answer within", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_head_without_measure_is_told()
    {
        using var large = new StubServer(_ => "HTTP/1.1 200 OK\r\n" + string.Concat(Enumerable.Range(0, 4000).Select(i => $"X-{i}: {new string('x', 40)}\r\n")) + "\r\n");

        var findings = await JudgeAsync(request => request with { BaseUrl = large.Url });

        Assert.Contains(findings, finding => finding.Message == "the control plane does not answer: the head of its answer is larger than 64 KiB");
    }

    [Theory]
    [InlineData("220 mail.example.com ESMTP\r\n")]
    [InlineData("HTTP/1.1 two hundred\r\n\r\n")]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort")]
    public async Task What_is_no_answer_of_http_is_told(string answer)
    {
        using var other = new StubServer(_ => answer);

        var findings = await JudgeAsync(request => request with { BaseUrl = other.Url });

        Assert.Contains(findings, finding => finding.Rule.Id == "KODA7008" && finding.Message.StartsWith("the control plane does not answer: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_read_all_the_same()
    {
        using var odd = new StubServer((_, stream) => stream.WriteAsync(
            (byte[])[.. Encoding.Latin1.GetBytes("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/html\r\nContent-Security-Policy: default-src \xff\xfe\r\nSet-Cookie: session\xe9=\x80; Secure\r\n\r\n<html>"), 0xff, 0xfe, 0x00, 0xc3]).AsTask());

        var findings = await JudgeAsync(request => request with { DashboardUrl = odd.Url });

        Assert.Contains(findings, finding => finding.Rule.Id == "KODA3002");
        Assert.Contains(findings, finding => finding.Rule.Id == "KODA4003");
    }

    [Fact]
    public async Task Redirects_in_a_circle_end()
    {
        _koda.DashboardAnswers["/login"] = StubServer.Answer(302, "text/plain", "", "Location: /setup");
        _koda.DashboardAnswers["/setup"] = StubServer.Answer(302, "text/plain", "", "Location: /login");

        var findings = await JudgeAsync();

        Assert.Contains(findings, finding => finding.Message == "/login of the dashboard redirects in a circle");
    }

    [Fact]
    public async Task Redirects_that_never_end_are_left()
    {
        using var counting = new StubServer(request => request.Path == "/" ? StubServer.Answer(200, "text/html", "<html></html>")
            : StubServer.Answer(302, "text/plain", "", "Location: " + request.Path + "x"));

        var findings = await JudgeAsync(request => request with { DashboardUrl = counting.Url });

        Assert.Contains(findings, finding => finding.Message == "/login of the dashboard redirects in a circle");
        Assert.True(counting.Requests.Count < 50);
    }

    [Fact]
    public async Task A_redirect_to_another_host_is_not_followed()
    {
        using var elsewhere = new StubServer(_ => StubServer.Answer(200, "text/html", "<html></html>"));
        _koda.DashboardAnswers["/login"] = StubServer.Answer(302, "text/plain", "", "Location: " + elsewhere.Url);

        var findings = await JudgeAsync();

        Assert.Contains(findings, finding => finding is { Rule.Id: "KODA4004", Severity: Severity.Info });
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task A_login_page_that_is_none_is_told_and_a_missing_setup_is_not()
    {
        _koda.DashboardAnswers["/login"] = StubServer.Answer(200, "application/json", "{}");
        _koda.DashboardAnswers["/setup"] = StubServer.Answer(404, "text/html", "<html></html>");

        var finding = Assert.Single(await JudgeAsync());

        Assert.Equal("/login answers application/json instead of a page, so its policy cannot be judged", finding.Message);
    }

    [Fact]
    public async Task One_login_is_tried_and_never_again()
    {
        _koda.LoginTime = TimeSpan.Zero;

        var findings = await JudgeAsync(request => request with { ProbesLogin = true });

        Assert.Equal(["KODA5009"], findings.Select(finding => finding.Rule.Id));
        var login = Assert.Single(_koda.ControlPlane.Requests, request => request.Method == "POST");
        Assert.Matches("^\\{\"identifier\":\"koda-lint-[0-9A-F]{24}\",\"password\":\"[0-9A-F]{48}\"\\}$", login.Body);
        Assert.Equal("koda-lint", login.Headers["User-Agent"]);
    }

    [Fact]
    public async Task An_own_address_that_answers_is_found_for_each_port()
    {
        // 127.0.0.2 stands for an address of the machine: both servers listen on all of 127/8's addresses that they are bound to.
        using var onAnother = new StubServer(_ => StubServer.Answer(200, "application/json", "{\"status\": \"healthy\"}"), "127.0.0.2", _koda.ControlPlane.Url.Port);

        var findings = await JudgeAsync(request => request with { ProbesHost = true });

        var finding = Assert.Single(findings);
        Assert.Equal("KODA2001", finding.Rule.Id);
        Assert.Contains($"the control plane answers on port {onAnother.Url.Port} of 127.0.0.2,", finding.Message, StringComparison.Ordinal);
        Assert.Equal(_koda.ControlPlane.Url.Authority, Assert.Single(onAnother.Requests).Headers["Host"]);
    }

    [Fact]
    public async Task A_public_url_of_plain_http_that_redirects_names_the_real_one()
    {
        using var plain = new StubServer(request => StubServer.Answer(308, "text/plain", "", "Location: https://127.0.0.1:" + StubServer.FreePort() + request.Path));

        var report = await RunAsync(request => request with { PublicUrl = plain.Url });

        Assert.Equal("https", report.Seen.PublicUrl!.Scheme);
        Assert.DoesNotContain(LiveJudge.Judge(report.Seen), finding => finding.Rule.Id == "KODA7001");
    }

    [Fact]
    public async Task What_is_not_judged_is_noted()
    {
        var report = await RunAsync(request => request with { PublicUrl = new Uri("https://127.0.0.1:" + StubServer.FreePort()) });

        Assert.Contains(report.Notes, note => note.StartsWith("not judged: whether HTTP redirects to HTTPS", StringComparison.Ordinal));
        Assert.Contains(report.Notes, note => note.StartsWith("not judged: whether other addresses of this machine answer", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_files_that_an_env_file_names_are_judged()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes");
        _folder.Write(".env", "STATE_ROOT_DIR=state\nCONTROL_PLANE_MASTER_KEY_FILE=keys/master\n");
        _folder.Write("keys/master", "canary");
        _folder.Write("state/control_plane/.master.key", "canary");
        _folder.Write("state/control_plane/bootstrap.txt", "canary");
        _folder.Write("bootstrap.txt", "canary");
        foreach (var file in Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories))
            SetMode(file, "644");

        var findings = await JudgeAsync(request => request with { EnvFiles = [_folder.PathTo(".env")] });

        Assert.Equal(6, findings.Count(finding => finding is { Rule.Id: "KODA6006", Severity: Severity.Error }));
        Assert.Equal(2, findings.Count(finding => finding.Rule.Id == "KODA6008"));
        Assert.DoesNotContain("canary", string.Join('\n', findings), StringComparison.Ordinal);
    }

    private static void SetMode(string path, string octal)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, (UnixFileMode)Convert.ToInt32(octal, 8));
    }

    private async Task<IReadOnlyList<Finding>> JudgeAsync(Func<VerificationRequest, VerificationRequest>? change = null) => LiveJudge.Judge((await RunAsync(change)).Seen);

    private Task<LiveReport> RunAsync(Func<VerificationRequest, VerificationRequest>? change = null)
    {
        var request = new VerificationRequest { BaseUrl = _koda.ControlPlane.Url, DashboardUrl = _koda.Dashboard.Url, ProbesHost = false, Timeout = TimeSpan.FromSeconds(20) };
        var now = new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);
        return new LiveVerification(change?.Invoke(request) ?? request, new SecretFileFacts(new DiskFileProvider(), () => now), () => now)
        {
            FindOwnAddresses = () => [IPAddress.Parse("127.0.0.2")],
        }.RunAsync();
    }
}
