namespace Koda.Lint.Analyzers.Tests.Cookies;

public sealed class SessionCookieNotSecureTests
{
    private static Task Judge(string statements) => Verify.Statements(statements, RuleIds.SessionCookieNotSecure);

    private static Task JudgeCode(string code) => Verify.Code(code, RuleIds.SessionCookieNotSecure);

    [Theory]
    [InlineData("""{|KODA3001:response.Cookies.Append("koda_operator_session", token)|};""")]
    [InlineData("""{|KODA3001:context.Response.Cookies.Append("auth", token)|};""")]
    [InlineData("""const string Session = "sid"; {|KODA3001:response.Cookies.Append(Session, token)|};""")]
    [InlineData("""var cookies = response.Cookies; {|KODA3001:cookies.Append("session", token)|};""")]
    [InlineData("""context?{|KODA3001:.Response.Cookies.Append("session", token)|};""")]
    [InlineData("""{|KODA3001:response.Cookies.Append("state", token)|};""")]
    public Task A_cookie_without_options_is_reported(string statements) => Judge(statements);

    [Theory]
    [InlineData("""response.Cookies.Append("session", token, {|KODA3001:new CookieOptions()|});""")]
    [InlineData("""response.Cookies.Append("session", token, {|KODA3001:new CookieOptions { HttpOnly = true }|});""")]
    [InlineData("""response.Cookies.Append("session", token, {|KODA3001:new() { HttpOnly = true }|});""")]
    [InlineData("""response.Cookies.Append("session", token, new CookieOptions { Secure = {|KODA3001:false|} });""")]
    [InlineData("""response.Cookies.Append(key: "session", options: new CookieOptions { Secure = {|KODA3001:false|} }, value: token);""")]
    [InlineData("""var options = {|KODA3001:new CookieOptions()|}; response.Cookies.Append("session", token, options);""")]
    [InlineData("""var options = new CookieOptions { Secure = true }; options.Secure = {|KODA3001:false|}; response.Cookies.Append("session", token, options);""")]
    [InlineData("""CookieOptions options; options = {|KODA3001:new CookieOptions()|}; options.HttpOnly = true; response.Cookies.Append("session", token, options);""")]
    [InlineData("""var options = {|KODA3001:new CookieOptions()|}; if (flag) options.Secure = true; response.Cookies.Append("session", token, options);""")]
    [InlineData("""var options = new CookieOptions(); if (flag) { options.Secure = true; } else { options.Secure = {|KODA3001:false|}; } response.Cookies.Append("session", token, options);""")]
    [InlineData("""var options = new CookieOptions { Secure = flag ? true : {|KODA3001:false|} }; response.Cookies.Append("session", token, options);""")]
    [InlineData("""const bool Off = false; response.Cookies.Append("session", token, new CookieOptions { Secure = {|KODA3001:Off|} });""")]
    [InlineData("""var basis = new CookieOptions { HttpOnly = true }; var options = {|KODA3001:new CookieOptions(basis)|}; response.Cookies.Append("session", token, options);""")]
    [InlineData("""var basis = new CookieOptions { Secure = {|KODA3001:false|} }; response.Cookies.Append("session", token, new CookieOptions(basis) { HttpOnly = true });""")]
    [InlineData("""var options = {|KODA3001:new CookieOptions()|}; response.Cookies.Append("session", token, options); options.Secure = true;""")]
    [InlineData("""var options = new CookieOptions { Expires = DateTimeOffset.UtcNow.AddDays(1), Secure = {|KODA3001:false|} }; response.Cookies.Append("session", token, options);""")]
    [InlineData("""foreach (var one in new[] { "a", "b" }) { response.Cookies.Append("session", one, {|KODA3001:new CookieOptions()|}); }""")]
    [InlineData("""try { response.Cookies.Append("session", token, {|KODA3001:new CookieOptions()|}); } finally { }""")]
    [InlineData("""response.OnStarting(() => { response.Cookies.Append("session", token, {|KODA3001:new CookieOptions()|}); return Task.CompletedTask; });""")]
    [InlineData("""app.MapPost("/login", (HttpContext http) => { http.Response.Cookies.Append("session", token, {|KODA3001:new CookieOptions()|}); });""")]
    [InlineData("""void Write() { response.Cookies.Append("session", token, {|KODA3001:new CookieOptions()|}); }""")]
    [InlineData("""Write(); void Write() => response.Cookies.Append("session", token, {|KODA3001:new CookieOptions()|});""")]
    [InlineData("""var options = new CookieBuilder { SecurePolicy = {|KODA3001:CookieSecurePolicy.None|} }.Build(context); response.Cookies.Append("session", token, options);""")]
    public Task A_cookie_whose_options_lack_Secure_on_some_path_is_reported(string statements) =>
        Judge(statements);

