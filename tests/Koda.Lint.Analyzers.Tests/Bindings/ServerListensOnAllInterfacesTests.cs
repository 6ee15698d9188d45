namespace Koda.Lint.Analyzers.Tests.Bindings;

public sealed class ServerListensOnAllInterfacesTests
{
    private static Task Judge(string statements) => Verify.Statements(statements, RuleIds.ServerListensOnAllInterfaces);

    [Theory]
    [InlineData("builder.WebHost.ConfigureKestrel(o => o.{|KODA2007:ListenAnyIP|}(8090));")]
    [InlineData("builder.WebHost.UseKestrel(o => { o.{|KODA2007:ListenAnyIP|}(8090, l => l.UseHttps()); });")]
    [InlineData("builder.WebHost.ConfigureKestrel((c, o) => o.Listen({|KODA2007:IPAddress.Any|}, 8090));")]
    [InlineData("builder.WebHost.ConfigureKestrel(o => o.Listen({|KODA2007:IPAddress.IPv6Any|}, 8090, l => { }));")]
    [InlineData("builder.WebHost.ConfigureKestrel(o => o.Listen(new IPEndPoint({|KODA2007:IPAddress.Any|}, 8090)));")]
    [InlineData("""builder.WebHost.ConfigureKestrel(o => o.Listen(IPAddress.Parse({|KODA2007:"0.0.0.0"|}), 8090));""")]
    [InlineData("""builder.WebHost.ConfigureKestrel(o => o.Listen(IPEndPoint.Parse({|KODA2007:"0.0.0.0:80"|})));""")]
    [InlineData("""builder.WebHost.ConfigureKestrel(o => o.Listen(IPAddress.Parse({|KODA2007:"192.168.1.5"|}), 8090));""")]
    [InlineData("var any = {|KODA2007:IPAddress.Any|}; builder.WebHost.ConfigureKestrel(o => o.Listen(any, 8090));")]
    [InlineData("services.Configure<Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions>(o => o.{|KODA2007:ListenAnyIP|}(8090));")]
    [InlineData("""builder.WebHost.UseUrls("{|KODA2007:http://*:8090|}");""")]
    [InlineData("""builder.WebHost.UseUrls("{|KODA2007:http://+:8090|}", "https://localhost:5001");""")]
    [InlineData("""builder.WebHost.UseUrls("http://localhost:1;{|KODA2007:https://0.0.0.0:8090|}");""")]
    [InlineData("""builder.WebHost.UseUrls("{|KODA2007:http://[::]:8090|}");""")]
    [InlineData("""builder.WebHost.UseUrls("{|KODA2007:http://koda.example.com:8090|}");""")]
    [InlineData("""app.Urls.Add("{|KODA2007:http://*:8090|}");""")]
    [InlineData("""var port = 8090; app.Urls.Add($"{|KODA2007:http://0.0.0.0:|}{port}");""")]
    [InlineData("""app.Run("{|KODA2007:http://0.0.0.0:8090|}");""")]
    [InlineData("""await app.RunAsync("{|KODA2007:https://*:8090|}");""")]
    [InlineData("""const string Url = "{|KODA2007:http://*:80|}"; app.Run(Url);""")]
    [InlineData("""builder.WebHost.UseSetting("urls", "{|KODA2007:http://*:80|}");""")]
    [InlineData("""builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, "{|KODA2007:http://*:80|}");""")]
    [InlineData("""builder.Configuration["urls"] = "{|KODA2007:http://*:80|}";""")]
    [InlineData("""builder.Configuration["Kestrel:Endpoints:Http:Url"] = "{|KODA2007:http://*:80|}";""")]
    [InlineData("""Environment.SetEnvironmentVariable("ASPNETCORE_URLS", "{|KODA2007:http://+:80|}");""")]
    [InlineData("""Environment.SetEnvironmentVariable("ASPNETCORE_HTTP_PORTS", {|KODA2007:"8090"|});""")]
    [InlineData("""builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["urls"] = "{|KODA2007:http://*:80|}" });""")]
    [InlineData("""var listener = new HttpListener(); listener.Prefixes.Add("{|KODA2007:http://*:8080/|}");""")]
    [InlineData("""var listener = new HttpListener { Prefixes = { "{|KODA2007:http://+:8080/|}" } };""")]
    [InlineData("var listener = new System.Net.Sockets.TcpListener({|KODA2007:IPAddress.Any|}, 8090);")]
    [InlineData("var listener = System.Net.Sockets.TcpListener.{|KODA2007:Create|}(8090);")]
    [InlineData("var listener = {|KODA2007:new System.Net.Sockets.TcpListener(8090)|};")]
    [InlineData("""Microsoft.AspNetCore.WebHost.Start("{|KODA2007:http://*:80|}", context => Task.CompletedTask);""")]
    [InlineData("""var one = WebApplication.CreateBuilder(["--urls", "{|KODA2007:http://*:80|}"]);""")]
    [InlineData("""var one = WebApplication.CreateSlimBuilder(new[] { "--urls=http://localhost:1;{|KODA2007:http://*:80|}" });""")]
    [InlineData("""builder.Configuration.AddCommandLine(["--http_ports", {|KODA2007:"80"|}]);""")]
    [InlineData("""app.Run(flag ? "http://localhost:1" : "{|KODA2007:http://*:1|}");""")]
    public Task A_binding_that_other_machines_reach_is_reported(string statements) => Judge(statements);

