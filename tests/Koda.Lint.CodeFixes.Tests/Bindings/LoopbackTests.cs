namespace Koda.Lint.CodeFixes.Tests.Bindings;

public sealed class LoopbackTests
{
    private const string Rule = RuleIds.ServerListensOnAllInterfaces;

    private static Task Kestrel(string before, string after) => VerifyFix.Statements(
        $"builder.WebHost.ConfigureKestrel(o => o.{before});", $"builder.WebHost.ConfigureKestrel(o => o.{after});", Rule);

    [Theory]
    [InlineData("{|KODA2007:ListenAnyIP|}(8090)", "ListenLocalhost(8090)")]
    [InlineData("{|KODA2007:ListenAnyIP|}(port: 8090)", "ListenLocalhost(port: 8090)")]
    [InlineData("{|KODA2007:ListenAnyIP|}(8090, listen => listen.UseHttps())", "ListenLocalhost(8090, listen => listen.UseHttps())")]
    [InlineData("{|KODA2007:ListenAnyIP|}(name.Length)", "ListenLocalhost(name.Length)")]
    public Task ListenAnyIP_becomes_ListenLocalhost(string before, string after) => Kestrel(before, after);

    [Theory]
    [InlineData("{|KODA2007:ListenAnyIP|}(0)", "Listen(IPAddress.Loopback, 0)")]
    [InlineData("{|KODA2007:ListenAnyIP|}(port: 0, listen => { })", "Listen(IPAddress.Loopback, port: 0, listen => { })")]
    public Task A_port_that_the_system_picks_is_picked_on_one_address(string before, string after) => Kestrel(before, after);

    [Theory]
    [InlineData("Listen({|KODA2007:IPAddress.Any|}, 8090)", "Listen(IPAddress.Loopback, 8090)")]
    [InlineData("Listen({|KODA2007:IPAddress.IPv6Any|}, 8090)", "Listen(IPAddress.IPv6Loopback, 8090)")]
    [InlineData("Listen({|KODA2007:System.Net.IPAddress.Any|}, 8090, l => { })", "Listen(System.Net.IPAddress.Loopback, 8090, l => { })")]
    [InlineData("Listen(port: 8090, address: {|KODA2007:IPAddress.Any|})", "Listen(port: 8090, address: IPAddress.Loopback)")]
    [InlineData("Listen(new IPEndPoint({|KODA2007:IPAddress.Any|}, 8090))", "Listen(new IPEndPoint(IPAddress.Loopback, 8090))")]
    [InlineData("Listen(IPAddress.Parse({|KODA2007:\"0.0.0.0\"|}), 8090)", "Listen(IPAddress.Parse(\"127.0.0.1\"), 8090)")]
    [InlineData("Listen(IPAddress.Parse({|KODA2007:\"::\"|}), 8090)", "Listen(IPAddress.Parse(\"::1\"), 8090)")]
    [InlineData("Listen(IPAddress.Parse({|KODA2007:@\"192.168.1.5\"|}), 8090)", "Listen(IPAddress.Parse(@\"127.0.0.1\"), 8090)")]
    [InlineData("Listen(IPEndPoint.Parse({|KODA2007:\"0.0.0.0:8090\"|}))", "Listen(IPEndPoint.Parse(\"127.0.0.1:8090\"))")]
    [InlineData("Listen(flag ? IPAddress.Loopback : {|KODA2007:IPAddress.Any|}, 8090)", "Listen(flag ? IPAddress.Loopback : IPAddress.Loopback, 8090)")]
    public Task An_address_becomes_its_loopback(string before, string after) => Kestrel(before, after);

    [Fact]
    public Task A_name_that_a_static_using_brings_keeps_its_style() => VerifyFix.Code(
        """
        using static System.Net.IPAddress;

        public class C
        {
            public void M(IWebHostBuilder web) => web.ConfigureKestrel(o => o.Listen({|KODA2007:Any|}, 80));
        }
        """,
        """
        using static System.Net.IPAddress;

        public class C
        {
            public void M(IWebHostBuilder web) => web.ConfigureKestrel(o => o.Listen(Loopback, 80));
        }
        """,
        Rule);

    [Theory]
    [InlineData("\"{|KODA2007:http://*:8090|}\"", "\"http://127.0.0.1:8090\"")]
    [InlineData("\"{|KODA2007:http://+:8090/base|}\"", "\"http://127.0.0.1:8090/base\"")]
    [InlineData("\"{|KODA2007:https://0.0.0.0|}\"", "\"https://127.0.0.1\"")]
    [InlineData("@\"{|KODA2007:http://[::]:8090|}\"", "@\"http://127.0.0.1:8090\"")]
    [InlineData("\"\"\"{|KODA2007:http://*:8090|}\"\"\"", "\"\"\"http://127.0.0.1:8090\"\"\"")]
    [InlineData("$\"{|KODA2007:https://[::]:|}{token.Length}\"", "$\"https://127.0.0.1:{token.Length}\"")]
    [InlineData("\"{|KODA2007:http://*:1|};https://localhost:2;{|KODA2007:http://+:3|}\"", "\"http://127.0.0.1:1;https://localhost:2;http://127.0.0.1:3\"")]
    [InlineData("\"{|KODA2007:http://*:1|}\", \"{|KODA2007:https://*:2|}\"", "\"http://127.0.0.1:1\", \"https://127.0.0.1:2\"")]
    public Task A_URL_keeps_its_scheme_its_port_and_its_path(string before, string after) =>
        VerifyFix.Statements($"builder.WebHost.UseUrls({before});", $"builder.WebHost.UseUrls({after});", Rule);

    [Theory]
    [InlineData("app.Run(\"{|KODA2007:http://*:80|}\"); // all", "app.Run(\"http://127.0.0.1:80\"); // all")]
    [InlineData("app.Urls.Add(\"{|KODA2007:http://*:80|}\");", "app.Urls.Add(\"http://127.0.0.1:80\");")]
    [InlineData("const string Url = \"{|KODA2007:http://*:80|}\"; app.Run(Url);", "const string Url = \"http://127.0.0.1:80\"; app.Run(Url);")]
    [InlineData("builder.Configuration[\"urls\"] = \"{|KODA2007:http://*:80|}\";", "builder.Configuration[\"urls\"] = \"http://127.0.0.1:80\";")]
    [InlineData("var l = new HttpListener(); l.Prefixes.Add(\"{|KODA2007:http://+:80/|}\");", "var l = new HttpListener(); l.Prefixes.Add(\"http://127.0.0.1:80/\");")]
    public Task A_URL_is_mended_wherever_it_is_given(string before, string after) => VerifyFix.Statements(before, after, Rule);

    [Theory]
    [InlineData("var l = System.Net.Sockets.TcpListener.{|KODA2007:Create|}(80);", "var l = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 80);")]
    [InlineData("var l = new System.Net.Sockets.TcpListener({|KODA2007:IPAddress.Any|}, 80);", "var l = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 80);")]
    public Task A_listener_for_TCP_names_the_address(string before, string after) => VerifyFix.Statements(before, after, Rule);

    [Theory]
    [InlineData("Environment.SetEnvironmentVariable(\"ASPNETCORE_HTTP_PORTS\", \"8090\");")]
    [InlineData("var host = \"0.0.0.0\"; app.Run($\"http://{host}:80\");")]
    public Task Where_no_host_is_written_nothing_is_offered(string statements) => VerifyFix.NothingOffered(statements, Rule);
}
