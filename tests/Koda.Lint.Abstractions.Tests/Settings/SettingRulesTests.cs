using Koda.Lint.Settings;

namespace Koda.Lint.Abstractions.Tests.Settings;

public sealed class SettingRulesTests
{
    private const string Strong = "8f3b1c9d7e5a2046b1d3f5a7c9e0b2d4";

    private static IReadOnlyList<string> Judge(params (string Name, string Value)[] settings) => Judge(new SettingRuleOptions(), settings);

    private static IReadOnlyList<string> Judge(SettingRuleOptions options, params (string Name, string Value)[] settings)
    {
        var values = settings.ToDictionary(s => s.Name, s => s.Value);
        return [.. SettingRules.Judge(values.GetValueOrDefault, options).Select(f => $"{f.Rule.Id} {f.Kind} {f.Variable} {f.Detail}".TrimEnd())];
    }

    [Theory]
    [InlineData("production", true)]
    [InlineData(" Production\t", true)]
    [InlineData("\u00A0production\u001F", true)]
    [InlineData("pr\u043Eduction", false)]
    [InlineData("prod", false)]
    [InlineData("", false)]
    public void Production_is_what_koda_takes_for_it(string value, bool isProduction) =>
        Assert.Equal(isProduction, SettingsReader.IsProduction(name => name == "KODA_ENV" ? value : null));

    [Fact]
    public void Node_env_is_asked_only_when_koda_env_is_not_set()
    {
        Assert.True(SettingsReader.IsProduction(name => name == "NODE_ENV" ? "production" : null));
        Assert.False(SettingsReader.IsProduction(name => name == "NODE_ENV" ? "production" : ""));
        Assert.False(SettingsReader.IsProduction(_ => null));
    }

    [Fact]
    public void A_production_host_that_koda_takes_for_development_is_a_fault()
    {
        var host = new SettingRuleOptions { HostIsProduction = true };

        Assert.Equal(["KODA1001 HostEnvironment KODA_ENV"], Judge(host));
        Assert.Equal(["KODA1001 HostEnvironment KODA_ENV"], Judge(host, ("KODA_ENV", " "), ("NODE_ENV", "production")));
        Assert.Empty(Judge(host, ("KODA_ENV", "Production")));
        Assert.Empty(Judge(host, ("NODE_ENV", "production")));
        Assert.Empty(Judge());
    }

    [Theory]
    [InlineData(null, null, "EnvironmentMissing KODA_ENV ")]
    [InlineData(" ", "production", "EnvironmentEmpty KODA_ENV ")]
    [InlineData(null, "staging", "EnvironmentOther NODE_ENV staging")]
    [InlineData(null, "", "EnvironmentOther NODE_ENV ")]
    [InlineData("pr\u043Eduction", "production", "EnvironmentOther KODA_ENV pr\\u043eduction")]
    public void A_deployment_that_does_not_say_production_is_told_which_variable_says_what(string? koda, string? node, string fault)
    {
        var found = SettingRules.JudgeEnvironment(name => name switch { "KODA_ENV" => koda, "NODE_ENV" => node, _ => null })!;

        Assert.Equal(fault, $"{found.Kind} {found.Variable} {found.Detail}");
    }

    [Fact]
    public void A_production_host_is_judged_as_production_unless_compatible()
    {
        Assert.Contains(
            "KODA1002 AuthModeBypasses CONTROL_PLANE_AUTH_MODE open",
            Judge(new SettingRuleOptions { HostIsProduction = true }, ("CONTROL_PLANE_AUTH_MODE", "open")));
        Assert.Empty(Judge(new SettingRuleOptions { HostIsProduction = true, Compatible = true }, ("CONTROL_PLANE_AUTH_MODE", "open")));
    }

    [Theory]
    [InlineData("open", "KODA1002 AuthModeBypasses CONTROL_PLANE_AUTH_MODE open")]
    [InlineData(" Development ", "KODA1002 AuthModeBypasses CONTROL_PLANE_AUTH_MODE  Development")]
    [InlineData("none", "KODA1003 AuthModeUnknown CONTROL_PLANE_AUTH_MODE none")]
    [InlineData("open,token", "KODA1003 AuthModeUnknown CONTROL_PLANE_AUTH_MODE open,token")]
    [InlineData("", "KODA1003 AuthModeEmpty CONTROL_PLANE_AUTH_MODE")]
    [InlineData("  ", "KODA1003 AuthModeEmpty CONTROL_PLANE_AUTH_MODE")]
    [InlineData("TO\u212AEN", null)]
    [InlineData("token", null)]
    public void The_auth_mode_of_production_asks_for_a_login(string value, string? fault) =>
        Assert.Equal(fault is null ? [] : [fault], Judge(("KODA_ENV", "production"), ("CONTROL_PLANE_AUTH_MODE", value)));

