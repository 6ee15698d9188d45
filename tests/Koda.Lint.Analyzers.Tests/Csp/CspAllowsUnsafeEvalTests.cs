namespace Koda.Lint.Analyzers.Tests.Csp;

public sealed class CspAllowsUnsafeEvalTests
{
    private static Task Judge(string statements) => Verify.Statements(statements, RuleIds.CspAllowsUnsafeEval);

    [Theory]
    [InlineData("""response.Headers["Content-Security-Policy"] = "script-src 'self' {|KODA4002:'unsafe-eval'|}";""")]
    [InlineData("""response.Headers.ContentSecurityPolicy = $"script-src 'nonce-{token}' {|KODA4002:'unsafe-eval'|}";""")]
    [InlineData("""response.Headers.ContentSecurityPolicy = "default-src {|KODA4002:'unsafe-eval'|}; script-src {|KODA4002:'unsafe-eval'|}";""")]
    public Task The_keyword_is_marked(string statements) => Judge(statements);

    [Theory]
    [InlineData("""response.Headers["Content-Security-Policy"] = "script-src 'self' 'wasm-unsafe-eval'";""")]
    [InlineData("""if (env.IsDevelopment()) response.Headers["Content-Security-Policy"] = "script-src 'unsafe-eval'";""")]
    public Task WebAssembly_and_development_are_silent(string statements) => Judge(statements);
}
