using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;

namespace Koda.Lint.BootGuard.Tests.Processes;

/// <summary><c>samples/web</c> as its user runs it.</summary>
public sealed class WebSampleTests : IDisposable
{
    private const string Started = "Application started";

    private readonly TemporaryFolder _folder = new();
    private readonly int _port = HostProcess.FreePort();

    public void Dispose() => _folder.Dispose();

    private HostProcess Start(params (string Name, string Value)[] settings)
    {
        var environment = settings.Append(("CONTROL_PLANE_PORT", _port.ToString(System.Globalization.CultureInfo.InvariantCulture))).ToDictionary();
        return HostProcess.Start("web", _folder.Path, [], environment, Started);
    }

    [Fact]
    public async Task With_unsafe_settings_it_ends_with_78_and_never_listens()
    {
        using var process = Start(
            ("KODA_ENV", "production"), ("CONTROL_PLANE_AUTH_MODE", "open"), ("ALLOW_LOOPBACK_BOOTSTRAP", "true"), ("WEB_OPERATOR_SESSION_SECRET", "change-me-canary-7781"));

        var attempts = 0;
        while (!process.HasExited)
        {
            Assert.False(await AcceptsAsync(), "somebody listened");
            attempts++;
        }

        var (exitCode, output, error) = await process.EndAsync();
        Assert.Equal(78, exitCode);
        Assert.True(attempts > 10, $"only {attempts} attempts to connect");
        Assert.False(await AcceptsAsync());
        Assert.Contains("KODA1002: this process sets CONTROL_PLANE_AUTH_MODE to 'open' in production", output, StringComparison.Ordinal);
        Assert.Contains("KODA1004: ", output, StringComparison.Ordinal);
        Assert.Contains("KODA6002: WEB_OPERATOR_SESSION_SECRET still has a placeholder", output, StringComparison.Ordinal);
        Assert.Contains("was refused to start in Production because of KODA1002, KODA1004, KODA6002", output, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", output + error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output + error, StringComparison.Ordinal);
        Assert.DoesNotContain(Started, output, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.PathTo("bootstrap.txt")));
    }

    /// <summary>The transcript of docs/boot-guard.md: what is typed there, typed here.</summary>
    [Fact]
    public async Task What_the_documentation_shows_is_what_is_printed()
    {
        var document = await File.ReadAllTextAsync(Repository.PathTo("docs/boot-guard.md"), TestContext.Current.CancellationToken);
        var transcript = document.Split("```console\n")[1].Split("```")[0].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var settings = transcript[0].Split(' ').Where(word => word.Contains('=', StringComparison.Ordinal)).Select(word => word.Split('=')).Select(pair => (pair[0], pair[1]));
        File.Copy(Repository.PathTo("samples/web/appsettings.json"), _folder.PathTo("appsettings.json"));

        using var process = Start([.. settings]);

        var (exitCode, output, error) = await process.EndAsync();
        Assert.Equal(("$ echo $?", "78", 78, ""), (transcript[^2], transcript[^1], exitCode, error));
        Assert.Equal(transcript[1..^2], output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Without_a_word_about_production_it_is_refused_because_the_host_is()
    {
        using var process = Start();

        var (exitCode, output, _) = await process.EndAsync();
        Assert.Equal(78, exitCode);
        Assert.Contains("KODA1001: ", output, StringComparison.Ordinal);
        Assert.Contains("KODA6001: ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_safe_settings_it_serves_and_the_login_cookie_has_the_flags()
    {
        using var process = Start(("KODA_ENV", "production"), ("WEB_OPERATOR_SESSION_SECRET", "b6f1c0de9a7e45d28c3b1f07e6a4d95830e2c7f4"));
        await process.Ready.WaitAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = new Uri($"http://127.0.0.1:{_port}") };

        var code = await File.ReadAllTextAsync(_folder.PathTo("bootstrap.txt"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(client, "/setup", new { code, name = "owner", password = "Tr0ubadour-and-more" })).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(client, "/login", new { name = "owner", password = "guessed" })).StatusCode);
        var login = await PostAsync(client, "/login", new { name = "owner", password = "Tr0ubadour-and-more" });

        Assert.Equal(HttpStatusCode.OK, login.StatusCode);
        var cookie = Assert.Single(login.Headers.GetValues("Set-Cookie"), header => header.StartsWith("koda_operator_session=", StringComparison.Ordinal));
        var flags = cookie.Split(';', StringSplitOptions.TrimEntries).Skip(1).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Assert.Superset(new HashSet<string> { "secure", "httponly", "samesite=strict" }, flags);
        Assert.Equal("owner", await WhoAmIAsync(client, cookie));
        Assert.Equal("nobody", await WhoAmIAsync(client, "koda_operator_session=forged"));
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string path, object body) => client.PostAsJsonAsync(path, body, TestContext.Current.CancellationToken);

    private static async Task<string> WhoAmIAsync(HttpClient client, string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/whoami") { Headers = { { "Cookie", cookie.Split(';')[0] } } };
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private async Task<bool> AcceptsAsync()
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, _port, TestContext.Current.CancellationToken);
            return true;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionRefused)
        {
            return false;
        }
    }
}
