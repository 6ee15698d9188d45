namespace Koda.Lint.Analyzers.Tests.Cookies;

public sealed class SessionCookieReadableByScriptTests
{
    [Theory]
    [InlineData("""response.Cookies.Append("session", token);""", "cookie 'session' is written without HttpOnly,")]
    [InlineData("""response.Cookies.Append("session", token, new CookieOptions { HttpOnly = false });""", "cookie 'session' is written with HttpOnly = false,")]
    [InlineData("""response.Headers["Set-Cookie"] = "session=1; Secure";""", "the Set-Cookie header of cookie 'session' lacks HttpOnly,")]
    [InlineData("services.AddSession(o => o.Cookie.HttpOnly = false);", "the cookie of AddSession is written with HttpOnly = false,")]
    [InlineData("""services.AddSession(o => { o.Cookie.Name = "koda"; o.Cookie.HttpOnly = false; });""", "cookie 'koda' is written with HttpOnly = false,")]
    public async Task The_message_says_how_the_cookie_lacks_the_flag(string statements, string message) =>
        Assert.StartsWith(message, await Verify.Message(statements, RuleIds.SessionCookieReadableByScript), StringComparison.Ordinal);
}
