using Koda.Lint.Deployments;
using Koda.Lint.Verification;

namespace Koda.Lint.Core.Tests.Verification;

public sealed class LiveJudgeTests
{
    private const string Strict = "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

    [Fact]
    public void A_healthy_deployment_has_no_findings() => Assert.Empty(new Deployed().Answering(Login(Strict)).Rules);

    [Theory]
    [InlineData("koda_operator_session=x; Path=/; Secure; HttpOnly; SameSite=Strict")]
    [InlineData("koda_operator_session=x; path=/; samesite=STRICT; httponly; secure")]
    [InlineData("koda_operator_session=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT")]
    [InlineData("koda_operator_session=x; Expires=Thu, 01-Jan-2026 00:00:00 GMT")]
    [InlineData("koda_operator_session=x; Max-Age=0")]
    [InlineData("koda_operator_session=x; Max-Age=-1")]
    [InlineData("theme=dark")]
    [InlineData("locale=de; Path=/")]
    [InlineData("XSRF-TOKEN=x; Secure")]
    [InlineData("koda_has_owner=1; Path=/")]
    [InlineData("session=x; Secure; HttpOnly; SameSite=Lax; SameSite=Strict")]
    public void A_cookie_with_its_flags_or_without_need_of_them_is_silent(string cookie) => Assert.Empty(WithCookie(cookie).Rules);

    [Theory]
    [InlineData("koda_operator_session=x; HttpOnly; SameSite=Strict", "error 3001")]
    [InlineData("koda_operator_session=x; Secure; SameSite=Strict", "error 3002")]
    [InlineData("koda_operator_session=x; Secure; HttpOnly", "error 3003")]
    [InlineData("koda_operator_session=x; Secure; HttpOnly; SameSite=Lax", "error 3003")]
    [InlineData("koda_operator_session=x; Secure; HttpOnly; SameSite=None", "error 3003")]
    [InlineData("koda_operator_session=x; Secure; HttpOnly; SameSite=Strong", "error 3003")]
    [InlineData("koda_operator_session=x; HttpOnly; SameSite=Strict; Insecure", "error 3001")]
    [InlineData("koda_operator_session=x; Secure; HttpOnly; SameSite=Strict; SameSite=Lax", "error 3003")]
    [InlineData("access_token=x; Secure; HttpOnly; SameSite=Lax", "info 3003")]
    [InlineData("koda_operator_session=x; Expires=Thu, 01 Jan 2099 00:00:00 GMT; HttpOnly; SameSite=Strict", "error 3001")]
    [InlineData("koda_operator_session=x; Max-Age=3600; HttpOnly; SameSite=Strict", "error 3001")]
    [InlineData("wobble=x; HttpOnly", "info 3001")]
    [InlineData("wobble=x; Secure", "info 3002")]
    [InlineData("koda_operator_session=x", "error 3001", "error 3002", "error 3003")]
    public void A_cookie_without_a_flag_is_found(string cookie, params string[] rules) => Assert.Equal(rules, WithCookie(cookie).Rules);

    [Fact]
    public void A_cookie_has_one_finding_however_often_it_is_set()
    {
        var deployed = WithCookie("session=a; HttpOnly; SameSite=Strict").Answering("GET https://koda.example.com/other\nHTTP 200\nStrict-Transport-Security: max-age=9\nSet-Cookie: session=b; HttpOnly; SameSite=Strict");

        Assert.Equal(["error 3001"], deployed.Rules);
    }

    [Fact]
    public void What_the_proxy_makes_of_a_cookie_counts_more_than_what_a_backend_sends()
    {
        var deployed = WithCookie("session=a; Secure; HttpOnly; SameSite=Strict").Answering("GET http://127.0.0.1:3000/x\nHTTP 200\nSet-Cookie: session=b; HttpOnly; SameSite=Strict");

        Assert.Empty(deployed.Rules);
    }

