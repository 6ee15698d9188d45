using Koda.Lint.Checking;
using Koda.Lint.Compose;
using Koda.Lint.Deployments;
using Koda.Lint.Files;
using Koda.Lint.Settings;

namespace Koda.Lint.Checklist;

/// <summary>The ten promises of Koda's production guide, held against a deployment: what its files show, and what they cannot.</summary>
public static class ProductionChecklist
{
    /// <summary>The checklist of a production deployment that has a control plane; empty for any other.</summary>
    /// <param name="kept">The deployment and its findings.</param>
    public static IReadOnlyList<ChecklistItem> Of(KeptDeployment kept) =>
        kept.Deployment is { IsProduction: true, ControlPlane: { } controlPlane } ? [.. new Judgement(kept, controlPlane).Items()] : [];

    private sealed class Judgement(KeptDeployment kept, ComposeService controlPlane)
    {
        private const string Retention = "AUDIT_RETENTION_DAYS";
        private const string CodeLifetime = "CONTROL_PLANE_BOOTSTRAP_CODE_TTL_SECONDS";
        private const string RateLimit = "CONTROL_PLANE_AUTH_FAILURE_RATE_LIMIT";

        public IEnumerable<ChecklistItem> Items()
        {
            yield return Item(1, "`KODA_ENV=production` arms Koda's own guard",
                Setting(KodaVariables.Environment, [RuleIds.EnvironmentNotProduction]),
                Setting(KodaVariables.AuthMode, [RuleIds.AuthModeBypassesAuthentication, RuleIds.AuthModeUnknown]),
                Faults([RuleIds.SettingNotANumber, RuleIds.SettingMisspelt]));
            yield return Item(2, "`ALLOW_LOOPBACK_BOOTSTRAP=false`",
                Setting(KodaVariables.LoopbackBootstrap, [RuleIds.LoopbackBootstrapEnabled, RuleIds.LoopbackBootstrapNotBoolean], "off in production"));
            yield return Item(3, "The bootstrap code is private, short-lived and deleted",
                Setting(CodeLifetime, [RuleIds.BootstrapCodeSeeded]), StateFolder());
            yield return Item(4, "HTTPS, and a session cookie that is `Secure`, `HttpOnly` and `SameSite=Strict`",
                FaultsOr([RuleIds.InsecureCookiesEnabled], "No switch for insecure cookies is on"), Live("whether the site answers over HTTPS with such a cookie"));
            yield return Item(5, "A strict Content-Security-Policy on `/login`, `/setup` and `/forgot-password`",
                Faults([RuleIds.CspAllowsUnsafeInline, RuleIds.CspAllowsUnsafeEval, RuleIds.CspTooWide, RuleIds.SecurityHeaderRemoved]), Live("the policy that these pages answer with"));
            yield return Item(6, "Passwords of at least 12 characters", Setting(KodaVariables.PasswordMinimum, [RuleIds.PasswordMinimumTooShort]));
            yield return Item(7, "Recovery codes work once", Source("that a used code is replaced", RuleIds.RecoveryCodesSurviveUse));
            yield return Item(8, "Lockout, rate limits and slow answers to failed logins",
                Setting(KodaVariables.LoginMaxFailures, [RuleIds.LockoutTooLax], isShared: true),
                Setting(KodaVariables.LoginLockoutSeconds, [RuleIds.LockoutTooLax], isShared: true),
                Setting(RateLimit, [RuleIds.RateLimitRaised]), Live("whether a failed login takes 300 ms"));
            yield return Item(9, "Every authentication event is audited",
                Setting(Retention, [RuleIds.AuditRetentionTooShort]), Source("that each event is written", RuleIds.AuthEventNotAudited));
            yield return Item(10, "`CONTROL_PLANE_API_TOKEN` is blank unless the glass has to be broken", ApiToken());
        }

        private static ChecklistItem Item(int number, string title, params IEnumerable<ChecklistEvidence>[] evidence) =>
            new(number, title, [.. evidence.SelectMany(part => part)]);

