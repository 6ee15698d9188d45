namespace Koda.Lint.Analyzers.Tests.Audit;

public sealed class RecoveryCodesSurviveUseTests
{
    private static Task Judge(string members) => Verify.Code(Wrap(members), RuleIds.RecoveryCodesSurviveUse);

    private static string Wrap(string members) =>
        $$"""
        using Microsoft.AspNetCore.Identity;
        public class Recovery(SignInManager<IdentityUser> signIn, UserManager<IdentityUser> users, IdentityUser user)
        {
            {{members}}
        }
        """;

    [Theory]
    [InlineData("public Task A() => users.{|KODA5006:RedeemTwoFactorRecoveryCodeAsync|}(user, \"a\");")]
    [InlineData("public async Task A() { var r = await signIn.{|KODA5006:TwoFactorRecoveryCodeSignInAsync|}(\"a\"); if (r.Succeeded) { } }")]
    public Task Codes_that_stay_are_reported(string members) => Judge(members);

    [Theory]
    [InlineData("public async Task A() { var r = await users.RedeemTwoFactorRecoveryCodeAsync(user, \"a\"); if (!r.Succeeded) return; await users.GenerateNewTwoFactorRecoveryCodesAsync(user, 10); }")]
    [InlineData("public async Task A() { await users.RedeemTwoFactorRecoveryCodeAsync(user, \"a\"); await Renew(); } private Task Renew() => users.GenerateNewTwoFactorRecoveryCodesAsync(user, 10);")]
    public Task Codes_that_are_replaced_are_silent(string members) => Judge(members);

    [Fact]
    public Task A_test_project_may_leave_codes() =>
        Verify.InTestProject(Wrap("public Task A() => users.RedeemTwoFactorRecoveryCodeAsync(user, \"a\");"), RuleIds.RecoveryCodesSurviveUse);
}
