using System.Globalization;
using Koda.Lint.Analyzers.Flow;
using Koda.Lint.Settings;
using Microsoft.CodeAnalysis;

namespace Koda.Lint.Analyzers.Accounts;

/// <summary>KODA5001: passwords may be shorter than 12 characters.</summary>
internal static class PasswordMinimumTooShort
{
    public static void Judge(Value? length, SyntaxNode place, CodeUnit unit)
    {
        foreach (var (alternative, guard) in length?.Alternatives ?? [])
        {
            if (alternative is ConstantValue { Content: int minimum } && minimum < SettingRules.PasswordMinimum && guard.And(unit.Flow.Guard) is Guard.Always or Guard.Production)
                unit.Report(RuleTexts.PasswordMinimumTooShort.RequiredLength(Shown(minimum)), alternative.Origin, place, "value:12");
        }
    }

    /// <summary>Judges a rule on a member of a model.</summary>
    /// <param name="minimum">The fewest characters that the rule lets through.</param>
    /// <param name="rule">The rule as a message names it.</param>
    /// <param name="model">The model's name, which tells whether passwords are chosen with it or merely entered.</param>
    /// <param name="place">The number, or the pattern.</param>
    /// <param name="fix">What the code fix is told, or null.</param>
    /// <param name="unit">Where to report.</param>
    public static void JudgeMember(int minimum, string rule, PasswordMember model, SyntaxNode place, string? fix, CodeUnit unit)
    {
        if (minimum >= SettingRules.PasswordMinimum)
            return;
        var text = model.IsEntered
            ? RuleTexts.PasswordMinimumTooShort.Entered(rule, model.Name, Shown(minimum))
            : RuleTexts.PasswordMinimumTooShort.Member(rule, model.Name, Shown(minimum));
        // Where a password is merely entered, a higher minimum would turn away those who have a shorter one.
        unit.Report(text, place, place, model.IsEntered ? null : fix);
    }

    private static string Shown(int minimum) => minimum.ToString(CultureInfo.InvariantCulture);
}