        /// <summary>What the control plane gets for a setting, or what is wrong with it. A rule may be shared by several settings.</summary>
        private IEnumerable<ChecklistEvidence> Setting(string name, string[] rules, string? whenUnset = null, bool isShared = false)
        {
            var faults = kept.Findings
                .Where(finding => rules.Contains(finding.Rule.Id) && (!isShared || finding.Subject.EndsWith(":" + name, StringComparison.Ordinal)))
                .ToList();
            if (faults.Count > 0)
                return faults.Select(ToEvidence);

            var alias = name == KodaVariables.Environment && controlPlane.VariableValue(name) is null ? KodaVariables.NodeEnvironment : name;
            if (controlPlane.VariableValue(alias) is { } value)
            {
                return value.IsUnknown
                    ? [new ChecklistEvidence(ChecklistState.Unknown, "`" + alias + "` comes with the deployment", value.Span.ToLocation())]
                    : [new ChecklistEvidence(ChecklistState.Pass, "`" + alias + "` is `" + SettingRules.Show(alias, value.ShownText) + "`", value.Span.ToLocation())];
            }

            if (controlPlane.HasUnreadEnvFile)
                return [new ChecklistEvidence(ChecklistState.Unknown, "`" + name + "` may stand in an env file that is not here")];
            var fallback = whenUnset ?? KodaVariables.Find(name)?.Default;
            return [new ChecklistEvidence(ChecklistState.Pass, "`" + name + "` is not set" + (fallback is null ? "" : ", and Koda's default is " + (whenUnset ?? "`" + fallback + "`")))];
        }

        private IEnumerable<ChecklistEvidence> Faults(string[] rules) => kept.Findings.Where(finding => rules.Contains(finding.Rule.Id)).Select(ToEvidence);

        private IEnumerable<ChecklistEvidence> FaultsOr(string[] rules, string otherwise) =>
            Faults(rules).DefaultIfEmpty(new ChecklistEvidence(ChecklistState.Pass, otherwise));

        /// <summary>The folder with the bootstrap file, which only the server has.</summary>
        private IEnumerable<ChecklistEvidence> StateFolder()
        {
            var faults = kept.Findings.Where(finding => finding.Rule.Id == RuleIds.BootstrapFileLeftBehind
                || (finding.Rule.Id == RuleIds.SecretFileReadableByOthers && !DeploymentPath.NameOf(finding.Location.Path).StartsWith(".env", StringComparison.Ordinal))).Select(ToEvidence).ToList();
            if (faults.Count > 0)
                return faults;
            return kept.Deployment.FileFacts.FirstOrDefault(fact => fact.Kind == SecretFileKind.StateFolder) is { } folder
                ? [new ChecklistEvidence(ChecklistState.Pass, "Nobody but its owner enters the state folder", Location.OfFile(folder.Path))]
                : [new ChecklistEvidence(ChecklistState.Unknown, "The state folder with `bootstrap.txt` is not on this machine: run `koda-lint check` on the server")];
        }

        private IEnumerable<ChecklistEvidence> ApiToken()
        {
            var faults = kept.Findings
                .Where(finding => finding.Rule.Id is RuleIds.SecretIsPlaceholder or RuleIds.SecretTooShort && finding.Subject == "secret:" + KodaVariables.ApiToken)
                .Select(ToEvidence).ToList();
            if (faults.Count > 0)
                return faults;
            var value = controlPlane.VariableValue(KodaVariables.ApiToken);
            if (value is null && controlPlane.HasUnreadEnvFile)
                return [new ChecklistEvidence(ChecklistState.Unknown, "It may stand in an env file that is not here")];
            if (value is null || (!value.IsUnknown && PythonText.Strip(value.Text).Length == 0))
                return [new ChecklistEvidence(ChecklistState.Pass, "It is " + (value is null ? "not set" : "blank"), value?.Span.ToLocation())];
            return [new ChecklistEvidence(ChecklistState.Unknown, value.IsUnknown ? "It comes with the deployment" : "It is set: only you know whether the glass is broken", value.Span.ToLocation())];
        }

        private static IEnumerable<ChecklistEvidence> Live(string what) =>
            [new ChecklistEvidence(ChecklistState.Unknown, "No file tells " + what + ": `koda-lint verify` asks the running site")];

        private static IEnumerable<ChecklistEvidence> Source(string what, string rule) =>
            [new ChecklistEvidence(ChecklistState.Unknown, "No file of a deployment tells " + what + ": the analyzers judge the code, by `" + rule + "`")];

        /// <summary>Information about a promise says that it cannot be judged.</summary>
        private static ChecklistEvidence ToEvidence(Finding finding) => new(
            finding.Severity == Severity.Info ? ChecklistState.Unknown : ChecklistState.Fail, finding.Rule.Id + ": " + finding.Message, finding.Location);
    }
}
