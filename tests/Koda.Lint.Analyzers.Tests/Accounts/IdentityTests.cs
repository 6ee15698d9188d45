namespace Koda.Lint.Analyzers.Tests.Accounts;

public sealed class IdentityTests
{
    private const string Usings = "using Microsoft.AspNetCore.Identity;\nusing Microsoft.AspNetCore.Mvc;\nusing Microsoft.AspNetCore.RateLimiting;\n";

    private static Task Judge(string rule, string statements) => Verify.Code(Usings + Verify.InMethod(statements), rule);

    [Theory]
    [InlineData("services.Configure<IdentityOptions>(o => { o.Password.RequireDigit = false; o.Password.RequireLowercase = {|KODA5002:false|}; });")]
    [InlineData("services.AddIdentityCore<IdentityUser>(o => o.Password = new PasswordOptions { RequireUppercase = false, RequireNonAlphanumeric = {|KODA5002:false|} });")]
    public Task Two_flags_off_are_reported(string statements) => Judge(RuleIds.PasswordClassesWeakened, statements);

    [Theory]
    [InlineData("services.Configure<IdentityOptions>(o => { o.Password.RequireDigit = false; });")]
    [InlineData("services.Configure<IdentityOptions>(o => { o.Password.RequireDigit = false; o.Password.RequireLowercase = flag; });")]
    [InlineData("services.Configure<IdentityOptions>(o => { o.Password.RequireDigit = false; o.Password.RequireLowercase = false; o.Password.RequireDigit = true; });")]
    public Task One_flag_off_is_silent(string statements) => Judge(RuleIds.PasswordClassesWeakened, statements);

    [Theory]
    [InlineData("if (env.IsDevelopment()) services.Configure<IdentityOptions>(o => { o.Password.RequireDigit = false; o.Password.RequireLowercase = false; });")]
    [InlineData("if (env.IsStaging()) services.Configure<IdentityOptions>(o => { o.Password.RequireDigit = false; o.Password.RequireLowercase = false; });")]
    public Task Flags_that_production_may_not_see_are_silent(string statements) => Judge(RuleIds.PasswordClassesWeakened, statements);

    [Theory]
    [InlineData("void F(SignInManager<IdentityUser> m) { m.PasswordSignInAsync(name, token, true, {|KODA5003:false|}); }")]
    [InlineData("void F(SignInManager<IdentityUser> m) { m.PasswordSignInAsync(name, token, isPersistent: true, lockoutOnFailure: {|KODA5003:false|}); }")]
    [InlineData("void F(SignInManager<IdentityUser> m) { m.PasswordSignInAsync(lockoutOnFailure: {|KODA5003:false|}, userName: name, password: token, isPersistent: true); }")]
    [InlineData("void F(SignInManager<IdentityUser> m, IdentityUser u) { const bool Off = false; m.CheckPasswordSignInAsync(u, token, {|KODA5003:Off|}); }")]
    [InlineData("void F(UserManager<IdentityUser> m, IdentityUser u) { m.SetLockoutEnabledAsync(u, {|KODA5003:false|}); }")]
    [InlineData("services.Configure<IdentityOptions>(o => o.Lockout.AllowedForNewUsers = {|KODA5003:false|});")]
    [InlineData("services.Configure<IdentityOptions>(o => o.Lockout = new LockoutOptions { AllowedForNewUsers = {|KODA5003:false|} });")]
    [InlineData("var lockout = new LockoutOptions { AllowedForNewUsers = {|KODA5003:false|} };")]
    [InlineData("void F(UserManager<IdentityUser> m) { m.Options.Lockout.AllowedForNewUsers = {|KODA5003:false|}; }")]
    public Task Lockout_that_is_off_is_reported(string statements) => Judge(RuleIds.LockoutDisabled, statements);

    [Fact]
    public Task Lockout_that_a_method_sets_on_the_options_it_is_handed_is_judged() => Verify.Code(
        Usings + "public static class Lockout { public static void Set(LockoutOptions options) => options.AllowedForNewUsers = {|KODA5003:false|}; }", RuleIds.LockoutDisabled);

    [Theory]
    [InlineData("void F(SignInManager<IdentityUser> m) { m.PasswordSignInAsync(name, token, false, true); }")]
    [InlineData("void F(SignInManager<IdentityUser> m) { m.PasswordSignInAsync(name, token, false, flag); }")]
    [InlineData("void F(UserManager<IdentityUser> m, IdentityUser u) { m.SetLockoutEnabledAsync(u, true); }")]
    [InlineData("services.Configure<IdentityOptions>(o => o.Lockout.AllowedForNewUsers = true);")]
    public Task Lockout_that_is_on_or_unknown_is_silent(string statements) => Judge(RuleIds.LockoutDisabled, statements);

