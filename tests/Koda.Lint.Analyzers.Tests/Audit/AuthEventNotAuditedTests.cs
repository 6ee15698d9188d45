namespace Koda.Lint.Analyzers.Tests.Audit;

public sealed class AuthEventNotAuditedTests
{
    private static Task Judge(string members) => Verify.Code(Wrap(members), RuleIds.AuthEventNotAudited);

    private static string Wrap(string members) =>
        $$"""
        using Microsoft.AspNetCore.Authentication;
        using Microsoft.AspNetCore.Identity;
        public class Accounts(SignInManager<IdentityUser> signIn, UserManager<IdentityUser> users, HttpContext context, IdentityUser user)
        {
            {{members}}
            private void EmitSecurityEvent(string kind) { }
            private Task EmitSecurityEventAsync(string kind) => Task.CompletedTask;
            private void WriteAudit(string kind) { }
        }
        """;

    [Theory]
    [InlineData("public async Task A() { await signIn.{|KODA5007:PasswordSignInAsync|}(\"a\", \"b\", false, true); }")]
    [InlineData("public Task A() => signIn.{|KODA5007:SignOutAsync|}();")]
    [InlineData("public async Task A() { await context.{|KODA5007:SignOutAsync|}(); }")]
    [InlineData("public async Task A() { await users.{|KODA5007:ChangePasswordAsync|}(user, \"a\", \"b\"); }")]
    [InlineData("public async Task A() { await users.{|KODA5007:ResetPasswordAsync|}(user, \"a\", \"b\"); }")]
    [InlineData("public async Task A() { await users.{|KODA5007:UpdateSecurityStampAsync|}(user); }")]
    [InlineData("public async Task A() { var r = await users.{|KODA5007:RedeemTwoFactorRecoveryCodeAsync|}(user, \"a\"); if (r.Succeeded) EmitSecurityEvent(\"x\"); }")]
    [InlineData("public async Task<bool> A() { var r = await signIn.{|KODA5007:PasswordSignInAsync|}(\"a\", \"b\", false, true); if (r.IsLockedOut) return false; EmitSecurityEvent(\"x\"); return true; }")]
    [InlineData("public async Task A(int n) { await signIn.{|KODA5007:SignOutAsync|}(); switch (n) { case 1: EmitSecurityEvent(\"x\"); break; case 2: break; default: EmitSecurityEvent(\"x\"); break; } }")]
    [InlineData("public async Task A() { try { await signIn.{|KODA5007:SignOutAsync|}(); } catch (Exception) { EmitSecurityEvent(\"x\"); } }")]
    [InlineData("public async Task A() { foreach (var x in Environment.GetCommandLineArgs()) { EmitSecurityEvent(\"x\"); } await signIn.{|KODA5007:SignOutAsync|}(); }")]
    [InlineData("public async Task A() { await B(); EmitSecurityEvent(\"x\"); } public async Task B() { await signIn.{|KODA5007:SignOutAsync|}(); }")]
    public Task A_path_without_an_entry_is_reported(string members) => Judge(members);

    [Theory]
    [InlineData("public async Task A() { await signIn.SignOutAsync(); EmitSecurityEvent(\"x\"); }")]
    [InlineData("public async Task A() { EmitSecurityEvent(\"x\"); await signIn.SignOutAsync(); }")]
    [InlineData("public async Task A() { await signIn.SignOutAsync(); await EmitSecurityEventAsync(\"x\"); }")]
    [InlineData("public async Task A() { try { await signIn.SignOutAsync(); } finally { EmitSecurityEvent(\"x\"); } }")]
    [InlineData("public async Task<bool> A() { try { var r = await signIn.PasswordSignInAsync(\"a\", \"b\", false, true); return r.Succeeded; } finally { EmitSecurityEvent(\"x\"); } }")]
    [InlineData("public async Task A() { var r = await users.ResetPasswordAsync(user, \"a\", \"b\"); if (r.Succeeded) { EmitSecurityEvent(\"x\"); } else { EmitSecurityEvent(\"y\"); } }")]
    [InlineData("public async Task A() { var r = await users.ResetPasswordAsync(user, \"a\", \"b\"); if (!r.Succeeded) throw new InvalidOperationException(); EmitSecurityEvent(\"x\"); }")]
    [InlineData("public async Task A() { await signIn.SignOutAsync(); Note(\"x\"); } private void Note(string kind) => EmitSecurityEvent(kind);")]
    [InlineData("public async Task A() { await Step(); EmitSecurityEvent(\"x\"); } private async Task Step() { await signIn.SignOutAsync(); }")]
    [InlineData("public async Task A() { Func<Task> leave = async () => await signIn.SignOutAsync(); await leave(); EmitSecurityEvent(\"x\"); }")]
    [InlineData("public async Task A(bool b) { if (b) { await signIn.SignOutAsync(); EmitSecurityEvent(\"x\"); } }")]
    [InlineData("public void A() { } public Task SignInAsync() => Task.CompletedTask; public Task B() => SignInAsync();")]
    public Task An_entry_on_every_path_is_silent(string members) => Judge(members);

    [Fact]
    public Task A_method_that_editorconfig_names_counts() => Verify.Code(
        [("/0/Test0.cs", Wrap("public async Task A() { await signIn.SignOutAsync(); WriteAudit(\"x\"); }"))],
        [RuleIds.AuthEventNotAudited],
        test => test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n[*.cs]\nkoda_lint.audit_methods = WriteAudit, Trace*\n")));

    [Fact]
    public Task A_test_project_audits_nothing() => Verify.InTestProject(Wrap("public Task A() => signIn.SignOutAsync();"), RuleIds.AuthEventNotAudited);

    [Fact]
    public Task An_endpoint_is_a_method_of_its_own() => Verify.Code(
        """
        using Microsoft.AspNetCore.Identity;
        var app = WebApplication.CreateBuilder(args).Build();
        app.MapPost("/out", async (SignInManager<IdentityUser> signIn) => await signIn.{|KODA5007:SignOutAsync|}());
        app.MapPost("/audited", async (SignInManager<IdentityUser> signIn) => { await signIn.SignOutAsync(); EmitSecurity("out"); });
        app.Run();
        static void EmitSecurity(string kind) { }
        """,
        RuleIds.AuthEventNotAudited);
}