    [Fact]
    public void No_finding_and_no_head_holds_a_cookies_value()
    {
        var deployed = WithCookie("koda_operator_session=canary; Path=/");

        Assert.Equal(3, deployed.Findings.Count);
        Assert.DoesNotContain("canary", string.Join('\n', deployed.Findings), StringComparison.Ordinal);
        Assert.Equal("x=…; Secure", new HttpHeader("set-cookie", "x=canary; Secure").Value);
        Assert.Equal("…; Secure", new HttpHeader("Set-Cookie", "canary; Secure").Value);
        Assert.Equal("x=; Secure", new HttpHeader("Set-Cookie", "x=; Secure").Value);
    }

    [Theory]
    [InlineData(Strict)]
    [InlineData("default-src 'self'; base-uri 'self'; frame-ancestors 'none'")]
    [InlineData("script-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'self'; img-src * data:")]
    [InlineData("script-src 'nonce-abc' 'strict-dynamic' https:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'")]
    [InlineData("default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'")]
    [InlineData("script-src https:, " + Strict)]
    public void A_strict_policy_is_silent(string policy) => Assert.Empty(new Deployed().Answering(Login(policy)).Rules);

    [Theory]
    [InlineData("default-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'", "error 4001")]
    [InlineData(Strict + "; style-src 'self' 'UNSAFE-INLINE'", "error 4001")]
    [InlineData(Strict + "; script-src 'nonce-abc' 'unsafe-inline'", "info 4001")]
    [InlineData(Strict + ", script-src 'self' 'unsafe-inline'", "info 4001")]
    [InlineData(Strict + "; script-src 'self' 'unsafe-eval'", "warning 4002")]
    [InlineData(Strict + "; script-src *", "warning 4003")]
    [InlineData(Strict + "; script-src data:", "warning 4003")]
    [InlineData("default-src 'self'", "warning 4003")]
    [InlineData("frame-ancestors 'none'; base-uri 'none'; object-src 'none'", "error 4003")]
    public void A_weak_policy_is_found(string policy, params string[] rules) => Assert.Equal(rules, new Deployed().Answering(Login(policy)).Rules);

    [Fact]
    public void What_protects_a_screen_in_other_ways_counts()
    {
        var page = "GET https://koda.example.com/login\nHTTP 200\nStrict-Transport-Security: max-age=9\nContent-Type: text/html\nContent-Security-Policy: default-src 'self'; base-uri 'none'\n";

        Assert.Equal(["warning 4003"], new Deployed().Answering(page).Rules);
        Assert.Empty(new Deployed().Answering(page + "X-Frame-Options: deny").Rules);
    }

    [Fact]
    public void A_policy_in_the_page_is_one_and_its_frame_ancestors_are_none()
    {
        var page = "GET https://koda.example.com/login\nHTTP 200\nStrict-Transport-Security: max-age=9\nContent-Type: text/html\n{0}\n\n<html><meta http-equiv=\"Content-Security-Policy\" content=\"" + Strict + "\"></html>";

        Assert.Empty(new Deployed().Answering(page.Replace("{0}", "X-Frame-Options: DENY", StringComparison.Ordinal)).Rules);
        Assert.Equal(["warning 4003"], new Deployed().Answering(page.Replace("{0}", "X-Other: 1", StringComparison.Ordinal)).Rules);
    }

    [Theory]
    [InlineData("HTTP 200\nContent-Type: text/html", "error 4004")]
    [InlineData("HTTP 401\nContent-Type: text/html", "error 4004")]
    [InlineData("HTTP 200\nContent-Type: text/html\nContent-Security-Policy-Report-Only: default-src 'self'", "error 4004")]
    [InlineData("HTTP 200\nContent-Type: text/plain", "info 4004")]
    [InlineData("HTTP 404\nContent-Type: text/html")]
    [InlineData("HTTP 403\nContent-Type: text/plain")]
    [InlineData("HTTP 502\nContent-Type: text/html", "error 7008")]
    public void A_screen_without_a_policy_is_judged_by_what_it_is(string answer, params string[] rules) =>
        Assert.Equal(rules, new Deployed().Answering("GET https://koda.example.com/login\n" + answer + "\nStrict-Transport-Security: max-age=9").Rules);

