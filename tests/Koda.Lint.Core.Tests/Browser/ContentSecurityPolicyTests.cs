using CsCheck;
using Koda.Lint.Browser;

namespace Koda.Lint.Core.Tests.Browser;

public sealed class ContentSecurityPolicyTests
{
    [Fact]
    public void Directives_and_sources_keep_their_offsets()
    {
        const string Text = " default-src 'self';script-src  'UNSAFE-INLINE' https://cdn.example.com ; ";
        var policy = ContentSecurityPolicy.Parse(Text);
        Assert.Equal(["default-src", "script-src"], policy.Directives.Select(directive => directive.Name));
        Assert.All(policy.Directives.SelectMany(directive => directive.Sources), source => Assert.Equal(source.Text, Text.Substring(source.Start, source.Text.Length)));
        Assert.Equal(CspSourceKind.UnsafeInline, policy.Directives[1].Sources[0].Kind);
    }

    [Fact]
    public void A_second_directive_of_the_same_name_is_ignored_as_browsers_ignore_it() =>
        Assert.Equal("'self'", Assert.Single(ContentSecurityPolicy.Parse("script-src 'self'; Script-Src *").Directives).Sources[0].Text);

    [Fact]
    public void A_comma_starts_another_policy_that_applies_as_well() =>
        Assert.Equal(["default-src", "default-src"], ContentSecurityPolicy.Parse("default-src 'self', default-src *").Directives.Select(directive => directive.Name));

    [Theory]
    [InlineData("'unsafe-eval'", CspSourceKind.UnsafeEval)]
    [InlineData("'wasm-unsafe-eval'", CspSourceKind.OtherKeyword)]
    [InlineData("unsafe-inline", CspSourceKind.Host)]
    [InlineData("'nonce-abc'", CspSourceKind.Nonce)]
    [InlineData("'sha384-abc'", CspSourceKind.Hash)]
    [InlineData("*", CspSourceKind.Anything)]
    [InlineData("https://*", CspSourceKind.Anything)]
    [InlineData("https://*.example.com", CspSourceKind.Host)]
    [InlineData("https:", CspSourceKind.Scheme)]
    [InlineData("localhost:*", CspSourceKind.Host)]
    public void A_source_is_of_the_kind_that_its_text_says(string text, CspSourceKind kind) =>
        Assert.Equal(kind, ContentSecurityPolicy.Parse("script-src " + text).Directives[0].Sources[0].Kind);

    [Theory]
    [InlineData("script-src 'unsafe-inline' 'nonce-a'", true)]
    [InlineData("script-src 'unsafe-inline' 'strict-dynamic'", true)]
    [InlineData("style-src 'unsafe-inline' 'strict-dynamic'", false)]
    [InlineData("script-src 'unsafe-inline'; style-src 'nonce-a'", false)]
    public void A_nonce_or_a_hash_of_the_same_directive_makes_browsers_ignore_unsafe_inline(string policy, bool ignored) =>
        Assert.Equal(ignored, ContentSecurityPolicy.Parse(policy).Directives[0].IgnoresUnsafeInline);

    [Theory]
    [InlineData("default-src *", "default-src")]
    [InlineData("default-src *; script-src 'self'", "script-src")]
    [InlineData("img-src *", "")]
    public void Scripts_are_governed_by_their_own_directive_or_the_default(string policy, string names) =>
        Assert.Equal(names, string.Join(" ", ContentSecurityPolicy.Parse(policy).GoverningScripts.Select(directive => directive.Name)));

    [Fact]
    public void Any_text_is_read_without_a_crash_and_within_its_bounds() =>
        Gen.String[Gen.Char["abc-src'*:;, \n\uFFFC"], 0, 60].Sample(text =>
        {
            foreach (var source in ContentSecurityPolicy.Parse(text).Directives.SelectMany(directive => directive.Sources))
                Assert.Equal(source.Text, text.Substring(source.Start, source.Text.Length));
        });
}
