namespace Koda.Lint.BootGuard.Tests.Settings;

public sealed class EvaluateTests
{
    private const string GoodSecret = "b6f1c0de9a7e45d28c3b1f07e6a4d95830e2c7f4";

    private static GuardVerdict Evaluate(KodaGuardOptions? options, params (string Name, string? Value)[] settings) =>
        KodaBootGuard.Evaluate(settings.ToDictionary(setting => setting.Name, setting => setting.Value), options);

    private static GuardVerdict Evaluate(params (string Name, string? Value)[] settings) => Evaluate(null, settings);

    private static string[] Show(GuardVerdict verdict) => [.. verdict.Findings.Select(finding => finding.Rule.Id + " " + finding.Severity)];

    [Fact]
    public void Nothing_set_boots_and_is_not_armed()
    {
        var verdict = Evaluate();

        Assert.True(verdict.Boots);
        Assert.False(verdict.IsArmed);
        Assert.Empty(verdict.Findings);
    }

    [Theory]
    [InlineData("production")]
    [InlineData(" Production\t")]
    public void Koda_env_arms_the_guard(string value)
    {
        var verdict = Evaluate(("KODA_ENV", value), ("CONTROL_PLANE_AUTH_MODE", "open"));

        Assert.True(verdict.IsArmed);
        Assert.False(verdict.Boots);
        Assert.Equal(["KODA1002 Error"], Show(verdict));
    }

    [Fact]
    public void An_empty_koda_env_is_not_production_and_node_env_is_not_asked() =>
        Assert.False(Evaluate(("KODA_ENV", ""), ("NODE_ENV", "production")).IsArmed);

    [Fact]
    public void A_setting_without_a_value_is_one_that_is_not_there() =>
        Assert.True(Evaluate(("KODA_ENV", "production"), ("CONTROL_PLANE_AUTH_MODE", null)).Boots);

    [Fact]
    public void A_host_in_production_that_koda_takes_for_development_is_refused()
    {
        var verdict = Evaluate(new KodaGuardOptions { HostIsProduction = true }, ("KODA_ENV", "prod"));

        Assert.Equal(["KODA1001 Error"], Show(verdict));
        Assert.Equal(new SettingOrigin("KODA_ENV", "given settings"), verdict.Findings[0].Origin);
    }

    [Fact]
    public void A_setting_that_is_not_there_is_said_to_be_set_nowhere() =>
        Assert.Equal("set nowhere", Evaluate(new KodaGuardOptions { HostIsProduction = true }).Findings[0].Origin!.ToString());

    [Fact]
    public void Outside_production_errors_are_warnings()
    {
        var verdict = Evaluate(("CONTROL_PLANE_OPERATOR_PASSWORD_MIN_LENGTH", "8"), ("WEB_OPERATOR_SESSION_SECRET", "correct-horse-7"));

        Assert.True(verdict.Boots);
        Assert.Equal(["KODA5001 Warning", "KODA6003 Warning"], Show(verdict));
    }

    [Fact]
    public void What_koda_never_boots_with_is_refused_outside_production()
    {
        Assert.Equal(["KODA1003 Error"], Show(Evaluate(("CONTROL_PLANE_AUTH_MODE", ""))));
        Assert.Equal(["KODA1006 Error"], Show(Evaluate(("CONTROL_PLANE_PORT", "http"))));
    }

    [Fact]
    public void Warnings_alone_boot()
    {
        var verdict = Evaluate(("KODA_ENV", "production"), ("CONTROL_PLANE_OPERATOR_LOGIN_MAX_FAILURES", "20"));

        Assert.True(verdict.Boots);
        Assert.Equal(["KODA5004 Warning"], Show(verdict));
    }