    [Fact]
    public void Screens_that_lead_to_the_same_page_share_its_fault()
    {
        var page = Deployed.Exchange("GET https://koda.example.com/login\nHTTP 200\nContent-Type: text/html");
        var deployed = new Deployed().Seeing(seen => seen with { Screens = [new("/login", [page], ScreenEnd.Answered), new("/setup", [page], ScreenEnd.Answered)] });

        Assert.Equal(["error 4004"], deployed.Rules);
    }

    [Fact]
    public void A_policy_that_several_screens_have_is_one()
    {
        var weak = Strict + "; script-src 'self' 'unsafe-inline'";
        var deployed = new Deployed().Answering(Login(weak), Login(weak).Replace("/login", "/setup", StringComparison.Ordinal), Login(Strict + "; style-src 'unsafe-inline'").Replace("/login", "/forgot-password", StringComparison.Ordinal));

        Assert.Equal(["/forgot-password", "/login"], deployed.Findings.Select(finding => new Uri(finding.Location.Path).AbsolutePath));
    }

    [Fact]
    public void A_circle_and_another_host_are_told()
    {
        var away = Deployed.Exchange("GET https://koda.example.com/login\nHTTP 302\nLocation: https://login.example.net/");
        var round = Deployed.Exchange("GET https://koda.example.com/setup\nHTTP 302\nLocation: /setup");
        var deployed = new Deployed().Seeing(seen => seen with { Screens = [new("/login", [away], ScreenEnd.LeadsElsewhere), new("/setup", [round], ScreenEnd.Circle)] });

        Assert.Equal(["info 4004", "error 7008"], deployed.Rules);
        Assert.Contains("login.example.net", deployed.Findings[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://koda.example.com", "", "warning 4006")]
    [InlineData("https://koda.example.com", "Strict-Transport-Security: max-age=0", "warning 4006")]
    [InlineData("https://koda.example.com", "Strict-Transport-Security: includeSubDomains", "warning 4006")]
    [InlineData("https://koda.example.com", "strict-transport-security: Max-Age=\"31536000\"")]
    [InlineData("https://127.0.0.1:8443", "")]
    [InlineData("https://localhost:8443", "")]
    [InlineData("https://[::1]", "")]
    [InlineData("https://koda.localhost", "")]
    public void Hsts_belongs_to_a_public_name(string url, string header, params string[] rules) => Assert.Equal(
        rules, new Deployed().Seeing(seen => seen with { PublicUrl = new Uri(url) }).Answering("GET " + url + "/\nHTTP 200\nContent-Type: text/html\n" + (header.Length == 0 ? "X: 1" : header)).Rules);

    [Theory]
    [InlineData("HTTP 301\nLocation: https://koda.example.com/")]
    [InlineData("HTTP 404\nContent-Type: text/html")]
    [InlineData("HTTP 421\nContent-Type: text/html")]
    [InlineData("HTTP 200\nContent-Type: text/html", "error 7001")]
    [InlineData("HTTP 302\nLocation: /login", "error 7001")]
    [InlineData("HTTP 302\nLocation: http://www.koda.example.com/", "error 7001")]
    [InlineData("HTTP 401\nContent-Type: text/html", "error 7001")]
    public void Plain_http_only_redirects(string answer, params string[] rules) => Assert.Equal(rules, new Deployed().Answering("GET http://koda.example.com/\n" + answer).Rules);

    private const string Data = "200\nContent-Type: application/json\n\n{\"openapi\": \"3.1.0\", \"n\": 1}";
    private const string OtherData = "200\nContent-Type: application/json\n\n{\"openapi\": \"3.1.0\", \"n\": 2}";
    private const string Page = "200\nContent-Type: text/html\n\n<html><title>Koda</title>1</html>";
    private const string OtherPage = "200\nContent-Type: text/html\n\n<html><title>Koda</title>2</html>";
    private const string ToSignIn = "307\nLocation: /login";
    private const string NotFound = "404\nContent-Type: text/plain\n\n404: Not Found";
    private const string ProxyError = "502\nContent-Type: text/html\n\n<html><title>502 Bad Gateway</title></html>";
    private const string ProxyNotFound = "404\nContent-Type: text/html\n\n<html><title>404 Not Found</title></html>";

    [Theory]
    [InlineData("/openapi/control-plane.json", Data, ToSignIn, Data)]
    [InlineData("/openapi/control-plane.json", Data, ToSignIn, OtherData)]
    [InlineData("/openapi/control-plane.json", Data, Page, Data)]
    [InlineData("/openapi/control-plane.json", Data, ToSignIn, ToSignIn, "error 7003")]
    [InlineData("/openapi/control-plane.json", Data, Page, OtherPage, "error 7003")]
    [InlineData("/openapi/control-plane.json", Data, NotFound, NotFound, "error 7003")]
    [InlineData("/openapi/control-plane.json", Data, Page, ProxyNotFound, "warning 7002")]
    [InlineData("/openapi/control-plane.json", Data, Page, ProxyError, "error 7008")]
    [InlineData("/openapi/control-plane.json", Data, Data, Data, "info 7003")]
    [InlineData("/openapi/control-plane.json", NotFound, ToSignIn, NotFound, "error 7008")]
    [InlineData("/", ToSignIn, Page, ToSignIn)]
    [InlineData("/", Page, ToSignIn, OtherPage)]
    [InlineData("/", Page, "302\nLocation: /setup", "302\nLocation: https://koda.example.com/setup", "error 7003")]
    [InlineData("/", Page, Data, "200\nContent-Type: text/html\n\n<html>changed on the way</html>")]
    [InlineData("/api/runtime/*", NotFound, ToSignIn, NotFound)]
    [InlineData("/api/runtime/*", NotFound, NotFound, NotFound)]
    [InlineData("/api/runtime/*", "401\nContent-Type: application/json\n\n{\"error\": \"a\"}", "401\nContent-Type: application/json\n\n{\"error\": \"b\"}", "401\nContent-Type: application/json\n\n{\"error\": \"b\"}", "error 7003")]
    [InlineData("/api/runtime/*", "401\nContent-Type: application/json\n\n{\"error\": \"a\"}", "401\nContent-Type: application/json\n\n{\"error\": \"b\"}", "401\nContent-Type: application/json\n\n{\"error\": \"a\"}")]
    public void A_backend_is_recognised_by_its_answer(string path, string atRight, string atWrong, string atPublic, params string[] rules) =>
        Assert.Equal(rules, new Deployed().Routing(path, atRight, atWrong, atPublic).Rules);

    [Theory]
    [InlineData("GET http://127.0.0.1:8090/health\nHTTP 200\nContent-Type: text/plain\n\nok")]
    [InlineData("GET http://127.0.0.1:8090/health\nHTTP 204")]
    [InlineData("GET http://127.0.0.1:8090/health\nHTTP 200\nContent-Type: text/html\n\nok")]
    [InlineData("GET http://127.0.0.1:8090/health\nHTTP 200\nContent-Type: text/html\n\n<!DOCTYPE html><html></html>", "error 7008")]
    [InlineData("GET http://127.0.0.1:8090/health\nHTTP 307\nLocation: /login", "error 7008")]
    [InlineData("GET http://127.0.0.1:8090/health", "error 7008")]
    public void Health_is_an_answer_with_success(string health, params string[] rules) => Assert.Equal(rules, new Deployed().Answering(health).Rules);

    [Theory]
    [InlineData(401, 350)]
    [InlineData(401, 295)]
    [InlineData(401, 280, "warning 5009")]
    [InlineData(403, 1, "warning 5009")]
    [InlineData(200, 350, "error 5009")]
    [InlineData(429, 1, "info 5009")]
    [InlineData(404, 1, "info 5009")]
    public void A_failed_login_takes_its_time(int status, double milliseconds, params string[] rules) => Assert.Equal(
        rules, new Deployed().Answering(Deployed.Exchange($"POST http://127.0.0.1:8090/api/control-plane/auth/login\nHTTP {status}\nContent-Type: application/json", milliseconds)).Rules);

    [Fact]
    public void The_time_of_a_login_across_a_network_says_nothing()
    {
        var fast = Deployed.Exchange("POST http://192.0.2.7:8090/api/control-plane/auth/login\nHTTP 401", 5);

        Assert.Empty(new Deployed().Seeing(seen => seen with { Login = new LoginObservation(fast, IsTimed: false) }).Rules);
    }

    [Theory]
    [InlineData("HTTP 200\nContent-Type: application/json\n\n{\"status\": \"healthy\"}", "error 2001")]
    [InlineData("HTTP 400\nContent-Type: text/plain\n\nClient sent an HTTP request to an HTTPS server.", "info 2001")]
    [InlineData("")]
    public void An_own_address_that_answers_as_loopback_does_is_open(string answer, params string[] rules)
    {
        var deployed = new Deployed().Seeing(seen => seen with
        {
            OwnAddresses =
            [
                new(Backend.ControlPlane, Deployed.Exchange(("GET http://192.0.2.7:8090/health\n" + answer).Trim()), seen.Health),
                new(Backend.ControlPlane, Deployed.Exchange(("GET http://198.51.100.7:8090/health\n" + answer).Trim()), seen.Health),
            ],
        });

        Assert.Equal(rules, deployed.Rules);
        Assert.All(deployed.Findings, finding => Assert.Contains("port 8090 of 192.0.2.7, 198.51.100.7", finding.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Files_of_a_server_are_its_owners_alone()
    {
        Assert.Empty(new Deployed().Holding("/srv/.env", SecretFileKind.EnvFile, 0x180).Holding("/srv/state", SecretFileKind.StateFolder, 0x1C0).Rules);
        Assert.Equal(["error 6006", "error 6006"], new Deployed().Holding("/srv/.env", SecretFileKind.EnvFile, 0x1A4).Holding("/srv/state", SecretFileKind.StateFolder, 0x1ED).Rules);
    }

    [Fact]
    public void A_bootstrap_code_outlives_neither_the_first_owner_nor_its_time()
    {
        var code = new Deployed().Holding("/srv/bootstrap.txt", SecretFileKind.BootstrapCode, 0x180);

        Assert.Empty(code.Rules);
        Assert.Empty(code.Seeing(seen => seen with { HasOwner = false }).Rules);
        Assert.Equal(["warning 6008"], code.Seeing(seen => seen with { HasOwner = true }).Rules);
        Assert.Equal(["warning 6008"], new Deployed().Holding("/srv/bootstrap.txt", SecretFileKind.BootstrapCode, 0x180, "2026-01-01 00:00 UTC").Rules);
    }

    [Fact]
    public void A_finding_points_at_the_characters_of_the_answer()
    {
        var deployed = new Deployed().Answering(Login(Strict + "; script-src 'self' 'unsafe-inline'"));

        var finding = Assert.Single(deployed.Findings);
        Assert.Equal("https://koda.example.com/login", finding.Location.Path);
        Assert.Equal("https://koda.example.com/login", finding.Location.ToString());
        var head = Deployed.Exchange(Login(Strict + "; script-src 'self' 'unsafe-inline'")).Head.File;
        Assert.Equal("'unsafe-inline'", head.Text[head.GetOffset(finding.Location.Start)..head.GetOffset(finding.Location.End)]);
    }

    private static string Login(string policy) =>
        "GET https://koda.example.com/login\nHTTP 200\nContent-Type: text/html; charset=utf-8\nStrict-Transport-Security: max-age=31536000\nContent-Security-Policy: " + policy;

    private static Deployed WithCookie(string cookie) => new Deployed().Answering(
        "GET https://koda.example.com/\nHTTP 200\nContent-Type: text/html\nStrict-Transport-Security: max-age=31536000\nSet-Cookie: " + cookie);
}
