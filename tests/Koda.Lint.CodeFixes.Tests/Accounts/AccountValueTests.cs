using Koda.Lint.Analyzers.Tests;
using Microsoft.CodeAnalysis.CSharp;

namespace Koda.Lint.CodeFixes.Tests.Accounts;

public sealed class AccountValueTests
{
    private const string Usings = "using System.ComponentModel.DataAnnotations;\nusing Microsoft.AspNetCore.Identity;\n";

    private static Task Configured(string before, string after, string rule) => VerifyFix.Code(
        Usings + Verify.InMethod($"services.Configure<IdentityOptions>({before});"), Usings + Verify.InMethod($"services.Configure<IdentityOptions>({after});"), rule);

    [Theory]
    [InlineData("o => o.Password.RequiredLength = {|KODA5001:8|}", "o => o.Password.RequiredLength = 12", RuleIds.PasswordMinimumTooShort)]
    [InlineData("o => o.Password = new PasswordOptions { RequiredLength = {|KODA5001:4 + 4|} }", "o => o.Password = new PasswordOptions { RequiredLength = 12 }", RuleIds.PasswordMinimumTooShort)]
    [InlineData("o => { o.Password.RequiredLength = {|KODA5001:8|}; /* old */ }", "o => { o.Password.RequiredLength = 12; /* old */ }", RuleIds.PasswordMinimumTooShort)]
    [InlineData("o => o.Lockout.AllowedForNewUsers = {|KODA5003:false|}", "o => o.Lockout.AllowedForNewUsers = true", RuleIds.LockoutDisabled)]
    [InlineData("o => o.Lockout.MaxFailedAccessAttempts = {|KODA5004:int.MaxValue|}", "o => o.Lockout.MaxFailedAccessAttempts = 5", RuleIds.LockoutTooLax)]
    [InlineData("o => o.Lockout = new LockoutOptions { MaxFailedAccessAttempts = {|KODA5004:10|} }", "o => o.Lockout = new LockoutOptions { MaxFailedAccessAttempts = 5 }", RuleIds.LockoutTooLax)]
    [InlineData("o => o.Lockout.DefaultLockoutTimeSpan = {|KODA5004:TimeSpan.FromSeconds(5)|}", "o => o.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15)", RuleIds.LockoutTooLax)]
    [InlineData("o => o.Lockout.DefaultLockoutTimeSpan = {|KODA5004:new TimeSpan(0, 0, 30)|}", "o => o.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15)", RuleIds.LockoutTooLax)]
    public Task An_option_gets_the_value_that_is_safe(string before, string after, string rule) => Configured(before, after, rule);

    [Theory]
    [InlineData(
        "o => { o.Password.RequireDigit = false; o.Password.RequireLowercase = {|KODA5002:false|}; }",
        "o => { o.Password.RequireDigit = false; o.Password.RequireLowercase = true; }")]
    [InlineData(
        "o => o.Password = new PasswordOptions { RequiredLength = 12, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = {|KODA5002:false|} }",
        "o => o.Password = new PasswordOptions { RequiredLength = 12, RequireDigit = false, RequireLowercase = true, RequireUppercase = true, RequireNonAlphanumeric = true }")]
    public Task Of_the_kinds_of_characters_one_may_stay_off(string before, string after) => Configured(before, after, RuleIds.PasswordClassesWeakened);

    [Theory]
    [InlineData("m.PasswordSignInAsync(name, token, true, {|KODA5003:false|})", "m.PasswordSignInAsync(name, token, true, true)")]
    [InlineData("m.PasswordSignInAsync(name, token, true, lockoutOnFailure: {|KODA5003:false|})", "m.PasswordSignInAsync(name, token, true, lockoutOnFailure: true)")]
    [InlineData("m.PasswordSignInAsync(lockoutOnFailure: {|KODA5003:false|}, userName: name, password: token, isPersistent: false)", "m.PasswordSignInAsync(lockoutOnFailure: true, userName: name, password: token, isPersistent: false)")]
    [InlineData("m.CheckPasswordSignInAsync(new IdentityUser(), token, {|KODA5003:!true|})", "m.CheckPasswordSignInAsync(new IdentityUser(), token, true)")]
    [InlineData("m.UserManager.SetLockoutEnabledAsync(new IdentityUser(), {|KODA5003:false|})", "m.UserManager.SetLockoutEnabledAsync(new IdentityUser(), true)")]
    public Task A_sign_in_counts_failures_in_any_form_of_the_argument(string before, string after) => VerifyFix.Code(
        Usings + Verify.InMethod($"Task F(SignInManager<IdentityUser> m) => {before};"), Usings + Verify.InMethod($"Task F(SignInManager<IdentityUser> m) => {after};"), RuleIds.LockoutDisabled);

