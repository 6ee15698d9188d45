using System.Collections.Immutable;
using System.Composition;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Koda.Lint.CodeFixes.Bindings;

/// <summary>Makes a server listen on loopback.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LoopbackFix)), Shared]
public sealed class LoopbackFix : SourceFix
{
    private static readonly Regex Host = new(@"(?<=://)(?:\[[^\]]*\]|[^:/;""{]+)", RegexOptions.CultureInvariant);

    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = Ids(RuleIds.ServerListensOnAllInterfaces);

    private protected override Proposal? Propose(SyntaxNode root, SyntaxNode node, Diagnostic diagnostic, string verb, string work)
    {
        var span = diagnostic.Location.SourceSpan;
        switch (verb)
        {
            case "listen-localhost":
                return Proposal.Edit("Listen on loopback", new TextChange(span, "ListenLocalhost"));
            case "loopback-url":
                var url = root.SyntaxTree.GetText().ToString(span);
                return Host.Match(url) is { Success: true } host
                    ? Proposal.Edit("Listen on loopback", new TextChange(new TextSpan(span.Start + host.Index, host.Length), "127.0.0.1"))
                    : null;
            case "loopback-address":
                return node.FirstAncestorOrSelf<ExpressionSyntax>() switch
                {
                    LiteralExpressionSyntax { Token: { RawKind: (int)SyntaxKind.StringLiteralToken, ValueText: var address } } literal => Proposal.Replace(
                        "Listen on loopback", root, literal, SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(Loopback(address))).WithTriviaFrom(literal)),
                    IdentifierNameSyntax { Identifier.ValueText: "Any" or "IPv6Any" } name => Rename(name),
                    MemberAccessExpressionSyntax { Name: IdentifierNameSyntax { Identifier.ValueText: "Any" or "IPv6Any" } name } => Rename(name),
                    _ => null,
                };
            default:
                return null;
        }
    }

    private static Proposal Rename(IdentifierNameSyntax name) =>
        Proposal.Edit("Listen on loopback", new TextChange(name.Span, name.Identifier.ValueText == "Any" ? "Loopback" : "IPv6Loopback"));

    // "0.0.0.0:80" for IPEndPoint.Parse keeps its port.
    private static string Loopback(string address)
    {
        var isIPv6 = address.IndexOf(':') != address.LastIndexOf(':');
        if (isIPv6)
            return address.StartsWith("[", StringComparison.Ordinal) ? "[::1]" + address.Substring(address.IndexOf(']') + 1) : "::1";
        var colon = address.IndexOf(':');
        return "127.0.0.1" + (colon < 0 ? "" : address.Substring(colon));
    }
}
