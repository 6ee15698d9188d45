using BenchmarkDotNet.Attributes;
using Koda.Lint.Browser;
using Koda.Lint.Dotenv;
using Koda.Lint.Proxy.Caddy;
using Koda.Lint.Proxy.Nginx;
using Koda.Lint.Systemd;
using Koda.Lint.Text;

namespace Koda.Lint.Bench;

/// <summary>Each reader over about a hundred kilobytes of its format.</summary>
[MemoryDiagnoser]
public class ReaderBench
{
    [Benchmark]
    public object Dotenv() => DotenvReader.Read(new SourceFile(".env", Texts.Dotenv), DotenvDialect.Compose, _ => null);

    [Benchmark]
    public object Caddyfile() => CaddyConfig.Read(new SourceFile("Caddyfile", Texts.Caddyfile));

    [Benchmark]
    public object Nginx() => NginxConfig.Read(new SourceFile("nginx.conf", Texts.Nginx));

    [Benchmark]
    public object Unit() => SystemdUnitReader.Read(new SourceFile("koda.service", Texts.Unit));

    [Benchmark]
    public object Policy() => ContentSecurityPolicy.Parse(Texts.Policy);
}
