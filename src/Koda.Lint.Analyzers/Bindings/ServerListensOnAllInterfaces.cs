using Koda.Lint.Analyzers.Flow;
using Koda.Lint.Analyzers.Scan;
using Koda.Lint.Hosting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Koda.Lint.Analyzers.Bindings;

/// <summary>KODA2007: a server accepts connections from other machines.</summary>
internal sealed class ServerListensOnAllInterfaces : SourceRule
{
    private const string PortsOnly = "any address, because a list of ports names none";

    public override IEnumerable<Word> Words =>
    [
        "ListenAnyIP", "UseUrls", "UseSetting", "ServerUrlsKey", "TcpListener", "HttpListener", "Prefixes", "UrlPrefixes", "IServerAddressesFeature",
        new Word("Listen") { Then = "(", After = "." },
        new Word("Urls") { After = "." },
        new Word("Run") { Then = "(", After = ".", OnlyWith = ["WebApplication"] },
        new Word("RunAsync") { Then = "(", After = ".", OnlyWith = ["WebApplication"] },
        new Word("WebApplication") { IsFactOnly = true }, new Word("WebHost") { IsFactOnly = true },
        Word.InString("ASPNETCORE_URLS"), Word.InString("DOTNET_URLS"), Word.InString("ASPNETCORE_HTTP_PORTS"), Word.InString("ASPNETCORE_HTTPS_PORTS"),
        Word.InString("HTTP_PORTS"), Word.InString("HTTPS_PORTS"), Word.InString("Kestrel:Endpoints"),
        new Word("urls") { After = "\"-", InStrings = true }, Word.InString("http_ports"), Word.InString("https_ports"),
        new Word("Start") { Then = "(", After = ".", OnlyWith = ["WebHost"] },
        new Word("StartWith") { Then = "(", After = ".", OnlyWith = ["WebHost"] },
    ];

    public override void OnCalled(Call call, CodeUnit unit)
    {
        switch (call.Name)
        {
            case "ListenAnyIP" when call.IsOn("Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions"):
                Report("any address", NameOf(call.Syntax), Guard.Always, unit, "listen-localhost");
                break;
            case "Listen" when call.IsOn("Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions"):
                JudgeAddress(call.Arguments[0], unit);
                break;
            case "UseUrls" when call.Method.IsExtensionMethod:
                JudgeUrls(call.Arguments[call.Arguments.Count - 1], unit);
                break;
            case "Run" or "RunAsync" when call.IsOn("Microsoft.AspNetCore.Builder.WebApplication") && call["url"] is { IsDefault: false } url:
                JudgeUrls(url, unit);
                break;
            case "Start" or "StartWith" when call.IsOn("Microsoft.AspNetCore.WebHost") && call["url"] is { } url:
                JudgeUrls(url, unit);
                break;
            case "CreateBuilder" or "CreateSlimBuilder" or "CreateEmptyBuilder" or "CreateApplicationBuilder" or "CreateDefaultBuilder" or "AddCommandLine"
                when call["args"] is { IsDefault: false, Value: var line } && Library.SequenceOf(unit.Flow, line) is { } parts:
                JudgeCommandLine(parts.Items, call.Syntax, unit);
                break;
            case "Add" when call.Arguments.Count == 1 && AddsUrl(call, unit):
                JudgeUrls(call.Arguments[0], unit);
                break;
            case "UseSetting" when call["key"] is { } key && call["value"] is { Syntax: not null } value:
                JudgeSetting(key.Value, value.Value, value.Syntax, unit);
                break;
            case "SetEnvironmentVariable" when call.Method.ContainingType.Is("System.Environment"):
                JudgeSetting(call.Arguments[0].Value, call.Arguments[1].Value, call.Arguments[1].Syntax ?? call.Syntax, unit);
                break;
            case "AddInMemoryCollection":
                foreach (var entry in ConfigurationEntries.Of(call, unit))
                    JudgeSetting(entry.Key, entry.Content, entry.Content.Origin ?? call.Syntax, unit);
                break;
            case "Create" when call.IsOn("System.Net.Sockets.TcpListener"):
                Report("any address", NameOf(call.Syntax), Guard.Always, unit, "loopback-listener");
                break;
        }
    }

    public override void OnCreated(Call call, InstanceValue instance, CodeUnit unit)
    {
        if (!instance.Type.Is("System.Net.Sockets.TcpListener"))
            return;
        if (call["localaddr"] is { } address)
            JudgeAddress(address, unit);
        else if (call["localEP"] is { } endPoint)
            JudgeAddress(endPoint, unit);
        else if (call["port"] is not null)
            Report("any address", call.Syntax, Guard.Always, unit, "loopback-listener");
    }

    public override void OnAssigned(Assignment assignment, CodeUnit unit)
    {
        if (assignment is { Indices.Count: 1, Member: IPropertySymbol { IsIndexer: true } indexer } && indexer.ContainingType.Is("Microsoft.Extensions.Configuration.IConfiguration"))
            JudgeSetting(assignment.Indices[0], assignment.Value, assignment.ValueSyntax, unit);
    }

