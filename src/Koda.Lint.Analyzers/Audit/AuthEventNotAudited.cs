using Koda.Lint.Analyzers.Flow;
using Koda.Lint.Analyzers.Scan;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Koda.Lint.Analyzers.Audit;

/// <summary>KODA5007: something happens to an account, and on some way to the end of the method no audit entry is written.</summary>
internal sealed class AuthEventNotAudited : SourceRule
{
    private const string Option = "koda_lint.audit_methods";
    private const string Pending = "pending";
    private const string Audited = "audited";

    private static readonly object Events = new();

    private static readonly Dictionary<string, string> OfManagers = new(StringComparer.Ordinal)
    {
        ["SignInAsync"] = "signs in",
        ["PasswordSignInAsync"] = "signs in",
        ["TwoFactorSignInAsync"] = "signs in",
        ["TwoFactorAuthenticatorSignInAsync"] = "signs in",
        ["TwoFactorRecoveryCodeSignInAsync"] = "redeems a recovery code",
        ["ExternalLoginSignInAsync"] = "signs in",
        ["PasskeySignInAsync"] = "signs in",
        ["SignInWithClaimsAsync"] = "signs in",
        ["SignOutAsync"] = "signs out",
        ["ChangePasswordAsync"] = "changes a password",
        ["AddPasswordAsync"] = "sets a password",
        ["RemovePasswordAsync"] = "removes a password",
        ["ResetPasswordAsync"] = "resets a password",
        ["RedeemTwoFactorRecoveryCodeAsync"] = "redeems a recovery code",
        ["UpdateSecurityStampAsync"] = "revokes sessions",
    };

    public override IEnumerable<Word> Words => OfManagers.Keys.Select(name => new Word(name));

    public override void OnCalled(Call call, CodeUnit unit)
    {
        if (AuditMethods(unit).Contain(call.Name))
        {
            unit.Flow.Mark(Events, Audited, new ConstantValue(true, call.Syntax));
            unit.Flow.Mark(Events, Pending, Value.Unset);
        }
        else if (OfManagers.ContainsKey(call.Name) && IsEvent(call))
        {
            // An entry that every way here has written already speaks of what follows.
            if (unit.Flow.Marked(Events, Audited) is ConstantValue)
                return;
            var happened = new ConstantValue(call.Name, call.Syntax);
            unit.Flow.Mark(Events, Pending, unit.Flow.Marked(Events, Pending).Map(before =>
                new SequenceValue([.. (before as SequenceValue)?.Items ?? [], happened], call.Syntax)));
        }
    }

    public override void OnExit(IMethodSymbol? method, bool isRoot, CodeUnit unit)
    {
        if (unit.Program.IsTests || (!isRoot && !IsMapped(method)))
            return;
        foreach (var (alternative, guard) in unit.Flow.Marked(Events, Pending).Alternatives)
        {
            if (guard == Guard.Development || alternative is not SequenceValue pending)
                continue;
            foreach (var happened in pending.Items.OfType<ConstantValue>())
            {
                if (happened.Origin is { } place && place.SyntaxTree == unit.Model.SyntaxTree && !IsAuditedByCallers(method, unit))
                    unit.Report(RuleTexts.AuthEventNotAudited.Default(OfManagers[(string)happened.Content!]), NameOf(place), unit.Syntax);
            }
        }
    }

    private static bool IsEvent(Call call) =>
        call.IsOn("Microsoft.AspNetCore.Identity.SignInManager") || call.IsOn("Microsoft.AspNetCore.Identity.UserManager")
        || call.Method.ContainingType.Is("Microsoft.AspNetCore.Authentication.AuthenticationHttpContextExtensions");

    private static MethodNames AuditMethods(CodeUnit unit) => MethodNames.Of(unit, Option, "EmitSecurity*");

    private static bool IsMapped(IMethodSymbol? lambda) =>
        lambda?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax().Parent?.Parent?.Parent is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access }
        && access.Name.Identifier.ValueText.StartsWith("Map", StringComparison.Ordinal);

    /// <summary>A private step of a longer action is audited by the methods that take it, if each of them does.</summary>
    private static bool IsAuditedByCallers(IMethodSymbol? method, CodeUnit unit)
    {
        if (method is not { DeclaredAccessibility: Accessibility.Private, MethodKind: MethodKind.Ordinary })
            return false;
        var audits = AuditMethods(unit);
        var callers = method.ContainingType.DeclaringSyntaxReferences
            .SelectMany(reference => reference.GetSyntax(unit.Cancellation).DescendantNodes().OfType<BaseMethodDeclarationSyntax>())
            .Where(member => member != unit.Syntax && Names(member).Contains(method.Name))
            .ToList();
        return callers.Count > 0 && callers.All(caller => Names(caller).Any(audits.Contain));

        static IEnumerable<string> Names(SyntaxNode node) => node.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText);
    }

    private static SyntaxNode NameOf(SyntaxNode call) => call is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: var name } } ? name : call;
}
