using System.Globalization;
using Koda.Lint.Compose;
using Koda.Lint.Settings;

namespace Koda.Lint.Rules;

/// <summary>KODA5005: a rate limit above Koda's own, or one that cannot be met.</summary>
internal sealed class RateLimitRaised : ControlPlaneSettingRule
{
    private static readonly (string Variable, int Limit)[] Limits = [("CONTROL_PLANE_AUTH_FAILURE_RATE_LIMIT", 5), ("CONTROL_PLANE_RATE_LIMIT", 120)];

    protected override void Judge(RuleContext context, ComposeService controlPlane)
    {
        foreach (var (variable, limit) in Limits)
        {
            if (KnownValue(controlPlane, variable) is not { } value || !PythonNumber.TryParseInt(value, out var number))
                continue;
            var shownLimit = limit.ToString(CultureInfo.InvariantCulture);
            var shown = SettingRules.Show(variable, value);
            if (number <= 0)
                Report(context, controlPlane, variable, RuleTexts.RateLimitRaised.NotPositive(OwnerOf(controlPlane), variable, shown, shownLimit));
            else if (number > limit)
                Report(context, controlPlane, variable, RuleTexts.RateLimitRaised.Raised(OwnerOf(controlPlane), variable, shown, shownLimit));
        }
    }
}