    private static bool AddsUrl(Call call, CodeUnit unit) => call.Method.ContainingType.Name switch
    {
        "HttpListenerPrefixCollection" or "UrlPrefixCollection" => true,
        _ => call.Receiver is InstanceValue { Origin: { } origin }
            && (LastNameOf(origin) == "Urls" || (LastNameOf(origin) == "Addresses" && unit.Program.Mentions(unit.Cancellation, "IServerAddressesFeature"))),
    };

    private static string? LastNameOf(SyntaxNode syntax) => syntax switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        IdentifierNameSyntax name => name.Identifier.ValueText,
        _ => null,
    };

    private static void JudgeSetting(Value key, Value value, SyntaxNode place, CodeUnit unit)
    {
        if (key.AsText() is not { IsWhole: true, Content: var name })
            return;
        switch (name.ToUpperInvariant())
        {
            case "URLS" or "ASPNETCORE_URLS" or "DOTNET_URLS":
            case var endpoint when (endpoint.StartsWith("KESTREL:ENDPOINTS:", StringComparison.Ordinal) || endpoint.StartsWith("KESTREL__ENDPOINTS__", StringComparison.Ordinal))
                && endpoint.EndsWith("URL", StringComparison.Ordinal):
                JudgeUrls(value, place, unit);
                break;
            case "HTTP_PORTS" or "HTTPS_PORTS" or "ASPNETCORE_HTTP_PORTS" or "ASPNETCORE_HTTPS_PORTS" or "DOTNET_HTTP_PORTS" or "DOTNET_HTTPS_PORTS":
                foreach (var (alternative, guard) in value.Alternatives)
                {
                    if (alternative.AsText() is { Content: { } ports } && ports.Trim().Length > 0 && alternative is not ConstantValue { Content: null })
                        Report(PortsOnly, alternative.Origin ?? place, guard, unit);
                }

                break;
        }
    }

    /// <summary>Settings as a command line has them: <c>--urls http://*:80</c>, <c>--urls=http://*:80</c>, <c>/urls …</c>.</summary>
    private static void JudgeCommandLine(IReadOnlyList<Value> parts, SyntaxNode call, CodeUnit unit)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i] is not TextValue { IsWhole: true, Content: ['-', '-', ..] or ['/', ..] } part)
                continue;
            var name = part.Content.TrimStart('-', '/');
            var equals = name.IndexOf('=');
            var value = equals >= 0 ? TextValue.Of(name.Substring(equals + 1), part.Origin) : parts.ElementAtOrDefault(i + 1);
            if (value is not null)
                JudgeSetting(TextValue.Of(equals >= 0 ? name.Substring(0, equals) : name, part.Origin), value, value.Origin ?? call, unit);
        }
    }

    private static void JudgeUrls(CallArgument argument, CodeUnit unit) => JudgeUrls(argument.Value, argument.Syntax ?? argument.Value.Origin, unit);

    private static void JudgeUrls(Value value, SyntaxNode? place, CodeUnit unit)
    {
        if (Library.SequenceOf(unit.Flow, value) is { } several)
        {
            foreach (var item in several.Items)
                JudgeUrls(item, item.Origin ?? place, unit);
            return;
        }

        foreach (var (alternative, guard) in value.Alternatives)
        {
            if (alternative is not TextValue text)
                continue;
            foreach (var (url, start) in ListenAddress.Split(text.Content))
            {
                if (ListenAddress.OfUrl(url) != Reach.OtherMachines)
                    continue;
                var (piece, offset) = text.PieceAt(start);
                var location = LiteralText.Locate(piece, offset, url.Length);
                var found = location?.SourceTree == unit.Model.SyntaxTree ? location! : (place ?? unit.Syntax).GetLocation();
                Report(url.Trim().Replace(TextPiece.Hole, "…"), found, guard, unit, "loopback-url");
            }
        }
    }

    private static void JudgeAddress(CallArgument argument, CodeUnit unit)
    {
        foreach (var (alternative, guard) in argument.Value.Alternatives)
        {
            var address = alternative is InstanceValue endPoint ? unit.Flow.Member(endPoint, "Address") : alternative;
            foreach (var (known, inner) in address?.Alternatives ?? [])
            {
                if (known is TextValue text && ListenAddress.OfHost(text.Content) == Reach.OtherMachines)
                    Report(text.Content is "0.0.0.0" or "::" ? "any address" : text.Content, known.Origin ?? argument.Syntax!, guard.And(inner), unit, "loopback-address");
            }
        }
    }

    private static void Report(string address, SyntaxNode place, Guard guard, CodeUnit unit, string? fix = null) =>
        Report(address, place.GetLocation(), guard, unit, fix);

    private static void Report(string address, Microsoft.CodeAnalysis.Location place, Guard guard, CodeUnit unit, string? fix = null)
    {
        var all = guard.And(unit.Flow.Guard);
        if (all == Guard.Development)
            return;
        var text = unit.Program.RunsInContainer(unit.Cancellation) ? RuleTexts.ServerListensOnAllInterfaces.InContainer(address)
            : all == Guard.Environment ? RuleTexts.ServerListensOnAllInterfaces.Conditional(address)
            : RuleTexts.ServerListensOnAllInterfaces.Source(address);
        unit.Report(text, place, fix);
    }

    private static SyntaxNode NameOf(SyntaxNode invocation) =>
        invocation is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: var name } } ? name : invocation;
}
