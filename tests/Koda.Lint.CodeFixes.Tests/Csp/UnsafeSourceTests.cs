using Koda.Lint.Analyzers.Tests;

namespace Koda.Lint.CodeFixes.Tests.Csp;

public sealed class UnsafeSourceTests
{
    private static Task Mend(string before, string after, string rule = RuleIds.CspAllowsUnsafeInline) => VerifyFix.Statements(
        $"response.Headers[\"Content-Security-Policy\"] = {before};", $"response.Headers[\"Content-Security-Policy\"] = {after};", rule);

    [Theory]
    [InlineData("\"script-src 'self' {|KODA4001:'unsafe-inline'|}\"", "\"script-src 'self'\"")]
    [InlineData("\"script-src {|KODA4001:'unsafe-inline'|} 'self'; img-src *\"", "\"script-src 'self'; img-src *\"")]
    [InlineData("\"script-src 'self' {|KODA4001:'unsafe-inline'|} https://cdn.example.com\"", "\"script-src 'self' https://cdn.example.com\"")]
    [InlineData("\"script-src 'self' {|KODA4001:'unsafe-inline'|}; style-src 'self' {|KODA4001:'unsafe-inline'|}\"", "\"script-src 'self'; style-src 'self'\"")]
    [InlineData("\"SCRIPT-SRC 'self'  {|KODA4001:'Unsafe-Inline'|}\"", "\"SCRIPT-SRC 'self'\"")]
    [InlineData("@\"script-src 'self' {|KODA4001:'unsafe-inline'|}\"", "@\"script-src 'self'\"")]
    [InlineData("\"\"\"script-src 'self' {|KODA4001:'unsafe-inline'|}\"\"\"", "\"\"\"script-src 'self'\"\"\"")]
    [InlineData("$\"script-src {name} {|KODA4001:'unsafe-inline'|}; img-src *\"", "$\"script-src {name}; img-src *\"")]
    [InlineData("$\"script-src {|KODA4001:'unsafe-inline'|} {name}\"", "$\"script-src {name}\"")]
    [InlineData("$\"script-src {name} {|KODA4001:'unsafe-inline'|} {token}\"", "$\"script-src {name} {token}\"")]
    [InlineData("$@\"script-src {name} {|KODA4001:'unsafe-inline'|}\"", "$@\"script-src {name}\"")]
    [InlineData("$\"\"\"script-src {name} {|KODA4001:'unsafe-inline'|}\"\"\"", "$\"\"\"script-src {name}\"\"\"")]
    [InlineData("flag ? \"script-src 'self'\" : \"script-src 'self' {|KODA4001:'unsafe-inline'|}\"", "flag ? \"script-src 'self'\" : \"script-src 'self'\"")]
    public Task The_keyword_goes_and_the_other_sources_stay(string before, string after) => Mend(before, after);

    [Theory]
    [InlineData("script-src", "'self'")]
    [InlineData("script-src-elem", "'self'")]
    [InlineData("style-src", "'self'")]
    [InlineData("default-src", "'self'")]
    [InlineData("object-src", "'none'")]
    [InlineData("base-uri", "'none'")]
    [InlineData("script-src-attr", "'none'")]
    [InlineData("Style-Src-Attr", "'none'")]
    public async Task A_directive_without_other_sources_gets_the_one_that_was_meant(string directive, string source)
    {
        await Mend($$"""@"font-src 'self'; {{directive}} {|KODA4001:'unsafe-inline'|}; img-src *".Trim()""", $"""@"font-src 'self'; {directive} {source}; img-src *".Trim()""");
    }

    [Theory]
    [InlineData("\"script-src \" + \"{|KODA4001:'unsafe-inline'|}\"", "\"script-src \" + \"'self'\"")]
    [InlineData("\"script-src\" + \" {|KODA4001:'unsafe-inline'|}\" + \"; img-src *\"", "\"script-src\" + \" 'self'\" + \"; img-src *\"")]
    public Task A_directive_is_followed_through_its_literals(string before, string after) => Mend(before, after);

    [Theory]
    [InlineData("\"script-src 'self'\" + \" {|KODA4001:'unsafe-inline'|}\"", "\"script-src 'self'\"")]
    [InlineData("\"script-src 'self'\" + \" {|KODA4001:'unsafe-inline'|}\" + \"; img-src *\"", "\"script-src 'self'\" + \"; img-src *\"")]
    [InlineData("\"script-src 'self' \" + \"{|KODA4001:'unsafe-inline'|} \" + \"https://a.example.com\"", "\"script-src 'self' \" + \"https://a.example.com\"")]
    [InlineData("\"script-src 'self'\" + /* old */ \" {|KODA4001:'unsafe-inline'|}\"", "\"script-src 'self'\" + /* old */ \"\"")]
    [InlineData("string.Join(\" \", \"script-src\", \"'self'\", \"{|KODA4001:'unsafe-inline'|}\")", "string.Join(\" \", \"script-src\", \"'self'\")")]
    [InlineData("string.Join(\" \", new[] { \"script-src\", \"{|KODA4001:'unsafe-inline'|}\", \"'self'\" })", "string.Join(\" \", new[] { \"script-src\", \"'self'\" })")]
    [InlineData("string.Join(\" \", new string[3] { \"script-src\", \"{|KODA4001:'unsafe-inline'|}\", \"'self'\" })", "string.Join(\" \", new string[3] { \"script-src\", \"\", \"'self'\" })")]
    [InlineData("string.Concat(\"script-src 'self'\", \" {|KODA4001:'unsafe-inline'|}\")", "string.Concat(\"script-src 'self'\", \"\")")]
    public Task A_literal_with_nothing_else_goes_where_the_code_does_without(string before, string after) => Mend(before, after);

