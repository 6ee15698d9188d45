using System.Collections.Immutable;
using System.Composition;
using Koda.Lint.CodeFixes.Bindings;
using Koda.Lint.CodeFixes.Cookies;
using Koda.Lint.CodeFixes.Csp;
using Koda.Lint.CodeFixes.Settings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Koda.Lint.CodeFixes;

/// <summary>
/// Offers to mend what the C# rules find. A rule that knows a safe way says so in its diagnostic, as a verb with what it works on; each verb has
/// a class here. One provider serves all rules, so that Fix All mends a rule's findings whatever their shapes.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SourceFix)), Shared]
public sealed class SourceFix : CodeFixProvider
{
    private static readonly Dictionary<string, Func<Fault, Mending?>> Verbs = new()
    {
        ["value"] = ValueInPlace.Mend,
        ["add"] = MissingMember.Mend,
        ["configure"] = MissingConfiguration.Mend,
        ["header"] = SetCookieHeader.AddAttribute,
        ["header-value"] = SetCookieHeader.CorrectAttribute,
        ["remove"] = UnsafeSource.Remove,
        ["replace"] = UnsafeSource.Replace,
        ["remove-call"] = UnsafeSourceCall.Mend,
        ["remove-statement"] = HeaderRemoval.Mend,
        ["listen-localhost"] = Loopback.MendListenAnyIP,
        ["loopback-url"] = Loopback.MendUrl,
        ["loopback-address"] = Loopback.MendAddress,
        ["loopback-listener"] = Loopback.MendTcpListener,
        ["unix-mode"] = PrivateFile.Mend,
    };

    private static readonly FixAllProvider AllInDocuments = FixAllProvider.Create(MendAllAsync);

    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        RuleCatalogue.All.Where(rule => rule.CodeFix is not null).Select(rule => rule.Id).ToImmutableArray();

    /// <inheritdoc />
    public override FixAllProvider GetFixAllProvider() => AllInDocuments;

    /// <inheritdoc />
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await MendingOfAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false) is not { } mending)
                continue;
            context.RegisterCodeFix(
                CodeAction.Create(mending.Title, cancellation => ApplyAsync(context.Document, mending.Changes, cancellation), equivalenceKey: diagnostic.Id),
                diagnostic);
        }
    }

    private static async Task<Mending?> MendingOfAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation) =>
        await Fault.ReadAsync(document, diagnostic, cancellation).ConfigureAwait(false) is { } fault && Verbs.TryGetValue(fault.Verb, out var mend)
            ? mend(fault)
            : null;

    private static async Task<Document?> MendAllAsync(FixAllContext context, Document document, ImmutableArray<Diagnostic> diagnostics)
    {
        var changes = new List<TextChange>();
        foreach (var diagnostic in diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start))
        {
            // Two findings may ask for the same change; of two that would change the same characters differently, the second waits for the next round.
            if (await MendingOfAsync(document, diagnostic, context.CancellationToken).ConfigureAwait(false) is { } mending
                && mending.Changes.All(change => changes.Contains(change) || !changes.Exists(other => other.Span.OverlapsWith(change.Span))))
                changes.AddRange(mending.Changes.Where(change => !changes.Contains(change)));
        }

        return await ApplyAsync(document, changes, context.CancellationToken).ConfigureAwait(false);
    }

    private static async Task<Document> ApplyAsync(Document document, IEnumerable<TextChange> changes, CancellationToken cancellation)
    {
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        return document.WithText(text.WithChanges(changes.OrderBy(change => change.Span.Start)));
    }
}