    [Theory]
    [InlineData("""response.Cookies.Append("session", token, new CookieOptions { Secure = true });""")]
    [InlineData("""var options = new CookieOptions(); options.Secure = true; response.Cookies.Append("session", token, options);""")]
    [InlineData("""var options = new CookieOptions { Secure = false }; options.Secure = true; response.Cookies.Append("session", token, options);""")]
    [InlineData("""var options = new CookieOptions(); if (flag) { options.Secure = true; } else { options.Secure = true; } response.Cookies.Append("session", token, options);""")]
    [InlineData("""var options = new CookieOptions(); switch (name) { case "a": options.Secure = true; break; default: options.Secure = true; break; } response.Cookies.Append("session", token, options);""")]
    [InlineData("""var options = new CookieOptions(); if (!flag) { return; } options.Secure = true; response.Cookies.Append("session", token, options);""")]
    [InlineData("""var basis = new CookieOptions { Secure = true }; response.Cookies.Append("session", token, new CookieOptions(basis) { HttpOnly = true });""")]
    [InlineData("""var options = flag ? new CookieOptions { Secure = true } : new CookieOptions { Secure = true, HttpOnly = true }; response.Cookies.Append("session", token, options);""")]
    [InlineData("""response.Cookies.Append("session", token, new CookieBuilder { SecurePolicy = CookieSecurePolicy.Always }.Build(context));""")]
    [InlineData("""response.Cookies.Delete("session");""")]
    [InlineData("""response.Cookies.Delete("session", new CookieOptions());""")]
    [InlineData("""response.Cookies.Append("session", "", new CookieOptions { Expires = DateTimeOffset.UnixEpoch });""")]
    [InlineData("""response.Cookies.Append("session", "", new CookieOptions { Expires = DateTime.UtcNow.AddDays(-1) });""")]
    [InlineData("""response.Cookies.Append("session", "", new CookieOptions { MaxAge = TimeSpan.Zero });""")]
    [InlineData("""response.Cookies.Append("theme", "dark");""")]
    [InlineData("""response.Cookies.Append("locale", "pt-BR", new CookieOptions { Secure = false });""")]
    [InlineData("""response.Cookies.Append("XSRF-TOKEN", token, new CookieOptions { HttpOnly = false });""")]
    [InlineData("""response.Cookies.Append("csrf_token", token);""")]
    [InlineData("""response.Cookies.Append(".AspNetCore.Culture", "c=pt");""")]
    [InlineData("""var other = request.Cookies["session"];""")]
    [InlineData("""var options = Make(); response.Cookies.Append("session", token, options); CookieOptions Make() => new CookieOptions { Secure = true };""")]
    [InlineData("""var options = new CookieOptions(); services.AddSingleton(options); response.Cookies.Append("session", token, options);""")]
    [InlineData("""if (env.IsDevelopment()) { response.Cookies.Append("session", token, new CookieOptions()); }""")]
    public Task A_cookie_that_is_secure_harmless_deleted_or_unknown_is_silent(string statements) => Judge(statements);

    [Fact]
    public Task Options_from_outside_are_silent() => JudgeCode(
        """
        public class Login(CookieOptions injected)
        {
            private readonly CookieOptions _field = injected;

            public void Write(HttpResponse response, CookieOptions options)
            {
                response.Cookies.Append("session", "1", options);
                response.Cookies.Append("session", "1", _field);
                response.Cookies.Append("session", "1", injected);
            }
        }
        """);

    [Fact]
    public Task Options_in_fields_and_properties_are_followed() => JudgeCode(
        """
        public class Login
        {
            private static readonly CookieOptions Weak = new() { Secure = {|KODA3001:false|} };
            private readonly CookieOptions _strong = new() { Secure = true };
            private static CookieOptions Property => {|KODA3001:new CookieOptions { HttpOnly = true }|};

            public void Write(HttpResponse response)
            {
                response.Cookies.Append("session", "1", Weak);
                response.Cookies.Append("session", "1", _strong);
                response.Cookies.Append("session", "1", Property);
            }
        }
        """);

