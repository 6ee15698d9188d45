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
    [InlineData("{|KODA3001:string.Format(System.Globalization.CultureInfo.InvariantCulture, \"session={0}\", token)|}", "string.Format(System.Globalization.CultureInfo.InvariantCulture, \"session={0}; Secure\", token)")]
    [InlineData("flag ? \"session=1; Secure\" : {|KODA3001:\"session=2\"|}", "flag ? \"session=1; Secure\" : \"session=2; Secure\"")]
    [InlineData("new Microsoft.Extensions.Primitives.StringValues(new[] { {|KODA3001:\"session=1\"|}, \"theme=dark\" })", "new Microsoft.Extensions.Primitives.StringValues(new[] { \"session=1; Secure\", \"theme=dark\" })")]
    public Task The_attribute_is_added_where_the_header_ends(string before, string after) => Mend(before, after);

    [Theory]
    [InlineData("{|KODA3003:\"session=1; SameSite=Lax; Secure\"|}", "\"session=1; SameSite=Strict; Secure\"")]
    [InlineData("{|KODA3003:$\"session={token}; samesite=none\"|}", "$\"session={token}; samesite=Strict\"")]
    [InlineData("{|KODA3003:\"session=\" + token + \"; SameSite=None\" + \"; Secure\"|}", "\"session=\" + token + \"; SameSite=Strict\" + \"; Secure\"")]
    [InlineData("{|KODA3003:\"session=1; SameSite=\" + (flag ? \"Lax\" : \"None\")|}", "\"session=1; SameSite=\" + (flag ? \"Strict\" : \"Strict\")")]
    [InlineData("{|KODA3003:\"session=1; Secure\"|}", "\"session=1; Secure; SameSite=Strict\"")]
    public Task SameSite_is_corrected_or_added(string before, string after) => Mend(before, after, RuleIds.SessionCookieNotSameSiteStrict);

    [Theory]
    [InlineData("response.Headers.Append(\"Set-Cookie\", {|KODA3002:\"session=1; Secure\"|}); // raw", "response.Headers.Append(\"Set-Cookie\", \"session=1; Secure; HttpOnly\"); // raw")]
    [InlineData("response.Headers.SetCookie = {|KODA3002:\"session=1\"|};", "response.Headers.SetCookie = \"session=1; HttpOnly\";")]
    [InlineData("var header = {|KODA3002:\"session=1\"|}; response.Headers.SetCookie = header;", "var header = \"session=1; HttpOnly\"; response.Headers.SetCookie = header;")]
    public Task A_header_is_mended_wherever_it_is_sent(string before, string after) => VerifyFix.Statements(before, after, RuleIds.SessionCookieReadableByScript);

    [Theory]
    [InlineData("{|KODA3001:\"session=1\" + (flag ? \"; Secure\" : \"\")|}", "\"session=1\" + (flag ? \"; Secure\" : \"\") + \"; Secure\"")]
    [InlineData("{|KODA3001:$\"session=1{(flag ? \"; Secure\" : \"\")}\"|}", "$\"session=1{(flag ? \"; Secure\" : \"\")}; Secure\"")]
    public Task An_end_that_depends_on_a_condition_is_followed_by_the_attribute(string before, string after) => Mend(before, after);

    [Fact]
    public Task A_header_that_grows_is_mended_on_each_path() => VerifyFix.Statements(
        """
        var flags = "; HttpOnly";
        if (flag)
            flags += "; Secure";
        response.Headers["Set-Cookie"] = {|KODA3003:"session=1" + flags|};
        """,
        """
        var flags = "; HttpOnly; SameSite=Strict";
        if (flag)
            flags += "; Secure; SameSite=Strict";
        response.Headers["Set-Cookie"] = "session=1" + flags;
        """,
        RuleIds.SessionCookieNotSameSiteStrict);

    [Fact]
    public Task A_header_from_pieces_is_mended_in_the_last_one() => VerifyFix.Statements(
        """
        response.Headers.Append("Set-Cookie", {|KODA3001:string.Concat("session=", token, "; path=/")|});
        response.Headers.Append("Set-Cookie", {|KODA3001:new System.Text.StringBuilder().Append("auth=").Append(token).Append("; path=/").ToString()|});
        """,
        """
        response.Headers.Append("Set-Cookie", string.Concat("session=", token, "; path=/; Secure"));
        response.Headers.Append("Set-Cookie", new System.Text.StringBuilder().Append("auth=").Append(token).Append("; path=/; Secure").ToString());
        """,
        RuleIds.SessionCookieNotSecure);

    [Fact]
    public Task A_constant_that_other_code_may_use_keeps_its_text() => VerifyFix.Code(
        """
        public class C
        {
            private const string Root = "path=/";

            public void M(HttpResponse response) => response.Headers.SetCookie = {|KODA3001:"session=1; " + Root|};
        }
        """,
        """
        public class C
        {
            private const string Root = "path=/";

            public void M(HttpResponse response) => response.Headers.SetCookie = "session=1; " + Root + "; Secure";
        }
        """,
        RuleIds.SessionCookieNotSecure);

    [Theory]
    [InlineData("var header = \"session=\"; header += token; response.Headers.SetCookie = header;")]
    public Task Where_no_end_is_written_nothing_is_offered(string statements) => VerifyFix.NothingOffered(statements, RuleIds.SessionCookieNotSecure);
}
