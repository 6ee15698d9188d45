using Microsoft.CodeAnalysis.CSharp;

namespace Koda.Lint.CodeFixes.Tests.Cookies;

public sealed class CookieFlagTests
{
    private const string Secure = RuleIds.SessionCookieNotSecure;
    private const string HttpOnly = RuleIds.SessionCookieReadableByScript;
    private const string SameSite = RuleIds.SessionCookieNotSameSiteStrict;

    [Theory]
    [InlineData("Secure = {|KODA3001:false|}", "Secure = true", Secure)]
    [InlineData("Secure = true, HttpOnly = {|KODA3002:false|}", "Secure = true, HttpOnly = true", HttpOnly)]
    [InlineData("SameSite = {|KODA3003:SameSiteMode.Lax|}", "SameSite = SameSiteMode.Strict", SameSite)]
    [InlineData("SameSite = {|KODA3003:SameSiteMode.Unspecified|}", "SameSite = SameSiteMode.Strict", SameSite)]
    [InlineData("SameSite = {|KODA3003:Microsoft.AspNetCore.Http.SameSiteMode.None|}", "SameSite = Microsoft.AspNetCore.Http.SameSiteMode.Strict", SameSite)]
    [InlineData("SameSite = /* why */ {|KODA3003:SameSiteMode.None|} // kept\n", "SameSite = /* why */ SameSiteMode.Strict // kept\n", SameSite)]
    [InlineData("SameSite = (SameSiteMode){|KODA3003:1|}", "SameSite = SameSiteMode.Strict", SameSite)]
    [InlineData("Secure = {|KODA3001:default|}", "Secure = true", Secure)]
    [InlineData("Secure = flag ? true : {|KODA3001:false|}", "Secure = flag ? true : true", Secure)]
    [InlineData("SameSite = flag ? {|KODA3003:SameSiteMode.Lax|} : SameSiteMode.None", "SameSite = flag ? SameSiteMode.Strict : SameSiteMode.Strict", SameSite)]
    public Task A_weak_flag_is_corrected_where_it_is_written(string before, string after, string rule) => VerifyFix.Statements(
        $$"""response.Cookies.Append("session", token, new CookieOptions { {{before}} });""", $$"""response.Cookies.Append("session", token, new CookieOptions { {{after}} });""", rule);

    [Theory]
    [InlineData("{|KODA3001:new CookieOptions()|}", "new CookieOptions { Secure = true }")]
    [InlineData("{|KODA3001:new CookieOptions( /* none */ )|}", "new CookieOptions( /* none */ ) { Secure = true }")]
    [InlineData("{|KODA3001:new CookieOptions { }|}", "new CookieOptions { Secure = true }")]
    [InlineData("{|KODA3001:new CookieOptions() { }|}", "new CookieOptions() { Secure = true }")]
    [InlineData("{|KODA3001:new()|}", "new() { Secure = true }")]
    [InlineData("{|KODA3001:new() { HttpOnly = true }|}", "new() { HttpOnly = true, Secure = true }")]
    [InlineData("{|KODA3001:new CookieOptions { HttpOnly = true }|}", "new CookieOptions { HttpOnly = true, Secure = true }")]
    [InlineData("{|KODA3001:new CookieOptions { HttpOnly = true, }|}", "new CookieOptions { HttpOnly = true, Secure = true, }")]
    [InlineData("{|KODA3001:new CookieOptions { HttpOnly = true /* yes */ }|}", "new CookieOptions { HttpOnly = true, Secure = true /* yes */ }")]
    [InlineData("{|KODA3001:new CookieOptions(new CookieOptions())|}", "new CookieOptions(new CookieOptions()) { Secure = true }")]
    public Task A_missing_flag_is_added_to_the_initializer(string before, string after) =>
        VerifyFix.Statements($"""response.Cookies.Append("session", token, {before});""", $"""response.Cookies.Append("session", token, {after});""", Secure);