    [Fact]
    public Task Helpers_one_hop_away_are_followed() => JudgeCode(
        """
        public static class Login
        {
            public static void Write(HttpResponse response)
            {
                response.Cookies.Append("session", "1", Weak());
                response.Cookies.Append("session", "1", Strong());
                var hardened = new CookieOptions();
                Harden(hardened);
                response.Cookies.Append("session", "1", hardened);
                var chained = new CookieOptions().Hardened();
                response.Cookies.Append("session", "1", chained);
                response.Cookies.Append("session", "1", Build(secure: true));
                response.Cookies.Append("session", "1", Build({|KODA3001:false|}));
                Send(response, "session", {|KODA3001:new CookieOptions()|});
            }

            private static CookieOptions Weak() => {|KODA3001:new CookieOptions { HttpOnly = true }|};

            private static CookieOptions Strong() => new CookieOptions { Secure = true };

            private static CookieOptions Build(bool secure) => new CookieOptions { Secure = secure };

            private static void Harden(CookieOptions options) => options.Secure = true;

            private static CookieOptions Hardened(this CookieOptions options)
            {
                options.Secure = true;
                return options;
            }

            private static void Send(HttpResponse response, string name, CookieOptions options) => response.Cookies.Append(name, "1", options);
        }
        """);

    [Fact]
    public Task A_helper_in_another_file_is_blamed_where_it_is_used() => Verify.Code(
        [
            ("Login.cs", """
                public class Login
                {
                    public void Write(HttpResponse response) => {|KODA3001:response.Cookies.Append("session", "1", Options.Weak())|};
                }
                """),
            ("Options.cs", "public static class Options { public static CookieOptions Weak() => new CookieOptions { HttpOnly = true }; }"),
        ],
        [RuleIds.SessionCookieNotSecure]);

    [Theory]
    [InlineData("services.AddAuthentication().AddCookie(o => o.Cookie.SecurePolicy = {|KODA3001:CookieSecurePolicy.None|});")]
    [InlineData("services.AddAuthentication().AddCookie(o => { o.Cookie.SecurePolicy = {|KODA3001:CookieSecurePolicy.SameAsRequest|}; });")]
    [InlineData("""services.AddAuthentication().AddCookie("Cookies", o => { o.Cookie = new CookieBuilder { SecurePolicy = {|KODA3001:CookieSecurePolicy.None|} }; });""")]
    [InlineData("services.AddAuthentication().{|KODA3001:AddCookie|}();")]
    [InlineData("""services.AddAuthentication().{|KODA3001:AddCookie|}(o => o.LoginPath = "/login");""")]
    [InlineData("services.ConfigureApplicationCookie(o => o.Cookie.SecurePolicy = {|KODA3001:CookieSecurePolicy.None|});")]
    [InlineData("services.{|KODA3001:AddSession|}();")]
    [InlineData("services.AddSession(o => { o.Cookie.SecurePolicy = {|KODA3001:CookieSecurePolicy.None|}; });")]
    [InlineData("services.Configure<Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationOptions>(o => o.Cookie.SecurePolicy = {|KODA3001:CookieSecurePolicy.None|});")]
    [InlineData("services.PostConfigure<SessionOptions>(o => o.Cookie.SecurePolicy = {|KODA3001:CookieSecurePolicy.SameAsRequest|});")]
    [InlineData("services.AddOptions<SessionOptions>().Configure(o => o.Cookie.SecurePolicy = {|KODA3001:CookieSecurePolicy.SameAsRequest|});")]
    [InlineData("app.UseCookiePolicy(new CookiePolicyOptions { Secure = {|KODA3001:CookieSecurePolicy.None|} });")]
    [InlineData("services.Configure<CookiePolicyOptions>(o => o.Secure = {|KODA3001:CookieSecurePolicy.None|});")]
    public Task A_handler_whose_cookie_is_not_always_secure_is_reported(string statements) => Judge(statements);

    [Theory]
    [InlineData("services.AddAuthentication().AddCookie(o => o.Cookie.SecurePolicy = CookieSecurePolicy.Always);")]
    [InlineData("services.AddAuthentication().AddCookie(); services.ConfigureApplicationCookie(o => o.Cookie.SecurePolicy = CookieSecurePolicy.Always);")]
    [InlineData("services.AddSession(o => o.Cookie = new CookieBuilder { SecurePolicy = CookieSecurePolicy.Always });")]
    [InlineData("services.AddAntiforgery(o => o.Cookie.SecurePolicy = CookieSecurePolicy.None);")]
    [InlineData("services.AddAuthentication().AddCookie(o => o.Cookie.SecurePolicy = CookieSecurePolicy.None); app.UseCookiePolicy(new CookiePolicyOptions { Secure = CookieSecurePolicy.Always });")]
    [InlineData("response.Cookies.Append(\"session\", token); services.Configure<CookiePolicyOptions>(o => o.Secure = CookieSecurePolicy.Always); app.UseCookiePolicy();")]
    public Task A_handler_whose_cookie_is_always_secure_is_silent(string statements) => Judge(statements);

