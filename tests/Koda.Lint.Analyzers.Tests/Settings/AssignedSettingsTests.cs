namespace Koda.Lint.Analyzers.Tests.Settings;

public sealed class AssignedSettingsTests
{
    [Theory]
    [InlineData(RuleIds.GuardedSettingForcedInCode, """Environment.SetEnvironmentVariable("KODA_ENV", {|X:"development"|});""")]
    [InlineData(RuleIds.GuardedSettingForcedInCode, """builder.WebHost.UseEnvironment({|X:"Development"|});""")]
    [InlineData(RuleIds.GuardedSettingForcedInCode, """builder.Host.UseEnvironment({|X:Environments.Development|});""")]
    [InlineData(RuleIds.GuardedSettingForcedInCode, """Environment.SetEnvironmentVariable("CONTROL_PLANE_AUTH_MODE", {|X:"open"|});""")]
    [InlineData(RuleIds.GuardedSettingForcedInCode, """builder.Configuration["ALLOW_LOOPBACK_BOOTSTRAP"] = {|X:"true"|};""")]
    [InlineData(RuleIds.GuardedSettingForcedInCode, """builder.WebHost.UseSetting("KODA_ENV", {|X:"staging"|});""")]
    [InlineData(RuleIds.GuardedSettingForcedInCode, """builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["KODA_ENV"] = {|X:"development"|} });""")]
    [InlineData(RuleIds.GuardedSettingForcedInCode, """builder.Configuration.AddInMemoryCollection([new("CONTROL_PLANE_AUTH_MODE", {|X:"development"|})]);""")]
    [InlineData(RuleIds.GuardedSettingForcedInCode, """var o = new WebApplicationOptions { EnvironmentName = {|X:"Development"|} };""")]
    [InlineData(RuleIds.AuthModeBypassesAuthentication, """Environment.SetEnvironmentVariable("CONTROL_PLANE_AUTH_MODE", {|X:" Open "|});""")]
    [InlineData(RuleIds.AuthModeBypassesAuthentication, """if (env.IsProduction()) { configuration["CONTROL_PLANE_AUTH_MODE"] = {|X:"development"|}; }""")]
    [InlineData(RuleIds.AuthModeUnknown, """Environment.SetEnvironmentVariable("CONTROL_PLANE_AUTH_MODE", {|X:"none"|});""")]
    [InlineData(RuleIds.LoopbackBootstrapEnabled, """Environment.SetEnvironmentVariable("ALLOW_LOOPBACK_BOOTSTRAP", {|X:"TRUE"|});""")]
    [InlineData(RuleIds.LoopbackBootstrapNotBoolean, """Environment.SetEnvironmentVariable("ALLOW_LOOPBACK_BOOTSTRAP", {|X:"1"|});""")]
    [InlineData(RuleIds.PasswordMinimumTooShort, """Environment.SetEnvironmentVariable("CONTROL_PLANE_OPERATOR_PASSWORD_MIN_LENGTH", {|X:"8"|});""")]
    [InlineData(RuleIds.LockoutTooLax, """Environment.SetEnvironmentVariable("CONTROL_PLANE_OPERATOR_LOGIN_MAX_FAILURES", {|X:"50"|});""")]
    [InlineData(RuleIds.SecretIsPlaceholder, """Environment.SetEnvironmentVariable("WEB_OPERATOR_SESSION_SECRET", {|X:"changeme"|});""")]
    [InlineData(RuleIds.SecretIsPlaceholder, """builder.Configuration["POSTGRES_PASSWORD"] = {|X:"postgres"|};""")]
    [InlineData(RuleIds.SecretWrittenInFile, """builder.Configuration["WEB_OPERATOR_SESSION_SECRET"] = {|X:"f3a9c1d7e5b24860f3a9c1d7e5b24860"|};""")]
    [InlineData(RuleIds.SecretWrittenInFile, """builder.Configuration["Jwt:Key"] = {|X:"f3a9c1d7e5b24860f3a9c1d7e5b24860"|};""")]
    public Task An_unsafe_value_is_reported(string rule, string statements) => Verify.Statements(statements.Replace("X:", rule + ":", StringComparison.Ordinal), rule);

    [Theory]
    [InlineData("""Environment.SetEnvironmentVariable("KODA_ENV", " Production ");""")]
    [InlineData("""Environment.SetEnvironmentVariable("KODA_ENV", name);""")]
    [InlineData("""Environment.SetEnvironmentVariable("CONTROL_PLANE_AUTH_MODE", "token");""")]
    [InlineData("""Environment.SetEnvironmentVariable("ALLOW_LOOPBACK_BOOTSTRAP", "false");""")]
    [InlineData("""if (env.IsDevelopment()) { Environment.SetEnvironmentVariable("KODA_ENV", "development"); }""")]
    [InlineData("""var mode = Environment.GetEnvironmentVariable("CONTROL_PLANE_AUTH_MODE") ?? "open";""")]
    [InlineData("""var open = configuration["CONTROL_PLANE_AUTH_MODE"] == "open";""")]
    [InlineData("""builder.Configuration["WEB_OPERATOR_SESSION_SECRET"] = name;""")]
    [InlineData("""builder.Configuration["WEB_OPERATOR_SESSION_SECRET_FILE"] = "/run/secrets/session";""")]
    [InlineData("""builder.WebHost.UseEnvironment("Production");""")]
    public Task A_safe_unknown_or_read_value_is_silent(string statements) => Verify.Statements(
        statements,
        RuleIds.GuardedSettingForcedInCode, RuleIds.AuthModeBypassesAuthentication, RuleIds.AuthModeUnknown, RuleIds.LoopbackBootstrapEnabled, RuleIds.LoopbackBootstrapNotBoolean,
        RuleIds.SecretIsPlaceholder, RuleIds.SecretWrittenInFile);

    [Theory]
    [InlineData("""Environment.SetEnvironmentVariable("KODA_ENV", "development");""")]
    [InlineData("""builder.WebHost.UseEnvironment("Development");""")]
    [InlineData("""var o = new WebApplicationOptions { EnvironmentName = "Development" };""")]
    public Task A_test_project_may_set_anything(string statements) => Verify.InTestProject(Verify.InMethod(statements), RuleIds.GuardedSettingForcedInCode);
}
