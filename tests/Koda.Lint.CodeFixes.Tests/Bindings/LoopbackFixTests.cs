using Koda.Lint.CodeFixes.Bindings;

namespace Koda.Lint.CodeFixes.Tests.Bindings;

public sealed class LoopbackFixTests
{
    [Theory]
    [InlineData("builder.WebHost.ConfigureKestrel(o => o.{|KODA2007:ListenAnyIP|}(8090));", "builder.WebHost.ConfigureKestrel(o => o.ListenLocalhost(8090));")]
    [InlineData("builder.WebHost.ConfigureKestrel(o => o.Listen({|KODA2007:IPAddress.Any|}, 8090));", "builder.WebHost.ConfigureKestrel(o => o.Listen(IPAddress.Loopback, 8090));")]
    [InlineData("builder.WebHost.ConfigureKestrel(o => o.Listen({|KODA2007:IPAddress.IPv6Any|}, 8090));", "builder.WebHost.ConfigureKestrel(o => o.Listen(IPAddress.IPv6Loopback, 8090));")]
    [InlineData("builder.WebHost.ConfigureKestrel(o => o.Listen(IPAddress.Parse({|KODA2007:\"0.0.0.0\"|}), 8090));", "builder.WebHost.ConfigureKestrel(o => o.Listen(IPAddress.Parse(\"127.0.0.1\"), 8090));")]
    [InlineData("app.Run(\"{|KODA2007:http://*:8090|}\");", "app.Run(\"http://127.0.0.1:8090\");")]
    [InlineData("app.Urls.Add($\"{|KODA2007:https://[::]:|}{token.Length}\");", "app.Urls.Add($\"https://127.0.0.1:{token.Length}\");")]
    [InlineData("app.Urls.Add(\"{|KODA2007:http://+:1|}\"); app.Urls.Add(\"{|KODA2007:http://0.0.0.0:2|}\");", "app.Urls.Add(\"http://127.0.0.1:1\"); app.Urls.Add(\"http://127.0.0.1:2\");")]
    public Task A_server_listens_on_loopback(string before, string after) => VerifyFix.Statements<LoopbackFix>(before, after, RuleIds.ServerListensOnAllInterfaces);
}