    [Theory]
    [InlineData("SameSite = SameSiteMode.Strict", "SameSite = SameSiteMode.Strict,\n    HttpOnly = true")]
    [InlineData("SameSite = SameSiteMode.Strict,", "SameSite = SameSiteMode.Strict,\n    HttpOnly = true,")]
    [InlineData("SameSite = SameSiteMode.Strict // ours alone", "SameSite = SameSiteMode.Strict, // ours alone\n    HttpOnly = true")]
    [InlineData("SameSite = SameSiteMode.Strict, // ours alone", "SameSite = SameSiteMode.Strict, // ours alone\n    HttpOnly = true,")]
    [InlineData("SameSite = SameSiteMode.Strict,\n    // Path = \"/\",", "SameSite = SameSiteMode.Strict,\n    HttpOnly = true,\n    // Path = \"/\",")]
    public Task A_missing_flag_gets_a_line_where_the_others_have_one(string before, string after) => VerifyFix.Statements(
        $$"""
        var options = {|KODA3002:new CookieOptions
        {
            Secure = true, // always
            {{before}}
        }|};
        response.Cookies.Append("session", token, options);
        """,
        $$"""
        var options = new CookieOptions
        {
            Secure = true, // always
            {{after}}
        };
        response.Cookies.Append("session", token, options);
        """,
        HttpOnly);

    [Fact]
    public Task An_initializer_that_is_nested_gets_the_line_too() => VerifyFix.Statements(
        """
        response.Cookies.Append(
            "session",
            token,
            {|KODA3001:new CookieOptions
            {
                HttpOnly = true,
            }|});
        """,
        """
        response.Cookies.Append(
            "session",
            token,
            new CookieOptions
            {
                HttpOnly = true,
                Secure = true,
            });
        """,
        Secure);

    [Fact]
    public Task A_missing_flag_becomes_a_statement_among_statements() => VerifyFix.Statements(
        """
        var options = {|KODA3001:new CookieOptions()|};
        options.HttpOnly = true; // scripts need none
        response.Cookies.Append("session", token, options);

        CookieOptions others;
        others = {|KODA3001:new CookieOptions()|};
        others.Path = "/"; response.Cookies.Append("auth", token, others);
        """,
        """
        var options = new CookieOptions();
        options.HttpOnly = true; // scripts need none
        options.Secure = true;
        response.Cookies.Append("session", token, options);

        CookieOptions others;
        others = new CookieOptions();
        others.Path = "/"; others.Secure = true; response.Cookies.Append("auth", token, others);
        """,
        Secure);

    [Fact]
    public Task A_flag_that_only_one_branch_sets_is_set_for_both() => VerifyFix.Statements(
        """
        var options = {|KODA3001:new CookieOptions()|};
        if (flag)
            options.Secure = true;
        response.Cookies.Append("session", token, options);
        """,
        """
        var options = new CookieOptions { Secure = true };
        if (flag)
            options.Secure = true;
        response.Cookies.Append("session", token, options);
        """,
        Secure);

    [Fact]
    public Task Statements_of_a_program_are_statements_too() => VerifyFix.Code(
        """
        var app = WebApplication.Create(args);
        app.Use(next => context =>
        {
            context.Response.Cookies.Append("session", "1", {|KODA3003:new() { Secure = true, HttpOnly = true }|});
            return next(context);
        });
        var options = {|KODA3003:new CookieOptions()|};
        options.Secure = true;
        app.MapGet("/", (HttpResponse response) => response.Cookies.Append("session", "1", options));
        """,
        """
        var app = WebApplication.Create(args);
        app.Use(next => context =>
        {
            context.Response.Cookies.Append("session", "1", new() { Secure = true, HttpOnly = true, SameSite = SameSiteMode.Strict });
            return next(context);
        });
        var options = new CookieOptions();
        options.Secure = true;
        options.SameSite = SameSiteMode.Strict;
        app.MapGet("/", (HttpResponse response) => response.Cookies.Append("session", "1", options));
        """,
        SameSite);

    [Theory]
    [InlineData("Append(\"session\", token)", "Append(\"session\", token, new CookieOptions { Secure = true })")]
    [InlineData("Append(value: token, key: \"session\")", "Append(value: token, key: \"session\", options: new CookieOptions { Secure = true })")]
    [InlineData("Append(\n    \"session\",\n    token)", "Append(\n    \"session\",\n    token,\n    new CookieOptions { Secure = true })")]
    public Task A_cookie_without_options_gets_some(string before, string after) =>
        VerifyFix.Statements($"{{|KODA3001:response.Cookies.{before}|}};", $"response.Cookies.{after};", Secure);

