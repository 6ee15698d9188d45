using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Koda.Lint.CodeFixes;

/// <summary>Writes the safe value in the place of the one that was found.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ValueFix)), Shared]
public sealed class ValueFix : SourceFix
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = Ids(
        RuleIds.AuthModeBypassesAuthentication, RuleIds.AuthModeUnknown, RuleIds.LoopbackBootstrapEnabled, RuleIds.LoopbackBootstrapNotBoolean,
        RuleIds.SessionCookieNotSecure, RuleIds.SessionCookieReadableByScript, RuleIds.SessionCookieNotSameSiteStrict,
        RuleIds.PasswordMinimumTooShort, RuleIds.PasswordClassesWeakened, RuleIds.LockoutDisabled, RuleIds.LockoutTooLax);

    private protected override Proposal? Propose(SyntaxNode root, SyntaxNode node, Diagnostic diagnostic, string verb, string work)
    {
        if (verb != "value")
            return null;
        var expression = node switch
        {
            ArgumentSyntax argument => argument.Expression,
            AttributeArgumentSyntax argument => argument.Expression,
            _ => node.FirstAncestorOrSelf<ExpressionSyntax>(),
        };
        return expression is null ? null : Proposal.Replace("Write " + work, root, expression, Code.Expression(work).WithTriviaFrom(expression));
    }
}
