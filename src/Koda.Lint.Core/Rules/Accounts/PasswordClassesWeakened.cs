using System.Globalization;
using Koda.Lint.AppSettings;

namespace Koda.Lint.Rules;

/// <summary>KODA5002: a .NET program's settings switch off so many of Identity's flags that passwords need fewer than three kinds of characters.</summary>
internal sealed class PasswordClassesWeakened : DeploymentRule
{
    private static readonly string[] Flags = ["RequireDigit", "RequireLowercase", "RequireUppercase", "RequireNonAlphanumeric"];

    public override void Judge(RuleContext context)
    {
        foreach (var settings in context.Deployment.Companions.AppSettings)
        {
            var off = Flags.SelectMany(flag => IdentityOptions.Of(settings, "Password", flag)).Where(setting => setting.Value!.Value.Equals("False", StringComparison.OrdinalIgnoreCase));
            foreach (var section in off.GroupBy(setting => setting.Key.Substring(0, setting.Key.LastIndexOf(':')), StringComparer.OrdinalIgnoreCase).Where(section => section.Count() > 1))
            {
                var last = section.OrderBy(setting => setting.Span.Start).Last();
                var left = (Flags.Length - section.Count()).ToString(CultureInfo.InvariantCulture);
                context.Report(RuleTexts.PasswordClassesWeakened.Default(left), last.Value!.Span, "settings:" + section.Key);
            }
        }
    }
}