    [Fact]
    public Task Options_classes_are_judged() => JudgeCode(
        """
        using Microsoft.AspNetCore.Authentication.Cookies;
        using Microsoft.Extensions.Options;

        public class CookieSetup : IConfigureNamedOptions<CookieAuthenticationOptions>
        {
            public void Configure(CookieAuthenticationOptions options) => options.Cookie.SecurePolicy = {|KODA3001:CookieSecurePolicy.None|};

            public void Configure(string? name, CookieAuthenticationOptions options)
            {
                options.Cookie.SecurePolicy = CookieSecurePolicy.None;
                options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
            }
        }
        """);

    [Theory]
    [InlineData("""response.Headers["Set-Cookie"] = {|KODA3001:$"session={token}; HttpOnly; SameSite=Strict"|};""")]
    [InlineData("""response.Headers.SetCookie = {|KODA3001:"session=" + token + "; HttpOnly"|};""")]
    [InlineData("""response.Headers.Append("set-cookie", {|KODA3001:"sid=1; path=/"|});""")]
    [InlineData("""response.Headers.Append(Microsoft.Net.Http.Headers.HeaderNames.SetCookie, {|KODA3001:"sid=1; path=/"|});""")]
    [InlineData("""IHeaderDictionary headers = response.Headers; headers.Add("Set-Cookie", {|KODA3001:"sid=1; path=/"|});""")]
    [InlineData("""var header = {|KODA3001:new Microsoft.Net.Http.Headers.SetCookieHeaderValue("session", token)|}; response.Headers.SetCookie = header.ToString();""")]
    public Task A_raw_header_without_Secure_is_reported(string statements) => Judge(statements);

    [Theory]
    [InlineData("""response.Headers["Set-Cookie"] = $"session={token}; Secure; HttpOnly; SameSite=Strict";""")]
    [InlineData("""response.Headers["Set-Cookie"] = "theme=dark; path=/";""")]
    [InlineData("""response.Headers["Set-Cookie"] = "session=; max-age=0";""")]
    [InlineData("""response.Headers["Set-Cookie"] = token;""")]
    [InlineData("""response.Headers["Set-Cookie"] = "session; path=/";""")]
    [InlineData("""response.Headers["Set-Cookie"] = "session=1; " + name;""")]
    [InlineData("""response.Headers["Set-Cookie"] = $"session=1; {name}; path=/";""")]
    [InlineData("""response.Headers.SetCookie = new Microsoft.Net.Http.Headers.SetCookieHeaderValue("session", token) { Secure = true }.ToString();""")]
    public Task A_raw_header_with_Secure_or_of_a_harmless_cookie_is_silent(string statements) => Judge(statements);

    [Theory]
    [InlineData("""var cookie = {|KODA3001:new Cookie("session", token)|};""")]
    [InlineData("""void Serve(HttpListenerResponse r) { var cookie = new Cookie("session", token) { Secure = {|KODA3001:false|} }; r.SetCookie(cookie); }""")]
    public Task A_cookie_of_HttpListener_is_judged_too(string statements) => Judge(statements);

    [Theory]
    [InlineData("services.AddSession(o => o.Cookie.SecurePolicy = CookieSecurePolicy.None);", "the cookie of AddSession has SecurePolicy None,")]
    [InlineData("services.AddSession(o => o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest);", "the cookie of AddSession has SecurePolicy SameAsRequest,")]
    [InlineData("""void Serve(HttpListenerResponse r) => r.SetCookie(new Cookie("session", token));""", "cookie 'session' is written without Secure,")]
    [InlineData("void Serve(HttpListenerResponse r) => r.SetCookie(new Cookie(name, token) { Secure = false });", "the cookie of this Cookie is written with Secure = false;")]
    public async Task The_message_names_the_cookie_and_what_weakens_it(string statements, string message) =>
        Assert.StartsWith(message, await Verify.Message(statements, RuleIds.SessionCookieNotSecure), StringComparison.Ordinal);

    [Fact]
    public Task A_cookie_that_is_sent_by_a_client_is_silent() => Judge(
        """var jar = new CookieContainer(); var cookie = new Cookie("session", token); jar.Add(new Uri("https://example.com"), cookie);""");
}
