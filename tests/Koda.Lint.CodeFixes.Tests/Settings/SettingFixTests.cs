using Koda.Lint.CodeFixes.Settings;

namespace Koda.Lint.CodeFixes.Tests.Settings;

public sealed class SettingFixTests
{
    private const string Mode = "UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite";

    [Theory]
    [InlineData("using var s = {|KODA6009:File.Create(\".env\")|};", "using var s = new FileStream(\".env\", new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite, MODE });")]
    [InlineData("using var s = {|KODA6009:new FileStream(\".env\", FileMode.Create, FileAccess.Write)|};", "using var s = new FileStream(\".env\", new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, MODE });")]
    [InlineData("using var s = {|KODA6009:File.Open(\".env\", new FileStreamOptions { Mode = FileMode.Create })|};", "using var s = File.Open(\".env\", new FileStreamOptions { Mode = FileMode.Create, MODE });")]
    [InlineData("using var s = {|KODA6009:new StreamWriter(\".master.key\")|};", "using var s = new StreamWriter(\".master.key\", new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, MODE });")]
    public Task A_file_is_created_for_its_owner_alone(string before, string after) =>
        VerifyFix.Statements<SecretFileFix>(before, after.Replace("MODE", Mode, StringComparison.Ordinal), RuleIds.SecretFileCreatedReadable);

    [Theory]
    [InlineData("{|KODA6009:File.WriteAllText(\"bootstrap.txt\", token)|};", "writer.Write(token);")]
    [InlineData("await {|KODA6009:File.WriteAllTextAsync(\"bootstrap.txt\", token)|};", "await writer.WriteAsync(token);")]
    public Task Writing_a_text_becomes_writing_to_a_private_file(string before, string write) => VerifyFix.Statements<SecretFileFix>(
        before,
        $$"""
        using (var writer = new StreamWriter("bootstrap.txt", new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, {{Mode}} }))
        {
            {{write}}
        }
        """,
        RuleIds.SecretFileCreatedReadable);

    [Theory]
    [InlineData("Environment.SetEnvironmentVariable(\"CONTROL_PLANE_AUTH_MODE\", {|KODA1002:\"open\"|});", "Environment.SetEnvironmentVariable(\"CONTROL_PLANE_AUTH_MODE\", \"token\");", RuleIds.AuthModeBypassesAuthentication)]
    [InlineData("Environment.SetEnvironmentVariable(\"ALLOW_LOOPBACK_BOOTSTRAP\", {|KODA1004:\"true\"|});", "Environment.SetEnvironmentVariable(\"ALLOW_LOOPBACK_BOOTSTRAP\", \"false\");", RuleIds.LoopbackBootstrapEnabled)]
    public Task A_setting_is_corrected(string before, string after, string rule) => VerifyFix.Statements<ValueFix>(before, after, rule);
}