    [Fact]
    public void A_required_secret_must_have_a_value_in_production()
    {
        var options = new KodaGuardOptions { RequiredSecrets = ["WEB_OPERATOR_SESSION_SECRET"] };

        Assert.Equal(["KODA6001 Error"], Show(Evaluate(options, ("KODA_ENV", "production"))));
        Assert.Empty(Show(Evaluate(options, ("KODA_ENV", "production"), ("WEB_OPERATOR_SESSION_SECRET", GoodSecret))));
        Assert.Empty(Show(Evaluate(options)));
        Assert.Empty(Show(Evaluate(("KODA_ENV", "production"))));
    }

    [Fact]
    public void A_session_secret_that_is_set_to_nothing_is_missing_whether_required_or_not() =>
        Assert.Equal(["KODA6001 Error"], Show(Evaluate(("KODA_ENV", "production"), ("WEB_OPERATOR_SESSION_SECRET", ""))));

    [Fact]
    public void A_compatible_guard_takes_no_notice_of_the_host_and_of_rules_that_koda_lacks()
    {
        var options = new KodaGuardOptions { Compatible = true, HostIsProduction = true };

        Assert.Empty(Show(Evaluate(options, ("CONTROL_PLANE_AUTH_MODE", "open"), ("SMTP_PASSWORD", "changeme"))));
        Assert.Equal(["KODA1002 Error"], Show(Evaluate(options, ("NODE_ENV", "production"), ("CONTROL_PLANE_AUTH_MODE", "open"), ("SMTP_PASSWORD", "changeme"))));
    }

    [Fact]
    public void What_weighs_most_comes_first()
    {
        var verdict = Evaluate(("KODA_ENV", "production"), ("CONTROL_PLANE_OPERATOR_LOGIN_MAX_FAILURES", "20"), ("SMTP_PASSWORD", "changeme"));

        Assert.Equal(["KODA6002 Error", "KODA5004 Warning"], Show(verdict));
    }

    [Fact]
    public void A_refusal_throws_with_the_findings_for_a_message()
    {
        var settings = new Dictionary<string, string?> { ["KODA_ENV"] = "production", ["CONTROL_PLANE_AUTH_MODE"] = "open" };

        var refused = Assert.Throws<BootRefusedException>(() => KodaBootGuard.ThrowIfRefused(settings));

        Assert.False(refused.Verdict.Boots);
        Assert.Equal(
            """
            error KODA1002: this process sets CONTROL_PLANE_AUTH_MODE to 'open' in production: every request counts as the operator's, without a login
              --> CONTROL_PLANE_AUTH_MODE (given settings)
               = fix: set it to `token`, or remove it: `token` is the default
               = help: https://github.com/OpenKodaAI/koda-lint/blob/main/docs/rules/KODA1002.md

            koda boot guard: refused to start, 1 error, 0 warnings

            """,
            refused.Message);
    }

    [Fact]
    public void What_boots_does_not_throw() => KodaBootGuard.ThrowIfRefused(new Dictionary<string, string?> { ["KODA_ENV"] = "production" });

    [Theory]
    [InlineData("KODA_ENV", "https://user:canary-7781@example.com")]
    [InlineData("CONTROL_PLANE_AUTH_MODE", "https://user:canary-7781@example.com")]
    [InlineData("CONTROL_PLANE_PORT", "https://user:canary-7781@example.com")]
    [InlineData("WEB_OPERATOR_SESSION_SECRET", "canary-7781")]
    [InlineData("CONTROL_PLANE_API_TOKEN", "your-canary-7781,other")]
    [InlineData("SMTP_PASSWORD", "change-me-canary-7781")]
    public void No_message_carries_a_secret(string name, string value)
    {
        var verdict = Evaluate(new KodaGuardOptions { HostIsProduction = true }, (name, value));

        Assert.NotEmpty(verdict.Findings);
        Assert.DoesNotContain("canary", verdict.ToString(), StringComparison.Ordinal);
        Assert.All(verdict.Findings, finding => Assert.DoesNotContain("canary", finding.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void Settings_must_be_given() => Assert.Throws<ArgumentNullException>(() => KodaBootGuard.Evaluate(null!));
}
