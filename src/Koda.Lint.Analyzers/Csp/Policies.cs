using Koda.Lint.Analyzers.Flow;
using Koda.Lint.Analyzers.Scan;
using Koda.Lint.Browser;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Koda.Lint.Analyzers.Csp;

/// <summary>Finds the Content-Security-Policies that code sends, and hands each to the rules on policies.</summary>
internal sealed class Policies : SourceRule
{
    private const string Header = "Content-Security-Policy";
    private const string ReportOnly = "-Report-Only";

    public override IEnumerable<Word> Words =>
    [
        "ContentSecurityPolicy", "ContentSecurityPolicyReportOnly", "AddContentSecurityPolicy", "AddContentSecurityPolicyReportOnly", "UnsafeInline", "UnsafeEval",
        Word.InString(Header), Word.InString("unsafe-inline"), Word.InString("unsafe-eval"), Word.InString("http-equiv"),
        Word.InString("script-src"), Word.InString("default-src"),
    ];

    public override void OnCalled(Call call, CodeUnit unit)
    {
        FluentPolicies.Judge(call, unit);
        if (ReadsOnly(call))
            return;
        var written = call.Written.ToList();
        for (var i = 0; i < written.Count; i++)
        {
            var argument = written[i];
            if (argument.Value is EntryValue entry && HeaderKind(entry.Key) is { } kind)
                Judge(entry.Content, argument.Syntax!, unit, kind == ReportOnly);
            else if (i > 0 && HeaderKind(written[i - 1].Value) is { } named)
                Judge(argument.Value, argument.Syntax!, unit, named == ReportOnly);
            else if (i > 0 && written[i - 1].Value.AsText() is { IsWhole: true } directive && ContentSecurityPolicy.LooksLikeOne(directive.Content) && FluentPolicies.LooksLikeBuilder(call))
                Judge(TextValue.Concat(TextValue.Concat(directive, TextValue.Of(" ", null)), argument.Value), argument.Syntax!, unit, isReportOnly: false);
            else if (NamesPolicy(argument.Parameter.Name) || call.Name.IndexOf("ContentSecurityPolicy", StringComparison.Ordinal) >= 0
                || call.Name.IndexOf("Csp", StringComparison.Ordinal) >= 0 || !Library.LeavesArgumentsAlone(call))
                JudgeIfPolicy(argument.Value, argument.Syntax!, unit, call.Name.IndexOf("ReportOnly", StringComparison.Ordinal) >= 0);
        }
    }

    public override void OnCreated(Call call, InstanceValue instance, CodeUnit unit)
    {
        if (instance.Type?.Name == "KeyValuePair" && call.Arguments.Count == 2 && HeaderKind(call.Arguments[0].Value) is { } kind)
            Judge(call.Arguments[1].Value, call.Arguments[1].Syntax!, unit, kind == ReportOnly);
        else if (instance.Type?.Name is not ("Regex" or "StringBuilder"))
        {
            foreach (var argument in call.Written)
                JudgeIfPolicy(argument.Value, argument.Syntax!, unit, isReportOnly: false);
        }
    }

    public override void OnAssigned(Assignment assignment, CodeUnit unit)
    {
        var kind = assignment.Indices.Count == 1 ? HeaderKind(assignment.Indices[0]) : null;
        if (kind is not null)
            Judge(assignment.Value, assignment.ValueSyntax, unit, kind == ReportOnly);
        else if (NamesPolicy(assignment.Member.Name))
            Judge(assignment.Value, assignment.ValueSyntax, unit, assignment.Member.Name.IndexOf("ReportOnly", StringComparison.OrdinalIgnoreCase) >= 0);
    }

    public override void OnText(SyntaxToken token, CodeUnit unit)
    {
        foreach (var policy in MetaPolicies.Find(token.Text))
        {
            Judge(
                new PolicyText
                {
                    Content = policy.Content,
                    Locate = (offset, length) => Microsoft.CodeAnalysis.Location.Create(
                        token.SyntaxTree!, new Microsoft.CodeAnalysis.Text.TextSpan(token.SpanStart + policy.Start + offset, length)),
                },
                unit.Report);
        }
    }

    /// <summary>Hands a policy to the rules.</summary>
    public static void Judge(PolicyText policy, Action<FindingText, Microsoft.CodeAnalysis.Location, string?> report)
    {
        if (policy.Guard == Guard.Development)
            return;
        var parsed = ContentSecurityPolicy.Parse(policy.Content);
        CspAllowsUnsafeInline.Judge(policy, parsed, report);
        CspAllowsUnsafeEval.Judge(policy, parsed, report);
        CspTooWide.Judge(policy, parsed, report);
    }

    private static void Judge(Value value, SyntaxNode place, CodeUnit unit, bool isReportOnly)
    {
        foreach (var (alternative, guard) in Library.TextOf(unit.Flow, value).Alternatives)
        {
            if (alternative.AsText() is { } text && alternative is TextValue or SequenceValue)
                Judge(PolicyText.Of(text, place, unit, guard, isReportOnly), unit.Report);
        }
    }

    // What goes to a method that nothing is known of is a policy when it reads as one.
    private static void JudgeIfPolicy(Value value, SyntaxNode place, CodeUnit unit, bool isReportOnly)
    {
        foreach (var (alternative, guard) in Library.TextOf(unit.Flow, value).Alternatives)
        {
            if (alternative is TextValue text && ContentSecurityPolicy.LooksLikeOne(text.Content))
                Judge(PolicyText.Of(text, place, unit, guard, isReportOnly), unit.Report);
        }
    }

    // Comparing with a policy, searching or logging one sends nothing.
    private static bool ReadsOnly(Call call) =>
        call.Method.ContainingType.SpecialType == SpecialType.System_String
        || call.Method.ReturnType.SpecialType == SpecialType.System_Boolean && call.Name != "TryAdd"
        || call.Method.ContainingType.Name is "StringBuilder" or "Regex" or "Console" or "Debug" or "Trace" or "Assert" or "StringAssert" or "Enumerable"
        || call.Name.StartsWith("Log", StringComparison.Ordinal)
        || (call.Method.ContainingType.Name == "List" && call.Name is "Add" or "AddRange");

    private static bool NamesPolicy(string name) =>
        name.IndexOf("ContentSecurityPolicy", StringComparison.OrdinalIgnoreCase) >= 0
        || name.TrimStart('_').ToUpperInvariant() is "CSP" or "CSPPOLICY" or "CSPHEADER" or "CSPVALUE" or "DEFAULTCSP" or "CSPREPORTONLY";

    private static string? HeaderKind(Value name)
    {
        if (name.AsText() is not { IsWhole: true, Content: { Length: < 60 } text } || text.IndexOf(Header, StringComparison.OrdinalIgnoreCase) is var at and < 0)
            return null;
        var rest = text.Substring(text.IndexOf(Header, StringComparison.OrdinalIgnoreCase) + Header.Length);
        return rest.Equals(ReportOnly, StringComparison.OrdinalIgnoreCase) ? ReportOnly : rest.Length == 0 ? Header : null;
    }
}