    [Fact]
    public void Outside_production_only_an_unknown_mode_is_a_fault()
    {
        Assert.Empty(Judge(("CONTROL_PLANE_AUTH_MODE", "open"), ("ALLOW_LOOPBACK_BOOTSTRAP", "true")));
        Assert.Single(Judge(("CONTROL_PLANE_AUTH_MODE", "dev")));
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData(" TRUE\t", true)]
    [InlineData("1", false)]
    [InlineData("yes", false)]
    [InlineData("\"true\"", false)]
    [InlineData("", false)]
    [InlineData("false", false)]
    public void Loopback_bootstrap_is_on_only_for_true(string value, bool broken) =>
        Assert.Equal(broken, Judge(("KODA_ENV", "production"), ("ALLOW_LOOPBACK_BOOTSTRAP", value)).Count == 1);

    [Theory]
    [InlineData("CONTROL_PLANE_PORT", "80a", "KODA1006 NotAWholeNumber CONTROL_PLANE_PORT 80a")]
    [InlineData("CONTROL_PLANE_PORT", "", "KODA1006 NumberEmpty CONTROL_PLANE_PORT")]
    [InlineData("CONTROL_PLANE_RATE_LIMIT", "12.0", "KODA1006 NotAWholeNumber CONTROL_PLANE_RATE_LIMIT 12.0")]
    [InlineData("CONTROL_PLANE_POLL_INTERVAL_SECONDS", "5s", "KODA1006 NotANumber CONTROL_PLANE_POLL_INTERVAL_SECONDS 5s")]
    [InlineData("CONTROL_PLANE_POLL_INTERVAL_SECONDS", "1e3", null)]
    [InlineData("CONTROL_PLANE_PORT", " 8_090 ", null)]
    [InlineData("AUDIT_RETENTION_DAYS", "ninety", null)]
    [InlineData("WEB_PORT", "x", null)]
    public void A_number_that_koda_reads_at_boot_must_parse(string name, string value, string? fault) =>
        Assert.Equal(fault is null ? [] : [fault], Judge((name, value)));

    [Theory]
    [InlineData("CONTROL_PLANE_OPERATOR_PASSWORD_MIN_LENGTH", "11", "KODA5001")]
    [InlineData("CONTROL_PLANE_OPERATOR_PASSWORD_MIN_LENGTH", "-1", "KODA5001")]
    [InlineData("CONTROL_PLANE_OPERATOR_PASSWORD_MIN_LENGTH", "\u0661\u0662", null)]
    [InlineData("CONTROL_PLANE_OPERATOR_PASSWORD_MIN_LENGTH", "8x", "KODA1006")]
    [InlineData("CONTROL_PLANE_OPERATOR_LOGIN_MAX_FAILURES", "6", "KODA5004")]
    [InlineData("CONTROL_PLANE_OPERATOR_LOGIN_MAX_FAILURES", "99999999999999999999999999", "KODA5004")]
    [InlineData("CONTROL_PLANE_OPERATOR_LOGIN_MAX_FAILURES", "5", null)]
    [InlineData("CONTROL_PLANE_OPERATOR_LOGIN_MAX_FAILURES", "1", null)]
    [InlineData("CONTROL_PLANE_OPERATOR_LOGIN_LOCKOUT_SECONDS", "299", "KODA5004")]
    [InlineData("CONTROL_PLANE_OPERATOR_LOGIN_LOCKOUT_SECONDS", "300", null)]
    public void Limits_are_met_exactly(string name, string value, string? rule)
    {
        Assert.Equal(rule is null ? [] : [rule], Judge((name, value)).Select(f => f[..8]));
        Assert.DoesNotContain(Judge(new SettingRuleOptions { Compatible = true }, (name, value)), f => !f.StartsWith("KODA1006", StringComparison.Ordinal));
    }

    [Fact]
    public void A_required_secret_must_be_there_in_production()
    {
        var options = new SettingRuleOptions { RequiredSecrets = ["WEB_OPERATOR_SESSION_SECRET", "MY_TOKEN"] };

        Assert.Equal(
            ["KODA6001 SecretMissing WEB_OPERATOR_SESSION_SECRET", "KODA6001 SecretMissing MY_TOKEN"],
            Judge(options, ("KODA_ENV", "production"), ("MY_TOKEN", " ")));
        Assert.Empty(Judge(options));
        Assert.Empty(Judge(options, ("KODA_ENV", "production"), ("WEB_OPERATOR_SESSION_SECRET", Strong), ("MY_TOKEN", "short")));
        Assert.Equal(["KODA6002 SecretIsPlaceholderOutsideProduction MY_TOKEN"], Judge(options, ("MY_TOKEN", "changeme")));
    }

