using Koda.Lint.Core.Tests.Proxy.Live;
using Koda.Lint.Proxy.Caddy;
using Koda.Lint.Proxy.Routing;
using Koda.Lint.Text;

namespace Koda.Lint.Core.Tests.Proxy.Caddy;

/// <summary>Which ports speak TLS and which names are redirected, as a real Caddy with its own local certificates does it.</summary>
public sealed class CaddyHttpsDifferentialTests
{
    private static readonly string[] Hosts = ["tls.test", "both.test", "plain.test", "alt.test", "a.wild.test", "unknown.test"];

    public static TheoryData<string, string> Configurations => new()
    {
        { "names get TLS and redirects", "tls.test {\n\treverse_proxy @A\n}\nboth.test {\n\trespond 210\n}\nhttp://both.test {\n\trespond 211\n}\nhttp://plain.test {\n\trespond 212\n}\n*.wild.test {\n\trespond 213\n}" },
        { "a catch-all on the HTTP port comes after redirects", "tls.test {\n\trespond 210\n}\nhttp:// {\n\trespond 211\n}\nhttp://plain.test {\n\trespond 212\n}" },
        { "redirects are off", "tls.test, both.test {\n\trespond 210\n}\nhttp://plain.test {\n\trespond 212\n}\n# disable_redirects" },
        { "a name on another port", "alt.test:@Q {\n\trespond 210\n}\nhttp://plain.test:@Q1 {\n\trespond 211\n}\n:@Q2 {\n\trespond 212\n}\nboth.test, both.test:@Q {\n\trespond 213\n}" },
        { "a catch-all with TLS", ":@S {\n\trespond 210\n}\ntls.test {\n\trespond 211\n}\nhttps://both.test:@Q {\n\trespond 212\n}" },
        { "only plain", "http://plain.test, http://both.test {\n\trespond 210\n}\n:@H {\n\trespond 211\n}" },
    };

    [Theory]
    [MemberData(nameof(Configurations))]
    public async Task Ports_and_redirects_are_those_of_the_real_caddy(string name, string sites)
    {
        if (LiveProxy.Find("caddy") is not { } program)
        {
            Assert.Skip("caddy is not installed");
            return;
        }

        using var backend = new EchoBackend("A");
        var ports = LiveProxy.FreePorts(5);
        var options = $"{{\n\tadmin off\n\tlocal_certs\n\tskip_install_trust\n\tdefault_bind 127.0.0.1\n\thttp_port {ports[0]}\n\thttps_port {ports[1]}\n"
            + (sites.Contains("disable_redirects", StringComparison.Ordinal) ? "\tauto_https disable_redirects\n" : "") + "}\n";
        var text = options + sites.Replace("@A", "127.0.0.1:" + backend.Port, StringComparison.Ordinal)
            .Replace("@H", ports[0].ToString(), StringComparison.Ordinal).Replace("@S", ports[1].ToString(), StringComparison.Ordinal)
            .Replace("@Q1", ports[3].ToString(), StringComparison.Ordinal).Replace("@Q2", ports[4].ToString(), StringComparison.Ordinal)
            .Replace("@Q", ports[2].ToString(), StringComparison.Ordinal);
        var config = CaddyConfig.Read(new SourceFile("Caddyfile", text), version: await CaddyVersion.OfAsync(program));
        var folder = Directory.CreateTempSubdirectory("koda-lint-caddy-");
        try
        {
            using var proxy = await CaddyVersion.StartAsync(program, folder.FullName, text, config.Sites.SelectMany(s => s.Addresses).Select(a => a.Port));
            var differences = new List<string>();
            foreach (var port in ports)
            foreach (var host in Hosts)
            foreach (var tls in new[] { false, true })
            {
                var decision = config.Route(new ProxyRequest(host, "/x/y") { Port = port, IsTls = tls, Query = "q=1" });
                var said = decision.Kind == RouteKind.Upstream ? "response 200" : decision.Kind == RouteKind.NotServed ? "not served" : decision.ToString();
                var seen = await AskAsync(port, host, tls);
                // Caddy gets its certificates in the background.
                for (var patience = 300; seen == "not served" && said != seen && patience > 0; patience--)
                {
                    await Task.Delay(100, TestContext.Current.CancellationToken);
                    seen = await AskAsync(port, host, tls);
                }

                if (said != seen)
                    differences.Add($"{host}:{port} {(tls ? "tls" : "plain")}: said `{said}`, saw `{seen}`");
            }

            Assert.True(differences.Count == 0, name + "\n" + string.Join("\n", differences) + "\n" + text);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>A refused connection and a failed handshake both mean that nothing is served there.</summary>
    private static async Task<string> AskAsync(int port, string host, bool tls)
    {
        try
        {
            var answer = await LiveProxy.GetAsync(port, host + ":" + port, "/x/y?q=1", tls);
            return answer.Header("Location") is { } location ? $"redirect {answer.Status} {location}" : $"response {answer.Status}";
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException or System.Security.Authentication.AuthenticationException)
        {
            return "not served";
        }
    }
}
