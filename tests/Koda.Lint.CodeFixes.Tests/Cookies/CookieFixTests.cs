using Koda.Lint.CodeFixes.Cookies;

namespace Koda.Lint.CodeFixes.Tests.Cookies;

public sealed class CookieFixTests
{
    [Theory]
    [InlineData("Secure = {|KODA3001:false|}", "Secure = true", RuleIds.SessionCookieNotSecure)]
    [InlineData("Secure = true, HttpOnly = {|KODA3002:false|}", "Secure = true, HttpOnly = true", RuleIds.SessionCookieReadableByScript)]
    [InlineData("SameSite = {|KODA3003:SameSiteMode.Lax|}", "SameSite = SameSiteMode.Strict", RuleIds.SessionCookieNotSameSiteStrict)]
    [InlineData("SameSite = /* why */ {|KODA3003:SameSiteMode.None|} // kept\n", "SameSite = /* why */ SameSiteMode.Strict // kept\n", RuleIds.SessionCookieNotSameSiteStrict)]
    public Task A_weak_flag_is_corrected(string before, string after, string rule) => VerifyFix.Statements<ValueFix>(
        $$"""response.Cookies.Append("session", token, new CookieOptions { {{before}} });""", $$"""response.Cookies.Append("session", token, new CookieOptions { {{after}} });""", rule);

    [Theory]
    [InlineData("{|KODA3001:new CookieOptions()|}", "new CookieOptions { Secure = true }")]
    [InlineData("{|KODA3001:new()|}", "new() { Secure = true }")]
    [InlineData("{|KODA3001:new CookieOptions { HttpOnly = true }|}", "new CookieOptions { HttpOnly = true, Secure = true }")]
    [InlineData("{|KODA3001:new CookieOptions { HttpOnly = true, }|}", "new CookieOptions { HttpOnly = true, Secure = true, }")]
    public Task A_missing_flag_is_added_to_the_initializer(string before, string after) => VerifyFix.Statements<MissingMemberFix>(
        $"""response.Cookies.Append("session", token, {before});""", $"""response.Cookies.Append("session", token, {after});""", RuleIds.SessionCookieNotSecure);

    [Fact]
    public Task A_missing_flag_gets_a_line_where_the_others_have_one() => VerifyFix.Statements<MissingMemberFix>(
        """
        var options = {|KODA3002:new CookieOptions
        {
            Secure = true,
            SameSite = SameSiteMode.Strict
        }|};
        response.Cookies.Append("session", token, options);
        """,
        """
        var options = new CookieOptions
        {
            Secure = true,
            SameSite = SameSiteMode.Strict,
            HttpOnly = true
        };
        response.Cookies.Append("session", token, options);
        """,
        RuleIds.SessionCookieReadableByScript);

    [Fact]
    public Task A_missing_flag_becomes_a_statement_among_statements() => VerifyFix.Statements<MissingMemberFix>(
        """
        var options = {|KODA3001:new CookieOptions()|};
        options.HttpOnly = true;
        response.Cookies.Append("session", token, options);
        """,
        """
        var options = new CookieOptions();
        options.HttpOnly = true;
        options.Secure = true;
        response.Cookies.Append("session", token, options);
        """,
        RuleIds.SessionCookieNotSecure);

    [Fact]
    public Task All_cookies_of_a_file_are_mended_at_once() => VerifyFix.Statements<MissingMemberFix>(
        """
        {|KODA3001:response.Cookies.Append("session", token)|};
        response.Cookies.Append("auth", token, {|KODA3001:new CookieOptions { HttpOnly = true }|});
        response.Cookies.Append("sid", token, {|KODA3001:new CookieOptions()|});
        """,
        """
        response.Cookies.Append("session", token, new CookieOptions { Secure = true });
        response.Cookies.Append("auth", token, new CookieOptions { HttpOnly = true, Secure = true });
        response.Cookies.Append("sid", token, new CookieOptions { Secure = true });
        """,
        RuleIds.SessionCookieNotSecure);

    [Theory]
    [InlineData("services.AddAuthentication().{|KODA3001:AddCookie|}();", "services.AddAuthentication().AddCookie(options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always);")]
    [InlineData("services.{|KODA3001:AddSession|}(o => { o.IdleTimeout = TimeSpan.FromMinutes(5); });", "services.AddSession(o => { o.IdleTimeout = TimeSpan.FromMinutes(5); o.Cookie.SecurePolicy = CookieSecurePolicy.Always; });")]
    public Task A_handlers_policy_is_added(string before, string after) => VerifyFix.Statements<MissingMemberFix>(before, after, RuleIds.SessionCookieNotSecure);

    [Fact]
    public Task A_handlers_policy_is_corrected() => VerifyFix.Statements<ValueFix>(
        "services.AddSession(o => o.Cookie.SecurePolicy = {|KODA3001:CookieSecurePolicy.None|});",
        "services.AddSession(o => o.Cookie.SecurePolicy = CookieSecurePolicy.Always);",
        RuleIds.SessionCookieNotSecure);

    [Theory]
    [InlineData("""{|KODA3001:"session=1; HttpOnly"|}""", "\"session=1; HttpOnly; Secure\"")]
    [InlineData("""{|KODA3001:$"session={token}; path=/"|}""", "$\"session={token}; path=/; Secure\"")]
    public Task A_header_gets_the_attribute(string before, string after) => VerifyFix.Statements<MissingMemberFix>(
        $"""response.Headers["Set-Cookie"] = {before};""", $"""response.Headers["Set-Cookie"] = {after};""", RuleIds.SessionCookieNotSecure);

    [Fact]
    public Task A_type_that_is_not_imported_is_written_in_full() => VerifyFix.Code<ValueFix>(
        """
        public static class C
        {
            public static void M(Microsoft.AspNetCore.Http.HttpResponse response) =>
                response.Cookies.Append("session", "1", new Microsoft.AspNetCore.Http.CookieOptions { SameSite = {|KODA3003:Microsoft.AspNetCore.Http.SameSiteMode.None|} });
        }
        """,
        """
        public static class C
        {
            public static void M(Microsoft.AspNetCore.Http.HttpResponse response) =>
                response.Cookies.Append("session", "1", new Microsoft.AspNetCore.Http.CookieOptions { SameSite = SameSiteMode.Strict });
        }
        """,
        RuleIds.SessionCookieNotSameSiteStrict);
}
