using Koda.Lint.Settings;

namespace Koda.Lint.Fixes;

/// <summary>Which fix mends the findings of which rule.</summary>
public static class FixTable
{
    private static readonly Dictionary<string, FindingFix> Fixes = new(StringComparer.Ordinal)
    {
        [RuleIds.EnvironmentNotProduction] = new SettingFix((KodaVariables.Environment, "production"), (KodaVariables.NodeEnvironment, "production")),
        [RuleIds.AuthModeBypassesAuthentication] = new SettingFix((KodaVariables.AuthMode, "token")),
        [RuleIds.AuthModeUnknown] = new SettingFix((KodaVariables.AuthMode, "token")),
        [RuleIds.LoopbackBootstrapEnabled] = new SettingFix((KodaVariables.LoopbackBootstrap, "false")),
        [RuleIds.LoopbackBootstrapNotBoolean] = new SettingFix((KodaVariables.LoopbackBootstrap, "false")),
        [RuleIds.PortPublishedOnAllInterfaces] = new LoopbackBindingFix(),
        [RuleIds.OverlayPortsAppend] = new OverlayPortsAppendFix(),
        [RuleIds.SidecarPortPublished] = new LoopbackBindingFix(),
        [RuleIds.ControlPlaneBindsAllInterfaces] = new SettingFix(("CONTROL_PLANE_BIND", "127.0.0.1")),
        [RuleIds.InsecureCookiesEnabled] = new SettingFix(
            ("SECURE_COOKIES", "true"), ("ALLOW_INSECURE_COOKIES", "false"), ("ALLOW_INSECURE_WEB_OPERATOR_SESSION_SECRET", "false")),
        [RuleIds.CspAllowsUnsafeInline] = new CspSourceFix(),
        [RuleIds.PasswordMinimumTooShort] = new SettingFix((KodaVariables.PasswordMinimum, "12")),
        [RuleIds.LockoutTooLax] = new SettingFix((KodaVariables.LoginMaxFailures, "5"), (KodaVariables.LoginLockoutSeconds, "300")),
        [RuleIds.RateLimitRaised] = new SettingFix(("CONTROL_PLANE_AUTH_FAILURE_RATE_LIMIT", "5"), ("CONTROL_PLANE_RATE_LIMIT", "120")),
        [RuleIds.AuditRetentionTooShort] = new SettingFix(("AUDIT_RETENTION_DAYS", "90")),
        [RuleIds.SecretMissing] = new NewSecretFix(),
        [RuleIds.SecretIsPlaceholder] = new NewSecretFix(),
        [RuleIds.SecretTooShort] = new NewSecretFix(),
        [RuleIds.SecretFileReadableByOthers] = new SecretFileModeFix(),
        [RuleIds.BrowserReachesPrivateNetwork] = new SettingFix(("BROWSER_ALLOW_PRIVATE_NETWORK", "false")),
        [RuleIds.UnitSkipsProductionOverlay] = new UnitOverlayFix(),
    };

    /// <summary>The ids of the rules whose findings a program can mend.</summary>
    public static IReadOnlyCollection<string> Rules => Fixes.Keys;

    /// <summary>The fix of a rule's findings, or null.</summary>
    /// <param name="rule">The rule.</param>
    public static FindingFix? Find(RuleInfo rule) => Fixes.TryGetValue(rule.Id, out var fix) ? fix : null;
}
