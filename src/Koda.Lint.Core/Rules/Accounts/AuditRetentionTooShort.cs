using Koda.Lint.Compose;
using Koda.Lint.Settings;

namespace Koda.Lint.Rules;

/// <summary>KODA5008: audit events are deleted before anybody may have looked for them.</summary>
internal sealed class AuditRetentionTooShort : ControlPlaneSettingRule
{
    private const string Retention = "AUDIT_RETENTION_DAYS";
    private const int MinDays = 90;

    protected override void Judge(RuleContext context, ComposeService controlPlane)
    {
        if (KnownValue(controlPlane, Retention) is { } value && PythonNumber.TryParseInt(value, out var days) && days < MinDays)
            Report(context, controlPlane, Retention, RuleTexts.AuditRetentionTooShort.Default(OwnerOf(controlPlane), SettingRules.Show(Retention, value)));
    }
}