    [Theory]
    [InlineData("builder.WebHost.ConfigureKestrel(o => o.ListenLocalhost(8090));")]
    [InlineData("builder.WebHost.ConfigureKestrel(o => o.Listen(IPAddress.Loopback, 8090));")]
    [InlineData("builder.WebHost.ConfigureKestrel(o => o.Listen(IPAddress.IPv6Loopback, 8090));")]
    [InlineData("""builder.WebHost.ConfigureKestrel(o => o.Listen(IPAddress.Parse("127.0.0.2"), 8090));""")]
    [InlineData("""builder.WebHost.ConfigureKestrel(o => o.ListenUnixSocket("/run/koda.sock"));""")]
    [InlineData("""builder.WebHost.UseUrls("http://localhost:1;https://127.0.0.1:2;http://[::1]:3;http://unix:/run/koda.sock");""")]
    [InlineData("""app.Urls.Add("http://127.0.0.1:8090");""")]
    [InlineData("""app.Run();""")]
    [InlineData("""app.Run(name);""")]
    [InlineData("""app.Urls.Add($"http://{name}:80");""")]
    [InlineData("""builder.WebHost.UseUrls(configuration["Urls"]!);""")]
    [InlineData("builder.WebHost.ConfigureKestrel(o => o.Listen(IPAddress.Parse(name), 8090));")]
    [InlineData("""if (app.Environment.IsDevelopment()) { app.Urls.Add("http://*:80"); }""")]
    [InlineData("""var listener = new HttpListener(); listener.Prefixes.Add("http://localhost:8080/");""")]
    [InlineData("var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 8090);")]
    [InlineData("""var url = "http://*:80"; app.Logger.LogInformation(url);""")]
    [InlineData("var client = new IPEndPoint(IPAddress.Any, 0);")]
    [InlineData("""Microsoft.AspNetCore.WebHost.Start("http://localhost:80", context => Task.CompletedTask);""")]
    [InlineData("Microsoft.AspNetCore.WebHost.Start(context => Task.CompletedTask);")]
    [InlineData("""var one = WebApplication.CreateBuilder(["--urls", "http://localhost:80", "--path", "http://*:80"]);""")]
    [InlineData("""var one = WebApplication.CreateBuilder(["--urls"]);""")]
    [InlineData("""configuration["Urls"].ToString();""")]
    public Task Loopback_sockets_and_what_cannot_be_known_are_silent(string statements) => Judge(statements);

    [Theory]
    [InlineData("IPAddress.Any", "any address")]
    [InlineData("IPAddress.IPv6Any", "any address")]
    [InlineData("IPAddress.Parse(\"192.168.1.5\")", "192.168.1.5")]
    public async Task The_message_names_the_address(string address, string name)
    {
        var finding = Assert.Single(await Verify.Findings(
            Verify.InMethod($"builder.WebHost.ConfigureKestrel(o => o.Listen({address}, 8090));"), RuleIds.ServerListensOnAllInterfaces));
        Assert.Contains(name, finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inside_a_container_it_is_information()
    {
        await Verify.Code(
            [("Test0.cs", Verify.InMethod("app.Run(\"{|#0:http://*:80|}\");"))],
            [RuleIds.ServerListensOnAllInterfaces],
            test =>
            {
                test.TestState.AdditionalFiles.Add(("Dockerfile", "FROM base\nEXPOSE 8080\n"));
                test.ExpectedDiagnostics.Add(new Microsoft.CodeAnalysis.Testing.DiagnosticResult(RuleIds.ServerListensOnAllInterfaces, Microsoft.CodeAnalysis.DiagnosticSeverity.Info).WithLocation(0));
            });
    }

    [Fact]
    public Task A_top_level_program_is_judged() => Verify.Code(
        """
        var builder = WebApplication.CreateBuilder(args);
        builder.WebHost.ConfigureKestrel(static options => options.{|KODA2007:ListenAnyIP|}(5000));
        var app = builder.Build();
        app.MapGet("/", () => "ok");
        app.Run("{|KODA2007:http://0.0.0.0:5001|}");
        """,
        RuleIds.ServerListensOnAllInterfaces);

    [Fact]
    public Task An_old_program_is_judged() => Verify.Code(
        [("Test0.cs", """
            public class Program
            {
                public static void Main(string[] args)
                {
                    Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => { web.UseUrls("{|KODA2007:http://*:5000|}").UseKestrel(o => o.{|KODA2007:ListenAnyIP|}(1)); }).Build().Run();
                }
            }
            """)],
        [RuleIds.ServerListensOnAllInterfaces]);
}