    [Theory]
    [InlineData("POSTGRES_PASSWORD", "postgres", "KODA6002")]
    [InlineData("POSTGRES_PASSWORD", "ChangeMe", "KODA6002")]
    [InlineData("POSTGRES_PASSWORD", "replace-with-a-random-postgres-password", "KODA6002")]
    [InlineData("POSTGRES_PASSWORD", "<password>", "KODA6002")]
    [InlineData("POSTGRES_PASSWORD", "your-password-here", "KODA6002")]
    [InlineData("POSTGRES_PASSWORD", "xxxxxxxx", "KODA6002")]
    [InlineData("POSTGRES_PASSWORD", "short", null)]
    [InlineData("POSTGRES_PASSWORD", "postgres-7fA", null)]
    [InlineData("POSTGRES_PASSWORD", "", null)]
    [InlineData("RUNTIME_LOCAL_UI_TOKEN", "8f3b1c9d7e5a2046b1d3f5a7c9e0b2d", "KODA6003")]
    [InlineData("RUNTIME_LOCAL_UI_TOKEN", Strong, null)]
    [InlineData("RUNTIME_LOCAL_UI_TOKEN", "abababababababababababababababab", "KODA6003")]
    [InlineData("CONTROL_PLANE_API_TOKEN", "", null)]
    [InlineData("CONTROL_PLANE_API_TOKEN", Strong + ", " + Strong + ",", null)]
    [InlineData("CONTROL_PLANE_API_TOKEN", Strong + ",short", "KODA6003")]
    [InlineData("CONTROL_PLANE_API_TOKEN", "short,secret", "KODA6002")]
    public void A_secret_must_not_be_guessable(string name, string value, string? rule)
    {
        Assert.Equal(rule, SettingRules.JudgeSecret(name, value, isProduction: true)?.Rule.Id);
        Assert.Equal(rule is null ? [] : [rule], Judge((name, value)).Select(f => f[..8]));
    }

    [Theory]
    [InlineData("RUNTIME_LOCAL_UI_TOKEN", "short", "SecretTooShort 5 0")]
    [InlineData("CONTROL_PLANE_API_TOKEN", "short", "SecretTooShort 5 0")]
    [InlineData("CONTROL_PLANE_API_TOKEN", Strong + ",short", "SecretTooShort 5 2")]
    [InlineData("RUNTIME_LOCAL_UI_TOKEN", "abababababababababababababababab", "SecretTooUniform 2 0")]
    [InlineData("RUNTIME_LOCAL_UI_TOKEN", "xxxx", "SecretIsOneCharacter  0")]
    [InlineData("RUNTIME_LOCAL_UI_TOKEN", "changeme", "SecretIsPlaceholder  0")]
    public void A_weak_secret_is_described_without_its_value(string name, string value, string fault)
    {
        var found = SettingRules.JudgeSecret(name, value, isProduction: true)!;

        Assert.Equal(fault, $"{found.Kind} {found.Detail} {found.Part}");
    }

    [Fact]
    public void A_name_that_is_no_secret_may_be_guessed() => Assert.Empty(Judge(("POSTGRES_USER", "postgres"), ("WEB_PORT", "admin")));

    [Theory]
    [InlineData(SettingFaultKind.SecretMissing, "MY_TOKEN", "", 0, "MY_TOKEN has no value, and this process requires one")]
    [InlineData(SettingFaultKind.SecretTooShort, "MY_TOKEN", "5", 2, "token 2 in MY_TOKEN has 5 characters: fewer than 32 can be guessed")]
    [InlineData(SettingFaultKind.LockoutTooShort, "LOCK", "9", 0, "this process sets LOCK to 9: a locked account should stay locked for at least 5 minutes")]
    [InlineData(SettingFaultKind.NotANumber, "POLL", "5s", 0, "this process sets POLL to '5s', which is no number: Koda exits at boot")]
    public void A_fault_is_worded_by_the_catalogue(SettingFaultKind kind, string variable, string detail, int part, string message) =>
        Assert.Equal(message, SettingTexts.Of(new SettingFault(kind, variable, detail, part), "this process").Message);

    [Fact]
    public void Every_kind_of_fault_has_its_rule_s_words() =>
        Assert.All(Enum.GetValues<SettingFaultKind>(), kind =>
        {
            var fault = new SettingFault(kind, "CONTROL_PLANE_PORT", "detail", Part: 1);
            var text = SettingTexts.Of(fault, "this process");
            Assert.Same(fault.Rule, text.Rule);
            Assert.DoesNotContain("{", text.Message, StringComparison.Ordinal);
        });

    [Theory]
    [InlineData("CONTROL_PLANE_PORT", "80\n90", "80\\u000a90")]
    [InlineData("CONTROL_PLANE_PORT", "postgres://u:p@h", "***")]
    [InlineData("WEB_OPERATOR_SESSION_SECRET", "x", "***")]
    [InlineData("KODA_ENV", "\u2003prod", "\\u2003prod")]
    public void A_shown_value_hides_secrets_and_reveals_what_cannot_be_seen(string name, string value, string shown) =>
        Assert.Equal(shown, SettingRules.Show(name, value));

    [Fact]
    public void A_shown_value_is_short() => Assert.InRange(SettingRules.Show("KODA_ENV", new string('\u00E9', 10_000)).Length, 1, 80);
}
