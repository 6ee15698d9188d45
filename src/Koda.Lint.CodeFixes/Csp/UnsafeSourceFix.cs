using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Koda.Lint.CodeFixes.Csp;

/// <summary>Takes <c>'unsafe-inline'</c> or <c>'unsafe-eval'</c> out of a policy.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UnsafeSourceFix)), Shared]
public sealed class UnsafeSourceFix : SourceFix
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = Ids(RuleIds.CspAllowsUnsafeInline, RuleIds.CspAllowsUnsafeEval);

    private protected override Proposal? Propose(SyntaxNode root, SyntaxNode node, Diagnostic diagnostic, string verb, string work)
    {
        var span = diagnostic.Location.SourceSpan;
        var text = root.SyntaxTree.GetText();
        if (verb != "remove" || !text.ToString(span).StartsWith("'", StringComparison.Ordinal))
            return null;
        var literal = node.Span;
        return Proposal.Edit("Remove " + text.ToString(span), Change(text, span, literal));
    }

    private static TextChange Change(SourceText text, TextSpan source, TextSpan literal)
    {
        var start = source.Start;
        while (start > literal.Start && text[start - 1] == ' ')
            start--;
        // What stands before and after within the directive; a literal that ends may go on in another.
        var directiveStart = start;
        while (directiveStart > literal.Start && text[directiveStart - 1] is not (';' or '"' or ',' or '{' or '}'))
            directiveStart--;
        var end = source.End;
        while (end < literal.End && text[end] == ' ')
            end++;
        var isLast = end >= literal.End || text[end] is ';' or '"' or ',';
        var directive = text.ToString(TextSpan.FromBounds(directiveStart, start)).Trim();
        if (isLast && directive.Length > 0 && directive.IndexOf(' ') < 0 && directive.IndexOf('-') > 0)
            return new TextChange(source, Fallback(directive.ToLowerInvariant()));
        // At the start of a piece the blank that follows goes, elsewhere the one before.
        return start == source.Start && !isLast ? new TextChange(TextSpan.FromBounds(source.Start, end), "") : new TextChange(TextSpan.FromBounds(start, source.End), "");
    }

    // A directive without sources allows nothing. For what a page needs to work at all, its own origin is what was meant.
    private static string Fallback(string directive) =>
        directive is "object-src" or "base-uri" or "frame-ancestors" or "frame-src" or "child-src" or "form-action" or "script-src-attr" or "style-src-attr" ? "'none'" : "'self'";
}
