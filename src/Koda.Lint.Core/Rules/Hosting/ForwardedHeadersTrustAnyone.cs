namespace Koda.Lint.Rules;

/// <summary>KODA7007: a .NET program's settings have it believe forwarded headers whoever sends them.</summary>
internal sealed class ForwardedHeadersTrustAnyone : DeploymentRule
{
    /// <summary>What the host reads, once the prefix of its environment variable is off.</summary>
    private const string Switch = "ForwardedHeaders_Enabled";

    private static readonly string[] Lists = ["KnownNetworks", "KnownIPNetworks"];
    private static readonly string[] Everyone = ["0.0.0.0/0", "::/0"];

    public override void Judge(RuleContext context)
    {
        foreach (var setting in context.Deployment.Companions.AppSettings.SelectMany(settings => settings.Settings))
        {
            if (setting.Value is not { } value)
                continue;
            var names = setting.Key.Split(':');
            if (setting.Key.Equals(Switch, StringComparison.OrdinalIgnoreCase) && value.Value.Equals("true", StringComparison.OrdinalIgnoreCase))
                context.Report(RuleTexts.ForwardedHeadersTrustAnyone.Switch(), value.Span, "settings:" + setting.Key);
            else if (names.Any(name => Lists.Contains(name, StringComparer.OrdinalIgnoreCase)) && Array.IndexOf(Everyone, value.Value.Trim()) >= 0)
                context.Report(RuleTexts.ForwardedHeadersTrustAnyone.Everyone(), value.Span, "settings:" + setting.Key);
        }
    }
}
