namespace Koda.Lint.CodeFixes.Tests.Settings;

public sealed class SettingValueTests
{
    [Theory]
    [InlineData("CONTROL_PLANE_AUTH_MODE", "open", "token", RuleIds.AuthModeBypassesAuthentication)]
    [InlineData("CONTROL_PLANE_AUTH_MODE", "none", "token", RuleIds.AuthModeUnknown)]
    [InlineData("ALLOW_LOOPBACK_BOOTSTRAP", "true", "false", RuleIds.LoopbackBootstrapEnabled)]
    [InlineData("ALLOW_LOOPBACK_BOOTSTRAP", "yes", "false", RuleIds.LoopbackBootstrapNotBoolean)]
    [InlineData("CONTROL_PLANE_OPERATOR_PASSWORD_MIN_LENGTH", "8", "12", RuleIds.PasswordMinimumTooShort)]
    [InlineData("CONTROL_PLANE_OPERATOR_LOGIN_MAX_FAILURES", "50", "5", RuleIds.LockoutTooLax)]
    [InlineData("CONTROL_PLANE_OPERATOR_LOGIN_LOCKOUT_SECONDS", "10", "300", RuleIds.LockoutTooLax)]
    public Task A_setting_gets_the_value_that_is_safe(string name, string before, string after, string rule) => VerifyFix.Statements(
        $$"""
        Environment.SetEnvironmentVariable("{{name}}", {|{{rule}}:"{{before}}"|});
        builder.Configuration["{{name}}"] = {|{{rule}}:"{{before}}"|};
        """,
        $"""
        Environment.SetEnvironmentVariable("{name}", "{after}");
        builder.Configuration["{name}"] = "{after}";
        """,
        rule);

    [Theory]
    [InlineData("bool.TrueString")]
    [InlineData("true.ToString()")]
    public Task An_expression_that_is_no_literal_gets_it_too(string before) => VerifyFix.Statements(
        $$"""Environment.SetEnvironmentVariable("ALLOW_LOOPBACK_BOOTSTRAP", {|{{RuleIds.LoopbackBootstrapEnabled}}:{{before}}|});""",
        """Environment.SetEnvironmentVariable("ALLOW_LOOPBACK_BOOTSTRAP", "false");""",
        RuleIds.LoopbackBootstrapEnabled);
}
