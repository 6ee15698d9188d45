using Koda.Lint.CodeFixes.Csp;

namespace Koda.Lint.CodeFixes.Tests.Csp;

public sealed class UnsafeSourceFixTests
{
    private static Task Mend(string before, string after, string rule = RuleIds.CspAllowsUnsafeInline) => VerifyFix.Statements<UnsafeSourceFix>(
        $"response.Headers[\"Content-Security-Policy\"] = {before};", $"response.Headers[\"Content-Security-Policy\"] = {after};", rule);

    [Theory]
    [InlineData("\"script-src 'self' {|KODA4001:'unsafe-inline'|}\"", "\"script-src 'self'\"")]
    [InlineData("\"script-src {|KODA4001:'unsafe-inline'|} 'self'; img-src *\"", "\"script-src 'self'; img-src *\"")]
    [InlineData("\"script-src {|KODA4001:'unsafe-inline'|}\"", "\"script-src 'self'\"")]
    [InlineData("\"default-src 'self'; object-src {|KODA4001:'unsafe-inline'|}; img-src *\"", "\"default-src 'self'; object-src 'none'; img-src *\"")]
    [InlineData("\"script-src 'self' {|KODA4001:'unsafe-inline'|}; style-src 'self' {|KODA4001:'unsafe-inline'|}\"", "\"script-src 'self'; style-src 'self'\"")]
    [InlineData("$\"script-src {name} {|KODA4001:'unsafe-inline'|}; img-src *\"", "$\"script-src {name}; img-src *\"")]
    [InlineData("\"script-src 'self'\" + \" {|KODA4001:'unsafe-inline'|}\"", "\"script-src 'self'\" + \"\"")]
    public Task The_keyword_goes_and_the_directive_stays(string before, string after) => Mend(before, after);

    [Fact]
    public Task Eval_goes_as_well() => Mend("\"script-src 'self' {|KODA4002:'unsafe-eval'|} https://cdn.example.com\"", "\"script-src 'self' https://cdn.example.com\"", RuleIds.CspAllowsUnsafeEval);
}
