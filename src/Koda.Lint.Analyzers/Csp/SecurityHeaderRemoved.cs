using Koda.Lint.Analyzers.Flow;
using Koda.Lint.Analyzers.Scan;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Koda.Lint.Analyzers.Csp;

/// <summary>KODA4005: code takes a security header out of the answer and does not put it back.</summary>
internal sealed class SecurityHeaderRemoved : SourceRule
{
    private static readonly object Removals = new();

    private static readonly string[] Headers = ["Content-Security-Policy", "Strict-Transport-Security"];

    public override IEnumerable<Word> Words =>
    [
        "StrictTransportSecurity", "ContentSecurityPolicy", Word.InString("Content-Security-Policy"), Word.InString("Strict-Transport-Security"),
        "AddResponseHeaderRemove", "WithTransformResponseHeaderRemove",
    ];

    public override void OnCalled(Call call, CodeUnit unit)
    {
        var names = call.Written.Select(argument => HeaderOf(argument.Value)).ToList();
        if (names.FirstOrDefault(name => name is not null) is not { } header || IsOfRequest(call.Syntax))
            return;
        if (call.Name is "Remove" or "AddResponseHeaderRemove" or "WithTransformResponseHeaderRemove")
            unit.Flow.Mark(Removals, header, new ConstantValue(true, call.Syntax));
        else if (call.Name is "Append" or "Add" or "TryAdd" or "SetCommaSeparatedValues" or "AppendCommaSeparatedValues" or "TryAddWithoutValidation")
            unit.Flow.Mark(Removals, header, Value.Unset);
    }

    public override void OnAssigned(Assignment assignment, CodeUnit unit)
    {
        var header = assignment.Indices.Count == 1 ? HeaderOf(assignment.Indices[0])
            : assignment.Member.ContainingType.Is("Microsoft.AspNetCore.Http.IHeaderDictionary") ? Headers.FirstOrDefault(name => name.Replace("-", "") == assignment.Member.Name)
            : null;
        if (header is null || IsOfRequest(assignment.Operation.Syntax))
            return;
        var isEmpty = assignment.Value is ConstantValue { Content: null } or TextValue { IsWhole: true, Content: "" } || assignment.ValueSyntax is LiteralExpressionSyntax { RawKind: (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.DefaultLiteralExpression };
        unit.Flow.Mark(Removals, header, isEmpty ? new ConstantValue(true, assignment.Operation.Syntax) : Value.Unset);
    }

    public override void OnExit(IMethodSymbol? method, bool isRoot, CodeUnit unit)
    {
        foreach (var header in Headers)
        {
            foreach (var (removal, guard) in unit.Flow.Marked(Removals, header).Alternatives)
            {
                if (removal.Origin is { } place && guard.And(unit.Flow.Guard) != Guard.Development)
                    unit.Report(RuleTexts.SecurityHeaderRemoved.Source(header), place, place, "remove-statement");
            }
        }
    }

    private static string? HeaderOf(Value value) =>
        value.AsText() is { IsWhole: true, Content: var name } ? Headers.FirstOrDefault(header => header.Equals(name, StringComparison.OrdinalIgnoreCase)) : null;

    private static bool IsOfRequest(SyntaxNode syntax)
    {
        var text = syntax.ToString();
        return text.IndexOf("Request.Headers", StringComparison.Ordinal) >= 0 || text.IndexOf("request.Headers", StringComparison.Ordinal) >= 0;
    }
}
