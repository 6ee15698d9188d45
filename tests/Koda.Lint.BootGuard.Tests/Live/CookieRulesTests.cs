using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.CookiePolicy;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Koda.Lint.BootGuard.Tests.Live;

/// <summary>What the analyzers say of code that configures cookies, said of the options that the code leaves behind.</summary>
public sealed class CookieRulesTests
{
    private static async Task<string[]> JudgeAsync(Action<IServiceCollection> configure, bool isProduction = true) =>
        [.. (await Guarded.JudgeAsync(builder => configure(builder.Services), isProduction: isProduction)).Select(finding => finding.Rule.Id + " " + finding.Severity)];

    private static Task<string[]> CookieAsync(Action<CookieAuthenticationOptions> configure) =>
        JudgeAsync(services => services.AddAuthentication().AddCookie(configure));

    private static Task<string[]> SessionAsync(Action<SessionOptions> configure) =>
        JudgeAsync(services => services.AddDistributedMemoryCache().AddSession(configure));

    private static void Harden(CookieBuilder cookie)
    {
        cookie.SecurePolicy = CookieSecurePolicy.Always;
        cookie.SameSite = SameSiteMode.Strict;
    }

    [Fact]
    public async Task A_hardened_cookie_is_silent() => Assert.Empty(await CookieAsync(options => Harden(options.Cookie)));

    [Fact]
    public async Task A_program_without_cookies_is_silent() => Assert.Empty(await JudgeAsync(_ => { }));

    [Fact]
    public async Task A_default_that_nobody_touched_is_a_warning() => Assert.Equal(["KODA3001 Warning", "KODA3003 Info"], await CookieAsync(_ => { }));

    [Theory]
    [InlineData(CookieSecurePolicy.SameAsRequest)]
    [InlineData(CookieSecurePolicy.None)]
    public async Task A_policy_that_was_chosen_refuses(CookieSecurePolicy policy) => Assert.Equal(["KODA3001 Error"], await CookieAsync(options =>
    {
        Harden(options.Cookie);
        options.Cookie.SecurePolicy = policy;
    }));

    [Fact]
    public async Task A_cookie_that_scripts_read_refuses() => Assert.Equal(["KODA3002 Error"], await CookieAsync(options =>
    {
        Harden(options.Cookie);
        options.Cookie.HttpOnly = false;
    }));

    [Theory]
    [InlineData("koda_auth", SameSiteMode.Lax, "KODA3003 Info")]
    [InlineData("koda_operator_session", SameSiteMode.Lax, "KODA3003 Error")]
    [InlineData("koda_auth", SameSiteMode.None, "KODA3003 Error")]
    [InlineData("koda_auth", SameSiteMode.Unspecified, "KODA3003 Error")]
    public async Task A_cookie_that_other_sites_send_is_judged_by_its_name(string name, SameSiteMode mode, string expected) => Assert.Equal([expected], await CookieAsync(options =>
    {
        Harden(options.Cookie);
        options.Cookie.Name = name;
        options.Cookie.SameSite = mode;
    }));

    [Fact]
    public async Task A_cookie_builder_of_the_program_s_own_has_no_defaults_to_excuse_it() =>
        Assert.Equal(["KODA3001 Error", "KODA3002 Error", "KODA3003 Error"], await CookieAsync(options => options.Cookie = new CookieBuilder { Name = "koda_auth" }));