    [Fact]
    public Task All_cookies_of_a_file_are_mended_at_once_whatever_their_shapes() => VerifyFix.Statements(
        """
        {|KODA3001:response.Cookies.Append("session", token)|};
        response.Cookies.Append("auth", token, {|KODA3001:new CookieOptions { HttpOnly = true }|});
        response.Cookies.Append("sid", token, new() { Secure = {|KODA3001:false|} });
        response.Headers.SetCookie = {|KODA3001:"jwt=1"|};
        services.{|KODA3001:AddSession|}();
        """,
        """
        response.Cookies.Append("session", token, new CookieOptions { Secure = true });
        response.Cookies.Append("auth", token, new CookieOptions { HttpOnly = true, Secure = true });
        response.Cookies.Append("sid", token, new() { Secure = true });
        response.Headers.SetCookie = "jwt=1; Secure";
        services.AddSession(options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always);
        """,
        Secure);

    [Fact]
    public Task Options_that_a_method_makes_are_mended_there() => VerifyFix.Code(
        """
        public class C
        {
            private static readonly CookieOptions Shared = new() { Secure = {|KODA3001:false|} };

            private static CookieOptions Make() => {|KODA3001:new CookieOptions()|};

            public void M(HttpResponse response)
            {
                response.Cookies.Append("session", "1", Make());
                response.Cookies.Append("auth", "1", Shared);
            }
        }
        """,
        """
        public class C
        {
            private static readonly CookieOptions Shared = new() { Secure = true };

            private static CookieOptions Make() => new CookieOptions { Secure = true };

            public void M(HttpResponse response)
            {
                response.Cookies.Append("session", "1", Make());
                response.Cookies.Append("auth", "1", Shared);
            }
        }
        """,
        Secure);

    [Theory]
    [InlineData("new CookieBuilder { SecurePolicy = {|KODA3001:CookieSecurePolicy.None|} }.Build(context)", "new CookieBuilder { SecurePolicy = CookieSecurePolicy.Always }.Build(context)", Secure)]
    [InlineData("{|KODA3002:new CookieBuilder { SecurePolicy = CookieSecurePolicy.Always }.Build(context)|}", "new CookieBuilder { SecurePolicy = CookieSecurePolicy.Always, HttpOnly = true }.Build(context)", HttpOnly)]
    public Task The_builder_of_options_is_mended(string before, string after, string rule) =>
        VerifyFix.Statements($"""response.Cookies.Append("session", token, {before});""", $"""response.Cookies.Append("session", token, {after});""", rule);

    [Fact]
    public Task A_builder_in_a_variable_is_mended_where_it_is_made() => VerifyFix.Statements(
        """
        var cookie = new CookieBuilder { SecurePolicy = CookieSecurePolicy.Always };
        response.Cookies.Append("session", token, {|KODA3003:cookie.Build(context)|});
        """,
        """
        var cookie = new CookieBuilder { SecurePolicy = CookieSecurePolicy.Always, SameSite = SameSiteMode.Strict };
        response.Cookies.Append("session", token, cookie.Build(context));
        """,
        SameSite);

    [Theory]
    [InlineData("var header = {|KODA3001:new Microsoft.Net.Http.Headers.SetCookieHeaderValue(\"session\", token)|}; response.Headers.SetCookie = header.ToString();", "var header = new Microsoft.Net.Http.Headers.SetCookieHeaderValue(\"session\", token) { Secure = true }; response.Headers.SetCookie = header.ToString();", Secure)]
    [InlineData("var header = {|KODA3003:new Microsoft.Net.Http.Headers.SetCookieHeaderValue(\"session\", token)|}; response.Headers.SetCookie = header.ToString();", "var header = new Microsoft.Net.Http.Headers.SetCookieHeaderValue(\"session\", token) { SameSite = Microsoft.Net.Http.Headers.SameSiteMode.Strict }; response.Headers.SetCookie = header.ToString();", SameSite)]
    [InlineData("void Serve(HttpListenerResponse r) => r.SetCookie({|KODA3001:new Cookie(\"session\", token)|});", "void Serve(HttpListenerResponse r) => r.SetCookie(new Cookie(\"session\", token) { Secure = true });", Secure)]
    [InlineData("void Serve(HttpListenerResponse r) => r.SetCookie(new Cookie(\"session\", token) { HttpOnly = {|KODA3002:false|} });", "void Serve(HttpListenerResponse r) => r.SetCookie(new Cookie(\"session\", token) { HttpOnly = true });", HttpOnly)]
    public Task Other_kinds_of_cookies_have_the_flags_of_their_own_types(string before, string after, string rule) => VerifyFix.Statements(before, after, rule);

