namespace Koda.Lint.CodeFixes.Tests.Csp;

public sealed class HeaderRemovalTests
{
    private const string Rule = RuleIds.SecurityHeaderRemoved;

    [Fact]
    public Task The_statement_goes_with_its_line() => VerifyFix.Statements(
        """
        // Frames need it.
        {|KODA4005:response.Headers.Remove("Content-Security-Policy")|};
        {|KODA4005:response.Headers["Strict-Transport-Security"] = ""|}; // off
        response.StatusCode = 200;
        """,
        """
        // Frames need it.
        // off
        response.StatusCode = 200;
        """,
        Rule);

    [Fact]
    public Task A_statement_among_others_on_its_line_goes_alone() => VerifyFix.Statements(
        """response.OnStarting(() => { {|KODA4005:response.Headers.Remove("Content-Security-Policy")|}; return Task.CompletedTask; });""",
        """response.OnStarting(() => { return Task.CompletedTask; });""",
        Rule);

    [Theory]
    [InlineData("app.MapGet(\"/\", () => response.Headers.Remove(\"Content-Security-Policy\"));")]
    [InlineData("if (response.Headers.Remove(\"Content-Security-Policy\")) { }")]
    [InlineData("if (flag) response.Headers.Remove(\"Content-Security-Policy\");")]
    public Task What_is_no_statement_of_a_block_stays(string statements) => VerifyFix.NothingOffered(statements, Rule);
}