    [Fact]
    public async Task Every_scheme_is_judged_and_named()
    {
        var findings = await Guarded.JudgeAsync(builder => builder.Services.AddAuthentication()
            .AddCookie("good", options => Harden(options.Cookie))
            .AddCookie("bad", options =>
            {
                Harden(options.Cookie);
                options.Cookie.HttpOnly = false;
            }));

        var finding = Assert.Single(findings);
        Assert.Equal(new SettingOrigin("CookieAuthenticationOptions.Cookie.HttpOnly", "options of authentication scheme 'bad'"), finding.Origin);
        Assert.Contains("'.AspNetCore.bad'", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cookie_of_an_external_sign_in_may_come_back_from_another_site() => Assert.Empty(
        await JudgeAsync(services => services.AddAuthentication().AddCookie(IdentityConstants.ExternalScheme, options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always)));

    [Fact]
    public async Task A_configuration_after_the_fact_counts() => Assert.Empty(await JudgeAsync(services =>
    {
        services.AddAuthentication().AddCookie("one");
        services.PostConfigure<CookieAuthenticationOptions>("one", options => Harden(options.Cookie));
    }));

    [Fact]
    public async Task A_session_that_nobody_hardened_refuses() => Assert.Equal(["KODA3001 Error", "KODA3003 Info"], await SessionAsync(_ => { }));

    [Fact]
    public async Task A_hardened_session_is_silent() => Assert.Empty(await SessionAsync(options => Harden(options.Cookie)));

    [Fact]
    public async Task A_configuration_without_a_name_chooses_for_options_without_one_alone()
    {
        Assert.Equal(["KODA3003 Error"], await JudgeAsync(services =>
        {
            services.AddDistributedMemoryCache().AddSession(options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always);
            services.AddSingleton<IConfigureOptions<SessionOptions>>(new Unnamed<SessionOptions>(options => options.Cookie.SameSite = SameSiteMode.Lax));
        }));
        Assert.Equal(["KODA3003 Info"], await JudgeAsync(services =>
        {
            services.AddAuthentication().AddCookie("one", options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always);
            services.AddSingleton<IConfigureOptions<CookieAuthenticationOptions>>(new Unnamed<CookieAuthenticationOptions>(options => options.Cookie.SameSite = SameSiteMode.Lax));
        }));
    }

    [Fact]
    public async Task A_lax_session_that_was_chosen_refuses() => Assert.Equal(["KODA3003 Error"], await SessionAsync(options =>
    {
        Harden(options.Cookie);
        options.Cookie.SameSite = SameSiteMode.Lax;
    }));

    [Fact]
    public async Task A_cookie_policy_that_adds_the_flags_covers_every_cookie() => Assert.Empty(await JudgeAsync(services =>
    {
        services.AddCookiePolicy(options =>
        {
            options.Secure = CookieSecurePolicy.Always;
            options.HttpOnly = HttpOnlyPolicy.Always;
            options.MinimumSameSitePolicy = SameSiteMode.Strict;
        });
        services.AddDistributedMemoryCache().AddSession(options => options.Cookie.HttpOnly = false);
    }));

    [Fact]
    public async Task A_cookie_policy_that_takes_flags_away_is_a_warning() => Assert.Equal(
        ["KODA3001 Warning", "KODA3002 Warning", "KODA3003 Warning"],
        await JudgeAsync(services => services.AddCookiePolicy(options =>
        {
            options.Secure = CookieSecurePolicy.None;
            options.HttpOnly = HttpOnlyPolicy.None;
            options.MinimumSameSitePolicy = SameSiteMode.None;
        })));

    [Fact]
    public async Task Outside_production_an_unsafe_cookie_is_a_warning() => Assert.Equal(
        ["KODA3001 Warning", "KODA3003 Info"], await JudgeAsync(services => services.AddDistributedMemoryCache().AddSession(), isProduction: false));

    [Fact]
    public async Task A_compatible_guard_leaves_cookies_alone() => Assert.Empty(
        await Guarded.JudgeAsync(builder => builder.Services.AddDistributedMemoryCache().AddSession(), options => options.Compatible = true));

    [Fact]
    public async Task Options_that_cannot_be_made_refuse_and_hide_nothing_else()
    {
        var findings = await JudgeAsync(services =>
        {
            services.AddAuthentication().AddCookie(_ => throw new InvalidOperationException("canary"));
            services.AddIdentityCore<IdentityUser>();
        });

        Assert.Equal(["KODA5001 Error", "KODA9007 Error"], findings);
    }

    private sealed class Unnamed<TOptions>(Action<TOptions> configure) : IConfigureOptions<TOptions>
        where TOptions : class
    {
        public void Configure(TOptions options) => configure(options);
    }
}