    [Fact]
    public Task All_annotations_are_corrected_at_once() => VerifyFix.Code(
        Usings +
        """
        public class Register
        {
            [Required, MinLength({|KODA5001:8|}, ErrorMessage = "too short")] // for now
            public string? Password { get; set; }

            [StringLength(100, MinimumLength = {|KODA5001:6|})]
            public string? NewPassword { get; set; }

            [Length({|KODA5001:6|}, 100)]
            public string? PasswordAgain { get; set; }
        }

        public record Change([property: MinLength(length: {|KODA5001:8|})] string Password);
        """,
        Usings +
        """
        public class Register
        {
            [Required, MinLength(12, ErrorMessage = "too short")] // for now
            public string? Password { get; set; }

            [StringLength(100, MinimumLength = 12)]
            public string? NewPassword { get; set; }

            [Length(12, 100)]
            public string? PasswordAgain { get; set; }
        }

        public record Change([property: MinLength(length: 12)] string Password);
        """,
        RuleIds.PasswordMinimumTooShort);

    [Theory]
    [InlineData("public class Register { [StringLength(10, MinimumLength = 6)] public string? Password { get; set; } }")]
    [InlineData("public class Register { [Length(6, 10)] public string? Password { get; set; } }")]
    [InlineData("public class Register { [Length(maximumLength: 10, minimumLength: 6)] public string? Password { get; set; } }")]
    [InlineData("public class Register { [RegularExpression(\"^.{6,}$\")] public string? Password { get; set; } }")]
    [InlineData("public class LoginModel { [MinLength(6)] public string? Password { get; set; } }")]
    public Task A_minimum_that_would_let_nothing_or_nobody_in_is_not_offered(string code) => VerifyFix.NothingOfferedFor(Usings + code, RuleIds.PasswordMinimumTooShort);

    private const string Validation =
        """
        using System.Linq.Expressions;
        using FluentValidation;

        namespace FluentValidation
        {
            public interface IRuleBuilder<T, TProperty> { }

            public abstract class AbstractValidator<T>
            {
                public IRuleBuilder<T, TProperty> RuleFor<TProperty>(Expression<Func<T, TProperty>> member) => throw new NotImplementedException();
            }

            public static class DefaultValidatorExtensions
            {
                public static IRuleBuilder<T, string> MinimumLength<T>(this IRuleBuilder<T, string> rule, int minimumLength) => rule;

                public static IRuleBuilder<T, string> Length<T>(this IRuleBuilder<T, string> rule, int min, int max) => rule;

                public static IRuleBuilder<T, string> Length<T>(this IRuleBuilder<T, string> rule, int exactLength) => rule;
            }
        }

        public class Register
        {
            public string Password { get; set; } = "";
        }

        public class RegisterValidator : AbstractValidator<Register>
        {
            public RegisterValidator()
            {
                RuleFor(x => x.Password).RULE;
            }
        }
        """;

    [Theory]
    [InlineData("MinimumLength({|KODA5001:8|})", "MinimumLength(12)")]
    [InlineData("Length({|KODA5001:8|}, 64)", "Length(12, 64)")]
    public Task A_validator_is_corrected(string before, string after) => VerifyFix.Code(
        Validation.Replace("RULE", before, StringComparison.Ordinal), Validation.Replace("RULE", after, StringComparison.Ordinal), RuleIds.PasswordMinimumTooShort);

    [Theory]
    [InlineData("Length(8)")]
    [InlineData("Length(6, 10)")]
    public Task A_validator_that_wants_fewer_at_most_is_left_alone(string rule) =>
        VerifyFix.NothingOfferedFor(Validation.Replace("RULE", rule, StringComparison.Ordinal), RuleIds.PasswordMinimumTooShort);

    [Theory]
    [InlineData("services.{|KODA5001:AddIdentityCore<IdentityUser>|}();", "services.AddIdentityCore<IdentityUser>(options => options.Password.RequiredLength = 12);")]
    [InlineData("services.{|KODA5001:AddIdentity<IdentityUser, IdentityRole>|}().AddDefaultTokenProviders();", "services.AddIdentity<IdentityUser, IdentityRole>(options => options.Password.RequiredLength = 12).AddDefaultTokenProviders();")]
    [InlineData("services.{|KODA5001:AddIdentityCore<IdentityUser>|}(o => { o.User.RequireUniqueEmail = true; });", "services.AddIdentityCore<IdentityUser>(o => { o.User.RequireUniqueEmail = true; o.Password.RequiredLength = 12; });")]
    public Task A_minimum_is_added_where_Identity_is(string before, string after) =>
        VerifyFix.Code(Usings + Verify.InMethod(before), Usings + Verify.InMethod(after), RuleIds.PasswordMinimumTooShort);

    [Fact]
    public Task A_file_of_CSharp_7_is_mended_too() => VerifyFix.Code(
        """
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Identity;

        public class C
        {
            public Task M(SignInManager<IdentityUser> manager) => manager.PasswordSignInAsync("a", "b", false, lockoutOnFailure: {|KODA5003:false|});
        }
        """,
        """
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Identity;

        public class C
        {
            public Task M(SignInManager<IdentityUser> manager) => manager.PasswordSignInAsync("a", "b", false, lockoutOnFailure: true);
        }
        """,
        RuleIds.LockoutDisabled,
        LanguageVersion.CSharp7_3);
}