    [Theory]
    [InlineData("app.UseCookiePolicy(new CookiePolicyOptions { Secure = {|KODA3001:CookieSecurePolicy.None|} });", "app.UseCookiePolicy(new CookiePolicyOptions { Secure = CookieSecurePolicy.Always });", Secure)]
    [InlineData("services.Configure<CookiePolicyOptions>(o => o.HttpOnly = {|KODA3002:Microsoft.AspNetCore.CookiePolicy.HttpOnlyPolicy.None|});", "services.Configure<CookiePolicyOptions>(o => o.HttpOnly = Microsoft.AspNetCore.CookiePolicy.HttpOnlyPolicy.Always);", HttpOnly)]
    [InlineData("services.Configure<CookiePolicyOptions>(o => o.MinimumSameSitePolicy = {|KODA3003:SameSiteMode.None|});", "services.Configure<CookiePolicyOptions>(o => o.MinimumSameSitePolicy = SameSiteMode.Strict);", SameSite)]
    [InlineData("services.Configure<CookiePolicyOptions>(o => o.OnAppendCookie = c => c.CookieOptions.Secure = {|KODA3001:false|});", "services.Configure<CookiePolicyOptions>(o => o.OnAppendCookie = c => c.CookieOptions.Secure = true);", Secure)]
    public Task A_policy_that_weakens_cookies_is_corrected(string before, string after, string rule) => VerifyFix.Statements(before, after, rule);

    [Fact]
    public Task A_file_of_CSharp_7_is_mended_in_its_own_words() => VerifyFix.Code(
        """
        using Microsoft.AspNetCore.Http;

        namespace Shop
        {
            public static class C
            {
                public static void M(HttpResponse response)
                {
                    var options = {|KODA3003:new CookieOptions
                    {
                        Secure = true
                    }|};
                    response.Cookies.Append("session", "1", options);
                    {|KODA3003:response.Cookies.Append("auth", "1")|};
                }
            }
        }
        """,
        """
        using Microsoft.AspNetCore.Http;

        namespace Shop
        {
            public static class C
            {
                public static void M(HttpResponse response)
                {
                    var options = new CookieOptions
                    {
                        Secure = true,
                        SameSite = SameSiteMode.Strict
                    };
                    response.Cookies.Append("session", "1", options);
                    response.Cookies.Append("auth", "1", new CookieOptions { SameSite = SameSiteMode.Strict });
                }
            }
        }
        """,
        SameSite,
        LanguageVersion.CSharp7_3);

    [Fact]
    public Task A_type_that_is_not_imported_is_written_in_full() => VerifyFix.Code(
        """
        public static class C
        {
            public static void M(Microsoft.AspNetCore.Http.HttpResponse response) => {|KODA3003:response.Cookies.Append("session", "1")|};
        }
        """,
        """
        public static class C
        {
            public static void M(Microsoft.AspNetCore.Http.HttpResponse response) => response.Cookies.Append("session", "1", new Microsoft.AspNetCore.Http.CookieOptions { SameSite = Microsoft.AspNetCore.Http.SameSiteMode.Strict });
        }
        """,
        SameSite,
        LanguageVersion.CSharp7_3);

    [Fact]
    public Task Tabs_and_line_breaks_stay_those_of_the_file() => VerifyFix.Code(
        "public class C\r\n{\r\n\tpublic void M(HttpResponse r)\r\n\t{\r\n\t\tr.Cookies.Append(\"session\", \"1\", {|KODA3001:new CookieOptions\r\n\t\t{\r\n\t\t\tPath = \"/\"\r\n\t\t}|});\r\n\t}\r\n}\r\n",
        "public class C\r\n{\r\n\tpublic void M(HttpResponse r)\r\n\t{\r\n\t\tr.Cookies.Append(\"session\", \"1\", new CookieOptions\r\n\t\t{\r\n\t\t\tPath = \"/\",\r\n\t\t\tSecure = true\r\n\t\t});\r\n\t}\r\n}\r\n",
        Secure);
}
