namespace Koda.Lint.Analyzers.Tests.Cookies;

public sealed class SessionCookieNotSameSiteStrictTests
{
    [Theory]
    [InlineData("""response.Cookies.Append("session", token);""", "cookie 'session' is written without SameSite,")]
    [InlineData("""response.Cookies.Append("session", token, new CookieOptions { SameSite = SameSiteMode.None });""", "cookie 'session' is written with SameSite=None,")]
    [InlineData("""response.Cookies.Append("session", token, new CookieOptions { SameSite = SameSiteMode.Unspecified });""", "cookie 'session' is written with SameSite=Unspecified,")]
    [InlineData("""response.Cookies.Append("refresh_token", token, new CookieOptions { SameSite = SameSiteMode.Lax });""", "cookie 'refresh_token' is SameSite=Lax:")]
    [InlineData("services.AddSession();", "the cookie of AddSession keeps the default SameSite=Lax:")]
    [InlineData("""response.Headers["Set-Cookie"] = "session=1; Secure";""", "the Set-Cookie header of cookie 'session' lacks SameSite=Strict,")]
    [InlineData("""response.Headers["Set-Cookie"] = "session=1; SameSite=Lax";""", "the Set-Cookie header of cookie 'session' says SameSite=Lax,")]
    [InlineData("""response.Headers["Set-Cookie"] = "session=1; SameSite=None";""", "the Set-Cookie header of cookie 'session' says SameSite=None,")]
    [InlineData("""response.Headers["Set-Cookie"] = "refresh_token=1; SameSite=Lax";""", "the Set-Cookie header of cookie 'refresh_token' says SameSite=Lax: a link")]
    public async Task The_message_says_which_mode_the_cookie_has(string statements, string message) =>
        Assert.StartsWith(message, await Verify.Message(statements, RuleIds.SessionCookieNotSameSiteStrict), StringComparison.Ordinal);
}
