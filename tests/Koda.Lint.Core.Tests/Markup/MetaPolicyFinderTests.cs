using Koda.Lint.Markup;
using Koda.Lint.Text;

namespace Koda.Lint.Core.Tests.Markup;

public sealed class MetaPolicyFinderTests
{
    [Theory]
    [InlineData("<meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'unsafe-inline'\">")]
    [InlineData("<META\n  content=\"script-src 'unsafe-inline'\"\n  HTTP-EQUIV='content-security-policy' />")]
    [InlineData("<head><meta charset=utf-8><meta http-equiv = Content-Security-Policy content = \"script-src 'unsafe-inline'\"/></head>")]
    [InlineData("<meta http-equiv=\"Content-Security-Policy\" content=\"script-src &#39;unsafe-inline&#x27;\">")]
    [InlineData("<meta http-equiv=\"Content-Security-Policy\" content=\"script-src &apos;unsafe-inline&apos;\" content=\"other\">")]
    [InlineData("<!-- x --><script>var a = '<meta'</script><meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'unsafe-inline'\"")]
    public void A_policy_is_found(string text)
    {
        var policy = Find(text, "index.html").Single();

        Assert.Equal("script-src 'unsafe-inline'", policy.Value.Value);
        Assert.Equal("unsafe-inline", policy.Value.SpanOf(12, 13).Text);
        Assert.False(policy.IsComputed);
    }

    [Theory]
    [InlineData("<!-- <meta http-equiv=\"Content-Security-Policy\" content=\"x\"> -->")]
    [InlineData("<script>'<meta http-equiv=\"Content-Security-Policy\" content=\"x\">'</script>")]
    [InlineData("<meta name=\"Content-Security-Policy\" content=\"x\">")]
    [InlineData("<meta http-equiv=\"Content-Security-Policy\">")]
    [InlineData("<metadata http-equiv=\"Content-Security-Policy\" content=\"x\">")]
    [InlineData("<meta http-equiv=\"Content-Security-Policy-Report-Only\" content=\"x\">")]
    [InlineData("<meta")]
    public void What_is_no_policy_is_not_found(string text) => Assert.Empty(Find(text, "index.html"));

    [Fact]
    public void A_comment_of_Razor_hides_a_policy_in_Razor_only()
    {
        const string text = "@* <meta http-equiv=\"Content-Security-Policy\" content=\"x\"> *@";

        Assert.Empty(Find(text, "_Layout.cshtml"));
        Assert.Single(Find(text, "index.html"));
    }

    [Theory]
    [InlineData("script-src 'nonce-@Nonce' 'unsafe-inline'", "script-src 'nonce-' 'unsafe-inline'", true)]
    [InlineData("@(Debug ? \"a\" : \"b\") 'unsafe-inline'", " 'unsafe-inline'", true)]
    [InlineData("@Model.Policy(\")\")[0].Text; default-src", "; default-src", true)]
    [InlineData("a@@b.test", "a@b.test", false)]
    public void Expressions_of_Razor_are_left_out(string content, string value, bool isComputed)
    {
        var policy = Find("<meta http-equiv=\"Content-Security-Policy\" content=\"" + content + "\" />", "App.razor").Single();

        Assert.Equal((value, isComputed), (policy.Value.Value, policy.IsComputed));
    }

    [Fact]
    public void Any_text_is_survived() => ReaderProperties.Survive(
        f => Spans(f),
        ["<meta ", "http-equiv=", "content=", "\"Content-Security-Policy\" ", "@(", "@*", "<!--", "-->", "<script>", "&#39;", ">", "@@"],
        "<html><!-- c --><meta http-equiv=\"Content-Security-Policy\" content=\"a &#39;b&#39; @(x ? \"y\" : 'z')[0] c\"><script>x</script></html>");

    [Fact]
    public void A_megabyte_is_read_in_linear_time() => ReaderProperties.ReadInLinearTime(
        f => Spans(f), "<meta ", "<!--", "<script>", "@*", "<meta content=\"@(", "&#39;", "<meta http-equiv=Content-Security-Policy content=x>", "<", "@", "<meta a=\"&");

    private static IReadOnlyList<MetaPolicy> Find(string text, string path) => MetaPolicyFinder.Find(new SourceFile(path, text));

    private static IEnumerable<SourceSpan> Spans(SourceFile file) =>
        MetaPolicyFinder.Find(new SourceFile("page.cshtml", file.Text)).Concat(MetaPolicyFinder.Find(file))
            .SelectMany(p => new[] { p.Span, p.Value.Span, p.Value.SpanOf(1, 3), p.Value.SpanOf(0, p.Value.Value.Length) });
}
