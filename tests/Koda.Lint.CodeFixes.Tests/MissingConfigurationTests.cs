namespace Koda.Lint.CodeFixes.Tests;

public sealed class MissingConfigurationTests
{
    private const string Secure = RuleIds.SessionCookieNotSecure;

    [Theory]
    [InlineData("services.AddAuthentication().{|KODA3001:AddCookie|}();", "services.AddAuthentication().AddCookie(options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always);")]
    [InlineData("services.AddAuthentication().{|KODA3001:AddCookie|}(\"Koda\");", "services.AddAuthentication().AddCookie(\"Koda\", options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always);")]
    [InlineData("services.AddAuthentication().{|KODA3001:AddCookie|}(authenticationScheme: \"Koda\");", "services.AddAuthentication().AddCookie(authenticationScheme: \"Koda\", configureOptions: options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always);")]
    [InlineData("services.AddAuthentication()\n    .{|KODA3001:AddCookie|}()\n    .AddJwt();", "services.AddAuthentication()\n    .AddCookie(options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always)\n    .AddJwt();")]
    [InlineData("services.{|KODA3001:AddSession|}();", "services.AddSession(options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always);")]
    [InlineData("var options = 1; services.{|KODA3001:AddSession|}();", "var options = 1; services.AddSession(options2 => options2.Cookie.SecurePolicy = CookieSecurePolicy.Always);")]
    public async Task A_call_without_callback_gets_one(string before, string after)
    {
        const string Jwt = "\npublic static class Jwt { public static void AddJwt(this Microsoft.AspNetCore.Authentication.AuthenticationBuilder builder) { } }";
        await VerifyFix.Code(Analyzers.Tests.Verify.InMethod(before) + Jwt, Analyzers.Tests.Verify.InMethod(after) + Jwt, Secure);
    }

    [Theory]
    [InlineData("o => { o.IdleTimeout = TimeSpan.Zero; }", "o => { o.IdleTimeout = TimeSpan.Zero; o.Cookie.SecurePolicy = CookieSecurePolicy.Always; }")]
    [InlineData("o => { }", "o => { o.Cookie.SecurePolicy = CookieSecurePolicy.Always; }")]
    [InlineData("(SessionOptions o) => {}", "(SessionOptions o) => { o.Cookie.SecurePolicy = CookieSecurePolicy.Always; }")]
    [InlineData("delegate (SessionOptions o) { o.IdleTimeout = TimeSpan.Zero; }", "delegate (SessionOptions o) { o.IdleTimeout = TimeSpan.Zero; o.Cookie.SecurePolicy = CookieSecurePolicy.Always; }")]
    [InlineData("configure: o => { }", "configure: o => { o.Cookie.SecurePolicy = CookieSecurePolicy.Always; }")]
    [InlineData("o => { if (flag) return; o.IdleTimeout = TimeSpan.Zero; }", "o => { o.Cookie.SecurePolicy = CookieSecurePolicy.Always; if (flag) return; o.IdleTimeout = TimeSpan.Zero; }")]
    public Task A_callback_with_a_block_gets_a_statement(string before, string after) =>
        VerifyFix.Statements($"services.{{|KODA3001:AddSession|}}({before});", $"services.AddSession({after});", Secure);

    [Fact]
    public Task A_block_over_several_lines_gets_a_line() => VerifyFix.Statements(
        """
        services.{|KODA3001:AddSession|}(options =>
        {
            options.IdleTimeout = TimeSpan.FromMinutes(5); // short
            // options.Cookie.Name = "koda";
        });
        services.AddAuthentication().{|KODA3001:AddCookie|}(options =>
        {
        });
        """,
        """
        services.AddSession(options =>
        {
            options.IdleTimeout = TimeSpan.FromMinutes(5); // short
            options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
            // options.Cookie.Name = "koda";
        });
        services.AddAuthentication().AddCookie(options =>
        {
            options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
        });
        """,
        Secure);

    [Fact]
    public Task A_callback_of_one_expression_gets_a_block() => VerifyFix.Statements(
        """
        services.AddAuthentication()
            .{|KODA3001:AddCookie|}(o => o.LoginPath = "/login"); // see Login
        """,
        """
        services.AddAuthentication()
            .AddCookie(o =>
            {
                o.LoginPath = "/login";
                o.Cookie.SecurePolicy = CookieSecurePolicy.Always;
            }); // see Login
        """,
        Secure);

