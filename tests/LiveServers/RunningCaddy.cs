using System.Diagnostics;
using System.Net.Sockets;

namespace Koda.Lint.Tests;

/// <summary>A real Caddy on loopback with a certificate of its own authority; nothing of it outlives the test, no system store learns of it.</summary>
internal sealed class RunningCaddy : IDisposable
{
    public const string Host = "koda.test";

    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private readonly Process _process;

    private RunningCaddy(string program, string site, string globals)
    {
        HttpsPort = StubServer.FreePort();
        do
            HttpPort = StubServer.FreePort();
        while (HttpPort == HttpsPort);
        _folder.Write("Caddyfile", $$"""
            {
                admin off
                skip_install_trust
                default_bind 127.0.0.1
                http_port {{HttpPort}}
                https_port {{HttpsPort}}
                {{globals}}
            }

            {{Host}} {
                tls internal
            {{site}}
            }
            """);
        var start = new ProcessStartInfo(program, ["run", "--config", _folder.PathTo("Caddyfile"), "--adapter", "caddyfile"]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["HOME"] = _folder.Path;
        start.Environment["XDG_DATA_HOME"] = _folder.PathTo("data");
        start.Environment["XDG_CONFIG_HOME"] = _folder.PathTo("config");
        _process = Process.Start(start)!;
        var errors = new System.Text.StringBuilder();
        _process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        var watch = Stopwatch.StartNew();
        while (!File.Exists(AuthorityFile) || !Listens(HttpsPort) || !Listens(HttpPort))
        {
            Assert.False(_process.HasExited, "caddy ended: " + errors);
            Assert.True(watch.Elapsed < StartTime, "caddy does not start: " + errors);
            Thread.Sleep(50);
        }
    }

    public int HttpsPort { get; }

    public int HttpPort { get; }

    /// <summary>The certificate of its authority.</summary>
    public string AuthorityFile => _folder.PathTo("data/caddy/pki/authorities/local/root.crt");

    /// <summary>The options by which <c>verify</c> finds it.</summary>
    public string[] Options =>
    [
        "--public-url", $"https://{Host}:{HttpsPort}", "--http-url", $"http://{Host}:{HttpPort}", "--resolve", Host + "=127.0.0.1", "--ca-file", AuthorityFile,
    ];

    /// <summary>Starts it; the test is skipped where it is not installed.</summary>
    /// <param name="site">The directives of the site.</param>
    /// <param name="globals">Further global options.</param>
    public static RunningCaddy Start(string site, string globals = "") => new(OracleProgram.Require(["caddy"], "version"), site, globals);

    /// <summary>The routes of the production guide.</summary>
    public static string Routes(StandInKoda koda) => $$"""
            header Strict-Transport-Security "max-age=31536000"
            @controlplane path /api/control-plane/* /api/runtime/* /openapi/control-plane.json
            handle @controlplane {
                reverse_proxy {{koda.ControlPlane.Url.Authority}}
            }
            handle {
                reverse_proxy {{koda.Dashboard.Url.Authority}}
            }
        """;

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        _folder.Dispose();
    }

    private static bool Listens(int port)
    {
        try
        {
            using var client = new TcpClient("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
