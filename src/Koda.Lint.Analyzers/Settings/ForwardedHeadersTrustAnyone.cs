using Koda.Lint.Analyzers.Flow;
using Koda.Lint.Analyzers.Scan;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Koda.Lint.Analyzers.Settings;

/// <summary>KODA7007: forwarded headers are believed whoever sends them.</summary>
internal sealed class ForwardedHeadersTrustAnyone : SourceRule
{
    private const string Options = "Microsoft.AspNetCore.Builder.ForwardedHeadersOptions";
    private const string Cleared = "$cleared";
    private const string Filled = "$filled";

    public override IEnumerable<Word> Words =>
        ["ForwardedHeadersOptions", "KnownProxies", "KnownNetworks", "KnownIPNetworks", "UseForwardedHeaders", Word.InString("ASPNETCORE_FORWARDEDHEADERS_ENABLED")];

    public override void OnCalled(Call call, CodeUnit unit)
    {
        switch (call.Name)
        {
            case "Clear" when call.Receiver is InstanceValue list:
                unit.Flow.Mark(list, Cleared, new ConstantValue(true, call.Syntax));
                unit.Flow.Mark(list, Filled, Value.Unset);
                break;
            case "Add" when call.Receiver is InstanceValue list && call.Arguments.Count == 1:
                unit.Flow.Mark(list, Filled, new ConstantValue(true, call.Syntax));
                JudgeNetwork(list, call, unit);
                break;
            case "SetEnvironmentVariable" when call.Arguments[0].Value.AsText()?.Content == "ASPNETCORE_FORWARDEDHEADERS_ENABLED"
                && call.Arguments[1].Value.AsText()?.Content.Equals("true", StringComparison.OrdinalIgnoreCase) == true:
                Report(call.Syntax, unit, RuleTexts.ForwardedHeadersTrustAnyone.Switch());
                break;
        }

        if (call.Options is { } configured && configured.Type.Is(Options))
            Judge(configured, unit);
        if (call.Name == "UseForwardedHeaders" && call["options"]?.Value is InstanceValue made)
            Judge(made, unit);
    }

    public override void OnExit(IMethodSymbol? method, bool isRoot, CodeUnit unit)
    {
        if (!isRoot)
            return;
        foreach (var (_, options) in unit.Flow.Received)
        {
            if (options.Type.Is(Options))
                Judge(options, unit);
        }
    }

    private static void Judge(InstanceValue options, CodeUnit unit)
    {
        var proxies = IsEmpty(options, "KnownProxies", unit);
        var networks = IsEmpty(options, "KnownNetworks", unit) ?? IsEmpty(options, "KnownIPNetworks", unit);
        // One list that still has its loopback entry keeps strangers out.
        if (proxies is { } place && networks is not null && !IsFilled(options, "KnownNetworks", unit) && !IsFilled(options, "KnownIPNetworks", unit))
            Report(place, unit, RuleTexts.ForwardedHeadersTrustAnyone.Default());
    }

    private static SyntaxNode? IsEmpty(InstanceValue options, string member, CodeUnit unit) =>
        unit.Flow.Part(options, member) is { } list && !IsFilled(options, member, unit)
            ? unit.Flow.Marked(list, Cleared).Alternatives.Where(one => one.Guard != Guard.Development).Select(one => one.Value.Origin).FirstOrDefault(origin => origin is not null)
            : null;

    private static bool IsFilled(InstanceValue options, string member, CodeUnit unit) =>
        unit.Flow.Part(options, member) is { } list && unit.Flow.Marked(list, Filled) is ConstantValue;

    // 0.0.0.0/0 and ::/0 are everyone.
    private static void JudgeNetwork(InstanceValue list, Call call, CodeUnit unit)
    {
        if (list.Origin is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "KnownNetworks" or "KnownIPNetworks" } || call.Arguments[0].Syntax is not { } place)
            return;
        var text = place.ToString();
        var isEveryone = text.IndexOf("0.0.0.0/0", StringComparison.Ordinal) >= 0 || text.IndexOf("::/0", StringComparison.Ordinal) >= 0
            || (call.Arguments[0].Value is InstanceValue network && (unit.Flow.Member(network, "PrefixLength") is ConstantValue { Content: 0 }));
        if (isEveryone)
            Report(place, unit, RuleTexts.ForwardedHeadersTrustAnyone.Everyone());
    }

    private static void Report(SyntaxNode place, CodeUnit unit, FindingText text)
    {
        if (unit.Flow.Guard != Guard.Development)
            unit.Report(text, place, place);
    }
}
