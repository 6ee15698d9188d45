using CsCheck;
using Koda.Lint.Settings;

namespace Koda.Lint.BootGuard.Tests.Settings;

/// <summary>The product's promise: the guard and the linter judge the same settings alike.</summary>
public sealed class AgreementTests
{
    private const int Samples = 20_000;

    /// <summary>The rules on settings that the guard and a Compose file's <c>environment</c> have in common.</summary>
    private static readonly string[] SettingRuleIds =
        ["KODA1001", "KODA1002", "KODA1003", "KODA1004", "KODA1006", "KODA5001", "KODA5004", "KODA6001", "KODA6002", "KODA6003"];

    private static readonly string[] RefusedEverywhere = ["KODA1003", "KODA1006"];

    private static readonly Gen<string> Word = OneOf(
        "production", "Production", "prod", "development", "open", "token", "true", "false", "1", "yes", "", "12", "8", "5", "20", "60", "900", "+14", "1_2", "15m", "2.5",
        "nan", "changeme", "change-me-now", "replace-with-a-random-web-session-secret", "postgres", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "correct-horse-7",
        "b6f1c0de9a7e45d28c3b1f07e6a4d95830e2c7f4", "abababababababababababababababababababab", "/run/secrets/session", "postgres://koda:postgres@db/koda", "$HOME", "a$$b");

    private static readonly Gen<string> Space = OneOf("", "", "", "", " ", "\t", "\n", "\u001c", "\u2003", "\u00a0");

    private static readonly Gen<string> AnyText = Gen.Char[' ', '\u2fff'].Array[0, 12].Select(characters => new string(characters));

    private static readonly Gen<string> Value = Gen.Frequency(
        (8, Gen.Select(Space, Word, Space, (before, word, after) => before + word + after)),
        (1, Gen.Select(Word, Word, (one, other) => one + "," + other)),
        (1, Word.Select(word => word.ToUpperInvariant())),
        (1, AnyText));

    private static readonly Gen<string> Name = Gen.Frequency(
        (6, OneOf(
            KodaVariables.Environment, KodaVariables.NodeEnvironment, KodaVariables.AuthMode, KodaVariables.LoopbackBootstrap, KodaVariables.PasswordMinimum,
            KodaVariables.LoginMaxFailures, KodaVariables.LoginLockoutSeconds, KodaVariables.SessionSecret, KodaVariables.RuntimeToken, KodaVariables.ApiToken)),
        (2, OneOf([.. KodaVariables.All.Select(variable => variable.Name)])),
        (1, OneOf("SMTP_PASSWORD", "SORT_KEY", "MY_API_TOKEN", "DATABASE_URL", "TOKEN_EXPIRES_IN", "smtp_password", "PATH_TO_KEY", "GREETING")));

    private static readonly Gen<IReadOnlyDictionary<string, string?>> Environment =
        from names in Name.Array[0, 9]
        from values in Value.Array[names.Length]
        from saysProduction in Gen.Bool
        select (IReadOnlyDictionary<string, string?>)Settings(names, values, saysProduction);

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    [Fact]
    public void The_guard_refuses_a_production_host_exactly_when_the_linter_reports_an_error() => Environment.Sample(
        settings => Compare(settings, isProduction: true, (_, _) => false), iter: Samples, print: Print);

    /// <summary>Outside production the guard warns of what would be an error, but for what Koda does not start with anywhere.</summary>
    [Fact]
    public void The_guard_refuses_by_koda_env_what_the_linter_reports_as_an_error() => Environment.Sample(
        settings => Compare(settings, isProduction: false, (isArmed, rule) => !isArmed && !RefusedEverywhere.Contains(rule)), iter: Samples, print: Print);

    [Fact]
    public void The_samples_reach_every_rule_and_both_verdicts()
    {
        var met = new HashSet<string>();
        Environment.Sample(settings =>
        {
            var verdict = KodaBootGuard.Evaluate(settings, new KodaGuardOptions { HostIsProduction = true });
            lock (met)
                met.UnionWith(verdict.Findings.Select(finding => finding.Rule.Id).Append(verdict.Boots ? "boots" : "refused"));
        }, iter: 2_000);

        Assert.Equal([.. SettingRuleIds, "boots", "refused"], met.Order(StringComparer.Ordinal));
    }

    private static bool Compare(IReadOnlyDictionary<string, string?> settings, bool isProduction, Func<bool, string, bool> isLowered)
    {
        var verdict = KodaBootGuard.Evaluate(settings, new KodaGuardOptions { HostIsProduction = isProduction });
        var linter = new ComposeDeployment(settings).Judge(isProduction).Where(finding => SettingRuleIds.Contains(finding.Rule.Id)).ToList();

        var expected = linter.Select(finding => Show(finding, finding.Severity == Severity.Error && isLowered(verdict.IsArmed, finding.Rule.Id) ? Severity.Warning : finding.Severity));
        var actual = verdict.Findings.Select(finding => Show(finding, finding.Severity));
        var refuses = linter.Exists(finding => finding.Severity == Severity.Error && !isLowered(verdict.IsArmed, finding.Rule.Id));
        return verdict.Boots != refuses && expected.Order(StringComparer.Ordinal).SequenceEqual(actual.Order(StringComparer.Ordinal));
    }

    /// <summary>A finding by its rule, its setting, its words and its weight. KODA1001 is about two settings, and either may be named.</summary>
    private static string Show(Finding finding, Severity severity)
    {
        var setting = finding.Rule.Id == "KODA1001" ? "" : finding.Subject[(finding.Subject.LastIndexOf(':') + 1)..];
        var words = finding.Rule.Id == "KODA1001" ? "" : finding.Message.Replace("service 'app'", "this process", StringComparison.Ordinal);
        return finding.Rule.Id + " " + setting + " " + severity + " " + words;
    }

    private static string Print(IReadOnlyDictionary<string, string?> settings) => new ComposeDeployment(settings).Text;

    private static Dictionary<string, string?> Settings(string[] names, string[] values, bool saysProduction)
    {
        var settings = new Dictionary<string, string?>();
        if (saysProduction)
            settings[KodaVariables.Environment] = "production";
        for (var i = 0; i < names.Length; i++)
            settings[names[i]] = values[i];
        return settings;
    }
}