    [Fact]
    public Task A_callback_that_is_a_method_gets_the_statement_in_its_body() => VerifyFix.Code(
        """
        public static class C
        {
            public static void Add(IServiceCollection services)
            {
                services.{|KODA3001:AddSession|}(Brief);
                services.AddAuthentication().{|KODA3001:AddCookie|}(Login);
            }

            private static void Brief(SessionOptions session) => session.IdleTimeout = TimeSpan.FromMinutes(5);

            private static void Login(Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationOptions cookie)
            {
                cookie.LoginPath = "/login";
            }
        }
        """,
        """
        public static class C
        {
            public static void Add(IServiceCollection services)
            {
                services.AddSession(Brief);
                services.AddAuthentication().AddCookie(Login);
            }

            private static void Brief(SessionOptions session)
            {
                session.IdleTimeout = TimeSpan.FromMinutes(5);
                session.Cookie.SecurePolicy = CookieSecurePolicy.Always;
            }

            private static void Login(Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationOptions cookie)
            {
                cookie.LoginPath = "/login";
                cookie.Cookie.SecurePolicy = CookieSecurePolicy.Always;
            }
        }
        """,
        Secure);

    [Theory]
    [InlineData("o.Cookie.SecurePolicy = {|KODA3001:CookieSecurePolicy.None|}", "o.Cookie.SecurePolicy = CookieSecurePolicy.Always")]
    [InlineData("o.Cookie = {|KODA3001:new CookieBuilder { Name = \"koda\" }|}", "o.Cookie = new CookieBuilder { Name = \"koda\", SecurePolicy = CookieSecurePolicy.Always }")]
    public Task A_policy_that_is_written_is_corrected_there(string before, string after) =>
        VerifyFix.Statements($"services.AddSession(o => {before});", $"services.AddSession(o => {after});", Secure);

    [Fact]
    public Task A_callback_in_a_variable_is_left_alone() =>
        VerifyFix.NothingOffered("Action<SessionOptions> configure = o => o.IdleTimeout = TimeSpan.Zero; services.AddSession(configure);", Secure);

    private const string Identity = "using Microsoft.AspNetCore.Identity;\n\n";

    private static Task InProgram(string before, string after) => VerifyFix.Code(
        Identity + "var builder = WebApplication.CreateBuilder(args);\n" + before, Identity + "var builder = WebApplication.CreateBuilder(args);\n" + after, Secure);

    [Fact]
    public Task The_cookie_of_Identity_is_configured_beside_it() => InProgram(
        """
        {|KODA3001:builder.Services.AddIdentity<IdentityUser, IdentityRole>(o => o.Password.RequiredLength = 12)|}
            .AddDefaultTokenProviders();
        """,
        """
        builder.Services.AddIdentity<IdentityUser, IdentityRole>(o => o.Password.RequiredLength = 12)
            .AddDefaultTokenProviders();
        builder.Services.ConfigureApplicationCookie(options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always);
        """);

    [Fact]
    public Task The_cookie_of_Identity_is_configured_where_it_is_configured_already() => InProgram(
        """
        {|KODA3001:builder.Services.AddIdentity<IdentityUser, IdentityRole>()|};
        builder.Services.ConfigureApplicationCookie(o => { o.LoginPath = "/login"; o.Cookie.SameSite = SameSiteMode.Strict; });
        """.Replace("builder.Services.ConfigureApplicationCookie", "builder.Services.{|KODA3001:ConfigureApplicationCookie|}", StringComparison.Ordinal),
        """
        builder.Services.AddIdentity<IdentityUser, IdentityRole>();
        builder.Services.ConfigureApplicationCookie(o => { o.LoginPath = "/login"; o.Cookie.SameSite = SameSiteMode.Strict; o.Cookie.SecurePolicy = CookieSecurePolicy.Always; });
        """);

    [Fact]
    public Task A_method_that_returns_what_it_adds_configures_first() => VerifyFix.Code(
        Identity +
        """
        public static class C
        {
            public static IdentityBuilder Add(IServiceCollection services)
            {
                return {|KODA3001:services.AddIdentity<IdentityUser, IdentityRole>()|};
            }
        }
        """,
        Identity +
        """
        public static class C
        {
            public static IdentityBuilder Add(IServiceCollection services)
            {
                services.ConfigureApplicationCookie(options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always);
                return services.AddIdentity<IdentityUser, IdentityRole>();
            }
        }
        """,
        Secure);

    [Fact]
    public Task A_member_of_one_expression_has_no_room_for_a_statement() => VerifyFix.NothingOfferedFor(
        Identity + "public static class C { public static void Add(IServiceCollection services) => services.AddIdentity<IdentityUser, IdentityRole>(); }", Secure);
}