    [Fact]
    public Task A_policy_over_several_lines_loses_the_line() => Mend(
        """"
        """
            default-src 'self';
            script-src
                'self'
                {|KODA4001:'unsafe-inline'|};
            style-src {|KODA4001:'unsafe-inline'|}
                'self'
            """
        """",
        """"
        """
            default-src 'self';
            script-src
                'self';
            style-src
                'self'
            """
        """");

    [Fact]
    public Task Both_keywords_of_a_directive_go_one_after_the_other() => Mend(
        "\"script-src {|KODA4002:'unsafe-eval'|} 'unsafe-inline'\"", "\"script-src 'unsafe-inline'\"", RuleIds.CspAllowsUnsafeEval);

    [Theory]
    [InlineData("\"script-src 'self' {|KODA4002:'unsafe-eval'|} https://cdn.example.com\"", "\"script-src 'self' https://cdn.example.com\"")]
    [InlineData("\"script-src {|KODA4002:'unsafe-eval'|}\"", "\"script-src 'self'\"")]
    [InlineData("\"script-src 'wasm-unsafe-eval' {|KODA4002:'unsafe-eval'|}\"", "\"script-src 'wasm-unsafe-eval'\"")]
    public Task Eval_goes_as_well(string before, string after) => Mend(before, after, RuleIds.CspAllowsUnsafeEval);

    [Fact]
    public Task A_policy_in_a_page_is_mended_in_its_attribute() => VerifyFix.Statements(
        """await response.WriteAsync("<meta http-equiv='Content-Security-Policy' content=\"style-src 'self' {|KODA4001:'unsafe-inline'|}\">");""",
        """await response.WriteAsync("<meta http-equiv='Content-Security-Policy' content=\"style-src 'self'\">");""",
        RuleIds.CspAllowsUnsafeInline);

    [Fact]
    public Task A_policy_in_a_field_is_mended_there() => VerifyFix.Code(
        """
        public class C
        {
            private const string Policy =
                "default-src 'self'; " + // everything
                "script-src 'self' {|KODA4001:'unsafe-inline'|}"; // for now

            public void M(HttpResponse response) => response.Headers.ContentSecurityPolicy = Policy;
        }
        """,
        """
        public class C
        {
            private const string Policy =
                "default-src 'self'; " + // everything
                "script-src 'self'"; // for now

            public void M(HttpResponse response) => response.Headers.ContentSecurityPolicy = Policy;
        }
        """,
        RuleIds.CspAllowsUnsafeInline);

    [Fact]
    public Task A_keyword_that_is_written_with_escapes_stays() =>
        VerifyFix.NothingOffered("response.Headers[\"Content-Security-Policy\"] = \"script-src 'self' \\u0027unsafe-inline\\u0027\";", RuleIds.CspAllowsUnsafeInline);

    private const string Builders =
        """
        public class CspBuilder { public ScriptSrcBuilder AddScriptSrc() => new(); public ObjectSrcBuilder AddObjectSrc() => new(); }
        public class ScriptSrcBuilder { public ScriptSrcBuilder Self() => this; public ScriptSrcBuilder UnsafeInline() => this; public ScriptSrcBuilder UnsafeEval() => this; }
        public class ObjectSrcBuilder { public ObjectSrcBuilder None() => this; public ObjectSrcBuilder UnsafeInline() => this; }

        """;

    private static Task Build(string before, string after) => VerifyFix.Code(
        Builders + Verify.InMethod($"void Build(CspBuilder csp)\n{{\n    {before}\n}}"), Builders + Verify.InMethod($"void Build(CspBuilder csp)\n{{\n    {after}\n}}"), RuleIds.CspAllowsUnsafeInline);

    [Theory]
    [InlineData("csp.AddScriptSrc().Self().{|KODA4001:UnsafeInline|}();", "csp.AddScriptSrc().Self();")]
    [InlineData("csp.AddScriptSrc().{|KODA4001:UnsafeInline|}().Self();", "csp.AddScriptSrc().Self();")]
    [InlineData("csp.AddScriptSrc().{|KODA4001:UnsafeInline|}();", "csp.AddScriptSrc().Self();")]
    [InlineData("csp.AddObjectSrc().{|KODA4001:UnsafeInline|}();", "csp.AddObjectSrc().None();")]
    [InlineData("csp.AddScriptSrc()\n        .Self() // own\n        .{|KODA4001:UnsafeInline|}()\n        .UnsafeEval();", "csp.AddScriptSrc()\n        .Self() // own\n        .UnsafeEval();")]
    public Task A_call_of_a_builder_goes(string before, string after) => Build(before, after);
}