    [Theory]
    [InlineData("services.Configure<IdentityOptions>(o => o.Lockout.MaxFailedAccessAttempts = {|KODA5004:10|});")]
    [InlineData("services.Configure<IdentityOptions>(o => o.Lockout.DefaultLockoutTimeSpan = {|KODA5004:TimeSpan.FromMinutes(1)|});")]
    [InlineData("services.Configure<IdentityOptions>(o => o.Lockout.DefaultLockoutTimeSpan = {|KODA5004:new TimeSpan(0, 0, 30)|});")]
    [InlineData("services.Configure<IdentityOptions>(o => o.Lockout.DefaultLockoutTimeSpan = {|KODA5004:TimeSpan.FromSeconds(299)|});")]
    [InlineData("void F(UserManager<IdentityUser> m) { m.Options.Lockout.DefaultLockoutTimeSpan = {|KODA5004:TimeSpan.FromMinutes(1)|}; }")]
    public Task A_lax_lockout_is_reported(string statements) => Judge(RuleIds.LockoutTooLax, statements);

    [Theory]
    [InlineData("services.Configure<IdentityOptions>(o => o.Lockout.MaxFailedAccessAttempts = 5);")]
    [InlineData("services.Configure<IdentityOptions>(o => o.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5));")]
    [InlineData("services.Configure<IdentityOptions>(o => o.Lockout.DefaultLockoutTimeSpan = TimeSpan.MaxValue);")]
    public Task A_strict_lockout_is_silent(string statements) => Judge(RuleIds.LockoutTooLax, statements);

    [Fact]
    public Task Identity_without_a_validator_is_reported() =>
        Judge(RuleIds.PasswordValidatorMissing, "services.{|KODA5010:AddIdentity<IdentityUser, IdentityRole>|}(o => o.Password.RequiredLength = 12);");

    [Fact]
    public Task Identity_with_a_validator_is_silent() => Verify.Code(
        Usings + """
        public class Common : IPasswordValidator<IdentityUser>
        {
            public Task<IdentityResult> ValidateAsync(UserManager<IdentityUser> manager, IdentityUser user, string? password) => Task.FromResult(IdentityResult.Success);
            public static void Add(IServiceCollection services) => services.AddIdentityCore<IdentityUser>().AddPasswordValidator<Common>();
        }
        """,
        RuleIds.PasswordValidatorMissing);

    [Fact]
    public Task A_mapped_reset_without_a_policy_is_reported() => Verify.Code(
        Usings + """
        public static class Minimal
        {
            public static void Map(WebApplication app, UserManager<IdentityUser> users)
            {
                app.{|KODA5011:MapPost|}("/codes", async (IdentityUser user) => await users.GenerateNewTwoFactorRecoveryCodesAsync(user, 10));
                app.MapPost("/limited", async (IdentityUser user) => await users.GenerateNewTwoFactorRecoveryCodesAsync(user, 10)).RequireRateLimiting("accounts");
                app.MapPost("/attributed", [EnableRateLimiting("accounts")] async (IdentityUser user) => await users.GenerateNewTwoFactorRecoveryCodesAsync(user, 10));
                app.{|KODA5011:MapPost|}("/named", async (IdentityUser user) => await users.GenerateNewTwoFactorRecoveryCodesAsync(user, 10)).WithName("codes");
                var group = app.MapGroup("/account").RequireRateLimiting("accounts");
                group.MapPost("/codes", async (IdentityUser user) => await users.GenerateNewTwoFactorRecoveryCodesAsync(user, 10));
            }
        }
        """,
        RuleIds.ResetNotRateLimited);

    [Fact]
    public Task A_controllers_reset_without_a_policy_is_reported() => Verify.Code(
        Usings + """
        public class AccountController(UserManager<IdentityUser> users) : ControllerBase
        {
            [HttpPost]
            public async Task<IActionResult> {|KODA5011:Reset|}(IdentityUser user, string code, string password) => Ok(await users.ResetPasswordAsync(user, code, password));

            [HttpPost, EnableRateLimiting("accounts")]
            public async Task<IActionResult> Limited(IdentityUser user, string code, string password) => Ok(await users.ResetPasswordAsync(user, code, password));
        }

        public class AccountService(UserManager<IdentityUser> users)
        {
            public Task Reset(IdentityUser user, string code, string password) => users.ResetPasswordAsync(user, code, password);
        }
        """,
        RuleIds.ResetNotRateLimited);

    [Theory]
    [InlineData("ResetPasswordAsync(user, \"code\", \"password\")", "resets a password")]
    [InlineData("GenerateNewTwoFactorRecoveryCodesAsync(user, 10)", "makes new recovery codes")]
    public async Task The_message_tells_what_the_endpoint_does(string call, string action)
    {
        var finding = Assert.Single(await Verify.Findings(
            Usings + "public class Codes(UserManager<IdentityUser> users) : ControllerBase { public Task Act(IdentityUser user) => users." + call + "; }", RuleIds.ResetNotRateLimited));
        Assert.Contains(action, finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public Task A_global_limiter_covers_everything() => Verify.Code(
        Usings + """
        public class AccountController(UserManager<IdentityUser> users) : ControllerBase
        {
            public async Task<IActionResult> Reset(IdentityUser user, string code, string password) => Ok(await users.ResetPasswordAsync(user, code, password));
            public static void Add(RateLimiterOptions options) => options.GlobalLimiter = null;
        }
        """,
        RuleIds.ResetNotRateLimited);
}
