using System.Globalization;
using Koda.Lint.Analyzers.Flow;
using Koda.Lint.Settings;
using Microsoft.CodeAnalysis;

namespace Koda.Lint.Analyzers.Accounts;

/// <summary>KODA5004: an account is locked too late or too briefly.</summary>
internal static class LockoutTooLax
{
    public static void Judge(Value? attempts, Value? duration, SyntaxNode place, CodeUnit unit)
    {
        foreach (var (alternative, guard) in attempts?.Alternatives ?? [])
        {
            if (alternative is ConstantValue { Content: int count } && count > SettingRules.MaxLoginFailures && guard.And(unit.Flow.Guard) is Guard.Always or Guard.Production)
            {
                unit.Report(
                    RuleTexts.LockoutTooLax.TooManyFailures("this code", "MaxFailedAccessAttempts", count.ToString(CultureInfo.InvariantCulture)), alternative.Origin, place, "value:5");
            }
        }

        foreach (var (alternative, guard) in duration?.Alternatives ?? [])
        {
            if (alternative is ConstantValue { Content: TimeSpan span } && span.TotalSeconds < SettingRules.MinLockoutSeconds && guard.And(unit.Flow.Guard) is Guard.Always or Guard.Production)
            {
                unit.Report(
                    RuleTexts.LockoutTooLax.TooBrief("this code", "DefaultLockoutTimeSpan", span.ToString("c", CultureInfo.InvariantCulture), "`TimeSpan.FromMinutes(5)`"),
                    alternative.Origin,
                    place,
                    "value:00:15:00");
            }
        }
    }
}
