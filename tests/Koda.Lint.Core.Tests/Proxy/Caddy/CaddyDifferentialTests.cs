using Koda.Lint.Core.Tests.Proxy.Live;
using Koda.Lint.Proxy.Caddy;
using Koda.Lint.Text;

namespace Koda.Lint.Core.Tests.Proxy.Caddy;

/// <summary>Every case runs in a real Caddy; each answer must be what the model said.</summary>
public sealed class CaddyDifferentialTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Every_request_is_routed_as_the_real_caddy_routes_it()
    {
        if (LiveProxy.Find("caddy") is not { } program)
        {
            Assert.Skip("caddy is not installed");
            return;
        }

        var version = await CaddyVersion.OfAsync(program);
        var cases = CaddyCases.All.Concat(CaddyCases.Random(seed: 20240611, count: 200)).ToArray();
        using var a = new EchoBackend("A");
        using var b = new EchoBackend("B");
        using var c = new EchoBackend("C");
        EchoBackend[] backends = [a, b, c];
        var ports = LiveProxy.FreePorts(cases.Length * 2);
        var texts = cases.Select((x, i) => x.Render(i, ports[2 * i], ports[(2 * i) + 1], backends)).ToArray();
        var folder = Directory.CreateTempSubdirectory("koda-lint-caddy-");
        try
        {
            var options = "{\n\tadmin off\n\tdefault_bind 127.0.0.1\n\tlog {\n\t\tlevel ERROR\n\t}\n}\n";
            var used = Enumerable.Range(0, cases.Length).SelectMany(i => cases[i].UsesSecondPort ? new[] { ports[2 * i], ports[(2 * i) + 1] } : [ports[2 * i]]);
            using var proxy = await CaddyVersion.StartAsync(program, folder.FullName, options + string.Join("\n", texts), used);
            var (asked, differences) = await RoutingComparison.CompareAsync(cases, texts, ports, backends, text => CaddyConfig.Read(new SourceFile("Caddyfile", text), version: version));
            output.WriteLine($"{cases.Length} configurations, {asked} requests, {differences.Count} configurations judged otherwise");
            Assert.True(differences.Count == 0, string.Join("\n", differences.Take(12)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
