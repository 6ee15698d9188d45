using System.Diagnostics;
using Koda.Lint.Core.Tests.Proxy.Live;
using Koda.Lint.Proxy.Nginx;
using Koda.Lint.Text;

namespace Koda.Lint.Core.Tests.Proxy.Nginx;

/// <summary>Every case runs in one real nginx; each answer must be what the model said.</summary>
public sealed class NginxDifferentialTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Every_request_is_routed_as_the_real_nginx_routes_it()
    {
        if (LiveProxy.Find("nginx") is not { } program)
        {
            Assert.Skip("nginx is not installed");
            return;
        }

        var cases = NginxCases.All.Concat(NginxCases.Random(seed: 20240611, count: 200)).ToArray();
        using var a = new EchoBackend("A");
        using var b = new EchoBackend("B");
        using var c = new EchoBackend("C");
        EchoBackend[] backends = [a, b, c];
        var ports = LiveProxy.FreePorts(cases.Length * 2);
        var texts = cases.Select((x, i) => x.Render(i, ports[2 * i], ports[(2 * i) + 1], backends)).ToArray();
        var folder = Directory.CreateTempSubdirectory("koda-lint-nginx-");
        try
        {
            using var proxy = await StartAsync(program, folder.FullName, texts, cases, ports);
            var (asked, differences) = await RoutingComparison.CompareAsync(cases, texts, ports, backends, text => NginxConfig.Read(new SourceFile("nginx.conf", text)));
            output.WriteLine($"{cases.Length} configurations, {asked} requests, {differences.Count} configurations judged otherwise");
            Assert.True(differences.Count == 0, string.Join("\n", differences.Take(12)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Task<LiveProxy> StartAsync(string program, string folder, string[] texts, RoutingCase[] cases, IReadOnlyList<int> ports)
    {
        Directory.CreateDirectory(Path.Combine(folder, "html"));
        for (var i = 0; i < texts.Length; i++)
            File.WriteAllText(Path.Combine(folder, $"case{i}.conf"), texts[i].Replace("listen ", "listen 127.0.0.1:", StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(folder, "nginx.conf"), $$"""
            daemon off;
            master_process off;
            pid {{folder}}/nginx.pid;
            error_log stderr error;
            events { worker_connections 2048; }
            http {
                access_log off;
                server_names_hash_bucket_size 128;
                client_body_temp_path {{folder}}/body;
                proxy_temp_path {{folder}}/proxy;
                fastcgi_temp_path {{folder}}/fastcgi;
                uwsgi_temp_path {{folder}}/uwsgi;
                scgi_temp_path {{folder}}/scgi;
                include case*.conf;
            }
            """);
        var used = Enumerable.Range(0, cases.Length).SelectMany(i => cases[i].UsesSecondPort ? new[] { ports[2 * i], ports[(2 * i) + 1] } : [ports[2 * i]]);
        return LiveProxy.StartAsync(new ProcessStartInfo(program, ["-p", folder, "-e", "stderr", "-c", Path.Combine(folder, "nginx.conf")]), used);
    }
}
