using Koda.Lint.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Koda.Lint.Analyzers.Accounts;

/// <summary>KODA5003: failed logins never lock an account.</summary>
internal static class LockoutDisabled
{
    public static void Judge(Value? allowed, SyntaxNode place, CodeUnit unit)
    {
        if (IsOff(allowed, unit) is { } off)
            unit.Report(RuleTexts.LockoutDisabled.NewUsers(), off.Origin, place, "value:on");
    }

    public static void JudgeSignIn(CallArgument lockoutOnFailure, Call call, CodeUnit unit)
    {
        if (IsOff(lockoutOnFailure.Value, unit) is { } off)
            unit.Report(RuleTexts.LockoutDisabled.SignIn(call.Name), PlaceOf(lockoutOnFailure, off), call.Syntax, "value:on");
    }

    public static void JudgeUser(CallArgument enabled, Call call, CodeUnit unit)
    {
        if (IsOff(enabled.Value, unit) is { } off)
            unit.Report(RuleTexts.LockoutDisabled.User(), PlaceOf(enabled, off), call.Syntax, "value:on");
    }

    // What a helper was handed is to blame where the helper is called.
    private static SyntaxNode? PlaceOf(CallArgument argument, ConstantValue off) =>
        off.Origin is { } origin && MemberAround(origin) != MemberAround(argument.Syntax) ? origin : argument.Syntax;

    private static MemberDeclarationSyntax? MemberAround(SyntaxNode? node) => node?.FirstAncestorOrSelf<MemberDeclarationSyntax>();

    private static ConstantValue? IsOff(Value? value, CodeUnit unit) => value?.Alternatives
        .Where(one => one.Guard.And(unit.Flow.Guard) is Guard.Always or Guard.Production)
        .Select(one => one.Value).OfType<ConstantValue>().FirstOrDefault(constant => constant.Content is false);
}
