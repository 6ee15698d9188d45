using Koda.Lint.Analyzers.Flow;
using Koda.Lint.Analyzers.Scan;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Koda.Lint.Analyzers.Audit;

/// <summary>KODA5006: a recovery code is redeemed, and the others stay valid.</summary>
internal sealed class RecoveryCodesSurviveUse : SourceRule
{
    private const string Option = "koda_lint.recovery_code_methods";

    public override IEnumerable<Word> Words => ["RedeemTwoFactorRecoveryCodeAsync", "TwoFactorRecoveryCodeSignInAsync"];

    public override void OnCalled(Call call, CodeUnit unit)
    {
        if (call.Name is "RedeemTwoFactorRecoveryCodeAsync" or "TwoFactorRecoveryCodeSignInAsync"
            && (call.IsOn("Microsoft.AspNetCore.Identity.UserManager") || call.IsOn("Microsoft.AspNetCore.Identity.SignInManager")))
            Notes(unit).Redeemed.Add(call.Syntax);
        else if (ReplacingMethods(unit).Contain(call.Name))
            Notes(unit).Replaced.Add(EndpointOf(call.Syntax));
    }

    public override void OnFinished(CodeUnit unit)
    {
        var notes = Notes(unit);
        if (unit.Program.IsTests)
            return;
        foreach (var call in notes.Redeemed)
        {
            // A helper in another place serves every endpoint of the unit.
            var isReplaced = notes.Replaced.Any(endpoint => endpoint == EndpointOf(call) || endpoint.SyntaxTree != call.SyntaxTree || !unit.Syntax.Span.Contains(endpoint.Span));
            if (!isReplaced && unit.Syntax.Span.Contains(call.Span) && call.SyntaxTree == unit.Model.SyntaxTree)
                unit.Report(RuleTexts.RecoveryCodesSurviveUse.Default(), call is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: var name } } ? name : call, call);
        }
    }

    private static RedemptionNotes Notes(CodeUnit unit) => unit.Note(() => new RedemptionNotes());

    private static MethodNames ReplacingMethods(CodeUnit unit) =>
        MethodNames.Of(unit, Option, "GenerateNewTwoFactorRecoveryCodes", "ReplaceRecoveryCodes", "RegenerateRecoveryCodes");

    /// <summary>The lambda or the member that a node belongs to: what happens in one endpoint says nothing of another.</summary>
    private static SyntaxNode EndpointOf(SyntaxNode node) =>
        (SyntaxNode?)node.Ancestors().OfType<AnonymousFunctionExpressionSyntax>().LastOrDefault() ?? node.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? node;

    private sealed class RedemptionNotes
    {
        public List<SyntaxNode> Redeemed { get; } = [];

        public List<SyntaxNode> Replaced { get; } = [];
    }
}
