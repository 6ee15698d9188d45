using Koda.Lint.Analyzers.Tests;
using Koda.Lint.CodeFixes.Cookies;

namespace Koda.Lint.CodeFixes.Tests.Accounts;

public sealed class AccountFixTests
{
    private const string Usings = "using System.ComponentModel.DataAnnotations;\nusing Microsoft.AspNetCore.Identity;\n";

    [Theory]
    [InlineData("services.Configure<IdentityOptions>(o => o.Password.RequiredLength = {|KODA5001:8|});", "services.Configure<IdentityOptions>(o => o.Password.RequiredLength = 12);", RuleIds.PasswordMinimumTooShort)]
    [InlineData("services.Configure<IdentityOptions>(o => o.Lockout.MaxFailedAccessAttempts = {|KODA5004:10|});", "services.Configure<IdentityOptions>(o => o.Lockout.MaxFailedAccessAttempts = 5);", RuleIds.LockoutTooLax)]
    [InlineData("services.Configure<IdentityOptions>(o => o.Lockout.DefaultLockoutTimeSpan = {|KODA5004:TimeSpan.FromSeconds(5)|});", "services.Configure<IdentityOptions>(o => o.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15));", RuleIds.LockoutTooLax)]
    [InlineData("void F(SignInManager<IdentityUser> m) { m.PasswordSignInAsync(name, token, true, lockoutOnFailure: {|KODA5003:false|}); }", "void F(SignInManager<IdentityUser> m) { m.PasswordSignInAsync(name, token, true, lockoutOnFailure: true); }", RuleIds.LockoutDisabled)]
    [InlineData("services.Configure<IdentityOptions>(o => { o.Password.RequireDigit = false; o.Password.RequireLowercase = {|KODA5002:false|}; });", "services.Configure<IdentityOptions>(o => { o.Password.RequireDigit = false; o.Password.RequireLowercase = true; });", RuleIds.PasswordClassesWeakened)]
    public Task A_value_is_corrected(string before, string after, string rule) =>
        VerifyFix.Code<ValueFix>(Usings + Verify.InMethod(before), Usings + Verify.InMethod(after), rule);

    [Fact]
    public Task All_annotations_are_corrected_at_once() => VerifyFix.Code<ValueFix>(
        Usings + "public class Register { [MinLength({|KODA5001:8|})] public string? Password { get; set; } [StringLength(100, MinimumLength = {|KODA5001:6|})] public string? NewPassword { get; set; } }",
        Usings + "public class Register { [MinLength(12)] public string? Password { get; set; } [StringLength(100, MinimumLength = 12)] public string? NewPassword { get; set; } }",
        RuleIds.PasswordMinimumTooShort);

    [Theory]
    [InlineData("services.{|KODA5001:AddIdentityCore<IdentityUser>|}();", "services.AddIdentityCore<IdentityUser>(options => options.Password.RequiredLength = 12);")]
    [InlineData("services.{|KODA5001:AddIdentityCore<IdentityUser>|}(o => { o.User.RequireUniqueEmail = true; });", "services.AddIdentityCore<IdentityUser>(o => { o.User.RequireUniqueEmail = true; o.Password.RequiredLength = 12; });")]
    public Task A_minimum_is_added_where_Identity_is(string before, string after) =>
        VerifyFix.Code<MissingMemberFix>(Usings + Verify.InMethod(before), Usings + Verify.InMethod(after), RuleIds.PasswordMinimumTooShort);
}
