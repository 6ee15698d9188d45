namespace Koda.Lint.Analyzers.Tests.Csp;

public sealed class CspTooWideTests
{
    private static Task Judge(string statements) => Verify.Statements(statements, RuleIds.CspTooWide);

    [Theory]
    [InlineData("""response.Headers["Content-Security-Policy"] = "script-src {|KODA4003:*|}";""")]
    [InlineData("""response.Headers["Content-Security-Policy"] = "default-src 'self' {|KODA4003:https:|}";""")]
    [InlineData("""response.Headers["Content-Security-Policy"] = "script-src 'self' {|KODA4003:data:|} {|KODA4003:http:|}";""")]
    [InlineData("""response.Headers["Content-Security-Policy"] = "script-src-elem {|KODA4003:https://*|}";""")]
    public Task A_source_that_matches_nearly_anything_is_marked(string statements) => Judge(statements);

    [Theory]
    [InlineData("""response.Headers["Content-Security-Policy"] = "script-src https://*.example.com";""")]
    [InlineData("""response.Headers["Content-Security-Policy"] = "default-src *; script-src 'self'";""")]
    [InlineData("""response.Headers["Content-Security-Policy"] = "default-src 'self'; img-src * data: https:";""")]
    [InlineData("""response.Headers["Content-Security-Policy"] = $"script-src 'strict-dynamic' 'nonce-{token}' https:";""")]
    public Task Hosts_and_other_directives_are_silent(string statements) => Judge(statements);
}
