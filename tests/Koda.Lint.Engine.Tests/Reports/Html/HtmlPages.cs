using System.Xml;
using System.Xml.Linq;
using Koda.Lint.Checking;
using Koda.Lint.Compose;
using Koda.Lint.Deployments;
using Koda.Lint.Discovery;
using Koda.Lint.Facts;
using Koda.Lint.Files;
using Koda.Lint.Reports;
using Koda.Lint.Reports.Html;

namespace Koda.Lint.Engine.Tests.Reports.Html;

/// <summary>Pages of every kind: of a sample, of nothing, of names that try to be markup.</summary>
internal static class HtmlPages
{
    public static readonly string[] Names = ["broken", "hardened", "nothing", "hostile", "proxied"];

    /// <summary>The markup of a page.</summary>
    public static string Of(string name)
    {
        switch (name)
        {
            case "broken":
                return Check(Repository.PathTo("samples/vps-broken"));
            case "hardened":
                return Check(Repository.PathTo("samples/vps-hardened"));
            case "nothing":
                return Write(new CheckReport([], [], []), new DiskFileProvider(), "/srv");
            case "hostile":
                using (var folder = new TemporaryFolder())
                {
                    folder.Write("compose.prod.yml", "services:\n  \"a_b\":\n    image: \"x:<script>alert(1)</script>\"\n    ports: [\"80:80\", \"${B<}:1:1\"]\n    environment:\n      KODA_ENV: \"</pre><script>'\\\"&`*\\u0001\"\n      CONTROL_PLANE_PORT: ']]> -- \"><img src=x onerror=alert(1)>'\n");
                    return Check(folder.Path);
                }

            default:
                using (var folder = new TemporaryFolder())
                {
                    folder.Write("compose.prod.yml", """
                        services:
                          caddy:
                            image: caddy:2
                            ports: ["80:80", "443:443", "127.0.0.1:2019:2019"]
                            depends_on: [web]
                          web:
                            image: web:1
                            ports: ["${BIND}:3000:3000", "[2001:db8::1]:4000-4009:4000-4009/udp"]
                            environment: {API: "http://app:8090"}
                          app:
                            image: koda:1
                            command: python -m koda.control_plane
                            environment: {KODA_ENV: production, DATABASE_URL: "postgres://koda:${PW}@postgres/koda", CACHE: "redis"}
                          a-service-with-a-name-that-is-far-too-long-for-its-box:
                            image: prom/node-exporter:1
                            network_mode: host
                          postgres:
                            image: postgres:16
                            ports: ["5432:5432", "127.0.0.1:5433:5432"]
                          redis:
                            image: redis:7
                        """);
                    return Check(folder.Path);
                }
        }
    }

    /// <summary>The elements of a page; it is well-formed XML without a namespace to speak of.</summary>
    public static XElement Read(string page)
    {
        using var reader = XmlReader.Create(new StringReader(page), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XElement.Load(reader);
    }

    /// <summary>The page of a report.</summary>
    public static string Write(CheckReport report, IFileProvider files, string folder)
    {
        using var output = new MemoryStream();
        HtmlReportWriter.Write(report, output, new ReportSurroundings
        {
            Folder = folder, Root = folder, Files = files, ToolVersion = () => "1.2.3", Text = new TextReportOptions { Folder = folder }, MadeAt = new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero),
        });
        return System.Text.Encoding.UTF8.GetString(output.ToArray());
    }

    private static string Check(string folder)
    {
        var files = new DiskFileProvider();
        var check = new DeploymentCheck(files) { Root = folder, KeepsDeployments = true, Facts = new SecretFileFacts(files, () => DateTimeOffset.UnixEpoch) };
        return Write(check.Run(DeploymentDiscovery.Find(folder, recursive: false, new ComposeRequest { WorkingDirectory = folder }, DeploymentEnvironment.Auto, files)), files, folder);
    }
}
