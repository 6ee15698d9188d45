namespace Koda.Lint.CodeFixes.Tests.Cookies;

public sealed class SetCookieHeaderTests
{
    private static Task Mend(string before, string after, string rule = RuleIds.SessionCookieNotSecure) =>
        VerifyFix.Statements($"""response.Headers["Set-Cookie"] = {before};""", $"""response.Headers["Set-Cookie"] = {after};""", rule);

    [Theory]
    [InlineData("{|KODA3001:\"session=1; HttpOnly\"|}", "\"session=1; HttpOnly; Secure\"")]
    [InlineData("{|KODA3001:\"session=1;\"|}", "\"session=1; Secure\"")]
    [InlineData("{|KODA3001:\"session=1; \"|}", "\"session=1; Secure\"")]
    [InlineData("{|KODA3001:@\"session=1; path=/\"|}", "@\"session=1; path=/; Secure\"")]
    [InlineData("{|KODA3001:\"\"\"session=1; path=/\"\"\"|}", "\"\"\"session=1; path=/; Secure\"\"\"")]
    [InlineData("{|KODA3001:$\"session={token}; path=/\"|}", "$\"session={token}; path=/; Secure\"")]
    [InlineData("{|KODA3001:$\"session={token}\"|}", "$\"session={token}; Secure\"")]
    [InlineData("{|KODA3001:\"session=\" + token|}", "\"session=\" + token + \"; Secure\"")]
    [InlineData("{|KODA3001:\"session=\" + token + \"; path=/\"|}", "\"session=\" + token + \"; path=/; Secure\"")]
    [InlineData("{|KODA3001:string.Format(\"session={0}; path=/\", token)|}", "string.Format(\"session={0}; path=/; Secure\", token)")]
    [InlineData("flag ? \"session=1; Secure\" : {|KODA3001:\"session=2\"|}", "flag ? \"session=1; Secure\" : \"session=2; Secure\"")]
    [InlineData("new Microsoft.Extensions.Primitives.StringValues(new[] { {|KODA3001:\"session=1\"|}, \"theme=dark\" })", "new Microsoft.Extensions.Primitives.StringValues(new[] { \"session=1; Secure\", \"theme=dark\" })")]
    public Task The_attribute_is_added_where_the_header_ends(string before, string after) => Mend(before, after);

    [Theory]
    [InlineData("{|KODA3003:\"session=1; SameSite=Lax; Secure\"|}", "\"session=1; SameSite=Strict; Secure\"")]
    [InlineData("{|KODA3003:$\"session={token}; samesite=none\"|}", "$\"session={token}; samesite=Strict\"")]
    [InlineData("{|KODA3003:\"session=\" + token + \"; SameSite=None\" + \"; Secure\"|}", "\"session=\" + token + \"; SameSite=Strict\" + \"; Secure\"")]
    [InlineData("{|KODA3003:\"session=1; Secure\"|}", "\"session=1; Secure; SameSite=Strict\"")]
    public Task SameSite_is_corrected_or_added(string before, string after) => Mend(before, after, RuleIds.SessionCookieNotSameSiteStrict);

    [Theory]
    [InlineData("response.Headers.Append(\"Set-Cookie\", {|KODA3002:\"session=1; Secure\"|}); // raw", "response.Headers.Append(\"Set-Cookie\", \"session=1; Secure; HttpOnly\"); // raw")]
    [InlineData("response.Headers.SetCookie = {|KODA3002:\"session=1\"|};", "response.Headers.SetCookie = \"session=1; HttpOnly\";")]
    [InlineData("var header = {|KODA3002:\"session=1\"|}; response.Headers.SetCookie = header;", "var header = \"session=1; HttpOnly\"; response.Headers.SetCookie = header;")]
    public Task A_header_is_mended_wherever_it_is_sent(string before, string after) => VerifyFix.Statements(before, after, RuleIds.SessionCookieReadableByScript);

    [Fact]
    public Task A_constant_that_other_code_may_use_is_no_headers_end() => VerifyFix.NothingOfferedFor(
        """
        public class C
        {
            private const string Root = "path=/";

            public void M(HttpResponse response) => response.Headers.SetCookie = "session=1; " + Root;
        }
        """,
        RuleIds.SessionCookieNotSecure);
}
