using System.Collections.Immutable;
using Koda.Lint.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Koda.Lint.CodeFixes;

/// <summary>Mends findings whose diagnostics say how: a verb and, after a colon, what it works on.</summary>
public abstract class SourceFix : CodeFixProvider
{
    /// <inheritdoc />
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc />
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root is null || !diagnostic.Properties.TryGetValue(Findings.FixProperty, out var instruction) || instruction is null)
                continue;
            var colon = instruction.IndexOf(':');
            var verb = colon < 0 ? instruction : instruction.Substring(0, colon);
            var work = colon < 0 ? "" : instruction.Substring(colon + 1);
            var node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            if (Propose(root, node, diagnostic, verb, work) is { } proposal)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(proposal.Title, cancellation => proposal.ApplyAsync(context.Document, cancellation), equivalenceKey: GetType().Name + ":" + diagnostic.Id),
                    diagnostic);
            }
        }
    }

    /// <summary>The change that mends a finding, or null when this provider has none.</summary>
    /// <param name="root">The file's syntax.</param>
    /// <param name="node">The node at the finding's place.</param>
    /// <param name="diagnostic">The finding.</param>
    /// <param name="verb">What to do.</param>
    /// <param name="work">What to do it with, or empty.</param>
    private protected abstract Proposal? Propose(SyntaxNode root, SyntaxNode node, Diagnostic diagnostic, string verb, string work);

    /// <summary>The ids of some rules.</summary>
    private protected static ImmutableArray<string> Ids(params string[] ids) => ImmutableArray.Create(ids);
}

/// <summary>A change with its name.</summary>
/// <param name="Title">What a menu shows.</param>
/// <param name="ApplyAsync">Makes the change.</param>
internal sealed record Proposal(string Title, Func<Document, CancellationToken, Task<Document>> ApplyAsync)
{
    /// <summary>Puts one node in the place of another.</summary>
    public static Proposal Replace(string title, SyntaxNode root, SyntaxNode old, SyntaxNode made) =>
        new(title, (document, _) => Task.FromResult(document.WithSyntaxRoot(root.ReplaceNode(old, made))));

    /// <summary>Changes characters.</summary>
    public static Proposal Edit(string title, Microsoft.CodeAnalysis.Text.TextChange change) => new(title, async (document, cancellation) =>
    {
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        return document.WithText(text.WithChanges(change));
    });
}
