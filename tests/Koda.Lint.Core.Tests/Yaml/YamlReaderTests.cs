using Koda.Lint.Text;
using Koda.Lint.Yaml;

namespace Koda.Lint.Core.Tests.Yaml;

/// <summary>Where nodes stand. What they hold is compared with Docker Compose.</summary>
public sealed class YamlReaderTests
{
    [Theory]
    [InlineData("x: [a, b: c]", "b: c")]
    [InlineData("--- !override\n[a, b: c]", "b: c")]
    [InlineData("x: [a, ? b : c]", "b : c")]
    public void A_pair_in_a_flow_sequence_starts_at_its_key(string text, string pair) =>
        Assert.Equal(pair, Assert.IsType<YamlMapping>(Sequence(Root(text)).Items[1]).Span.Text);

    [Fact]
    public void A_pair_that_nests_too_deep_is_marked_where_it_stands()
    {
        var text = "x: " + string.Concat(Enumerable.Repeat("[", 127)) + "[a: b";

        var problem = Assert.Single(YamlReader.Read(new SourceFile("a.yml", text)).Problems);
        Assert.True(problem.IsLimit);
        Assert.InRange(problem.Span.Start, text.Length - 6, text.Length);
    }

    [Theory]
    [InlineData("\n\n: x")]
    [InlineData("\r\n:")]
    [InlineData("&a\n:")]
    public void A_key_that_is_missing_is_placed_where_it_is_missed(string text)
    {
        var key = Assert.IsType<YamlMapping>(Root(text)).Entries[^1].Key;

        Assert.Equal((text.LastIndexOf(':'), 0), (key.Start, key.Span.Length));
    }

    [Theory]
    [InlineData("a: !reset\nb: 1", "a: !reset")]
    [InlineData("a: &x !reset  # why\n\nb: 1", "a: &x !reset")]
    [InlineData("a: &x\nb: 1", "a: &x")]
    public void A_value_of_a_tag_alone_stands_behind_the_tag(string text, string before)
    {
        var value = Assert.IsType<YamlMapping>(Root(text)).Entries[0].Value;

        Assert.Equal((before.Length, 0), (value.Start, value.Span.Length));
    }

    [Theory]
    [InlineData("a: !override # why\n  - 1", "- 1")]
    [InlineData("a: !o,p q", "q")]
    [InlineData("a: &x\u2028 q", "q")]
    [InlineData("a: &x:(q", ":(q")]
    [InlineData("a: !override\n# first\n\n  {b: c}", "{b: c}")]
    public void A_value_starts_behind_its_tag_and_what_is_said_of_it(string text, string value) =>
        Assert.Equal(value, Assert.IsType<YamlMapping>(Root(text)).Entries[0].Value.Span.Text);

    [Fact]
    public void A_key_that_is_missing_in_a_later_document_is_placed_there()
    {
        const string Text = "---\n:a b\n---\n:";

        var documents = YamlReader.Read(new SourceFile("a.yml", Text)).Documents;
        Assert.Equal(Text.Length - 1, Assert.IsType<YamlMapping>(documents[1]).Entries[0].Key.Start);
    }

    [Fact]
    public void A_mapping_holds_a_key_that_is_an_anchor_alone()
    {
        var mapping = Assert.IsType<YamlMapping>(Root("&a\n&b : x"));

        Assert.Equal((5, 5), (mapping.Start, mapping.Entries[0].Key.Start));
    }

    [Theory]
    [InlineData("x: [see *all: pages]\ny: «last»")]
    [InlineData("x: [?a, ?b: c]\ny: «last»")]
    [InlineData("x:\n|\n  text\n  |\ny: «last»")]
    [InlineData("x: [cat, -]\ny: «last»")]
    [InlineData("x: [\na,\nb\n]\ny: «last»")]
    [InlineData("x:\n    y: \"a\n  b\"\n    z: «last»")]
    [InlineData("x: |\n    \n  \n    text\ny: «last»")]
    [InlineData("x: |\r\n    \r\n    text\r\ny: «last»")]
    [InlineData("x: |\n    \ny: «last»")]
    [InlineData("x: {a: &b c, d: e}\ny: «last»")]
    [InlineData("x: {a: b:, c: d}\ny: «last»")]
    [InlineData("x: &a b\n*a: «last»")]
    [InlineData("x:\n  y: {a: [b,\n\tc]}\n  z: «last»")]
    [InlineData("x:\n  y: \"a\n\tb\"\n  z: «last»")]
    [InlineData("x: |2\n    \n  text\ny: «last»")]
    [InlineData("x: [!t,a,b c]\ny: «last»")]
    [InlineData("x: {a: &b  !!str 1, c: *b}\ny: «last»")]
    [InlineData("x:\n  y: [a]\n  # why\n  :z: «last»")]
    public void What_is_read_otherwise_than_it_stands_keeps_the_places_behind_it(string marked)
    {
        var text = WithoutMarks(marked);

        var last = Assert.IsType<YamlMapping>(Root(text)).Entries[^1].Value;
        while (last is YamlMapping { Entries: [.., var entry] })
            last = entry.Value;
        Assert.Equal((marked.IndexOf('«', StringComparison.Ordinal), "last"), (last.Start, last.Span.Text));
    }

    [Theory]
    [InlineData("x: [\na,\nb\n]", "b")]
    [InlineData("x:\n    - \"a\n  b\"", "\"a\n  b\"")]
    [InlineData("x: [{a: &b c, d: e}]", "{a: &b c, d: e}")]
    [InlineData("x: [a, b:, c:]", "c:")]
    [InlineData("x:\n - |\n    \n    text", "|\n    \n    text")]
    [InlineData("x: [!t, ab]", "ab")]
    [InlineData("x:\n - [a]\n - :b", ":b")]
    public void What_is_read_otherwise_than_it_stands_keeps_its_place(string text, string item) => Assert.Equal(item, Sequence(Root(text)).Items[^1].Span.Text);

    [Theory]
    [InlineData("x: [npx, «@»scope/tool]")]
    [InlineData("x: {a: «%»b}")]
    [InlineData("x: [cat, «|», wc]")]
    [InlineData("x: {\"A\" «\"B\"»}")]
    [InlineData("x: {a: b, «c\n d»: e}")]
    [InlineData("x: &db«.»defaults {a: b}")]
    [InlineData("x: &db {a: b}\ny: *db«.»defaults")]
    [InlineData("x: |\n  «\t»text")]
    [InlineData("x: {!t a # why, then\n  «b»: c}")]
    [InlineData("x:\n  y: z\n  «:»\n")]
    [InlineData("x:\n  y: &a\n  «:»\n")]
    [InlineData("x: [\na]\ny: |\n  «\t»text")]
    public void What_only_composes_reader_refuses_is_pointed_at(string marked)
    {
        var problem = Assert.Single(YamlReader.Read(new SourceFile("a.yml", WithoutMarks(marked))).Problems);

        var start = marked.IndexOf('«', StringComparison.Ordinal);
        Assert.Equal((start, marked[(start + 1)..marked.IndexOf('»', StringComparison.Ordinal)]), (problem.Span.Start, problem.Span.Text));
    }

    [Fact]
    public void What_stands_behind_the_end_of_a_document_is_told() => Assert.Single(YamlReader.Read(new SourceFile("a.yml", "x: a\n...\ny: b")).Problems);

    [Fact]
    public void Lines_that_are_moved_one_by_one_are_bounded()
    {
        var text = "x: [\n" + string.Concat(Enumerable.Repeat("a\n,\n", 200)) + "]";

        Assert.Single(YamlReader.Read(new SourceFile("a.yml", text)).Problems);
    }

    [Theory]
    [InlineData("x: [curl, http://a/«?»b]", "']'")]
    [InlineData("x: {a: b, c: is it «?»}", "'}'")]
    [InlineData("x: {a: [b«?» c]}", "']'")]
    [InlineData("x: [?a«?»]", "']'")]
    public void A_question_mark_that_ends_a_word_between_brackets_is_pointed_at(string marked, string bracket)
    {
        var text = WithoutMarks(marked);

        var problem = Assert.Single(YamlReader.Read(new SourceFile("a.yml", text)).Problems);
        Assert.Equal((marked.IndexOf('«', StringComparison.Ordinal), "?"), (problem.Span.Start, problem.Span.Text));
        Assert.Contains(bracket, problem.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x: run *all«:» twice")]
    [InlineData("x: a\n  *b«:» c")]
    public void A_colon_behind_a_star_is_pointed_at(string marked)
    {
        var text = WithoutMarks(marked);

        Assert.Equal(marked.IndexOf('«', StringComparison.Ordinal), Assert.Single(YamlReader.Read(new SourceFile("a.yml", text)).Problems).Span.Start);
    }

    [Theory]
    [InlineData("{a: &x !!str 1, b: *x}", "tag:yaml.org,2002:str")]
    [InlineData("{a: !!str &x 1, b: *x}", "tag:yaml.org,2002:str")]
    [InlineData("{a: &x\n !t 1, b: *x}", "!t")]
    [InlineData("{a: !t  &x 1, b: *x}", "!t")]
    [InlineData("{a: &x 1, b: *x}", null)]
    public void An_anchor_and_a_tag_before_a_word_between_brackets_are_both_read(string text, string? tag)
    {
        var entries = Assert.IsType<YamlMapping>(Root(text)).Entries;

        var value = Assert.IsType<YamlScalar>(entries[0].Value);
        Assert.Equal((tag, "1", "1"), (value.Tag, value.Value, value.Span.Text));
        Assert.Same(value, Assert.IsType<YamlAlias>(entries[1].Value).Target);
    }

    [Theory]
    [InlineData("{a: !'&b, c: d}")]
    [InlineData("{a: &b!t c, d: e}")]
    [InlineData("{a: !&b !': !=}")]
    public void An_anchor_that_is_glued_to_a_tag_is_no_endless_work(string text) => Assert.Single(YamlReader.Read(new SourceFile("a.yml", text)).Problems);

    [Theory]
    [InlineData("x: |2\n    \n  a\n", "  \na\n")]
    [InlineData("x:\n  y: |2-\n  \n     \n    a\n", "\n \na")]
    public void Blanks_beyond_the_indentation_that_is_stated_are_text(string text, string value)
    {
        var node = Assert.IsType<YamlMapping>(Root(text)).Entries[0].Value;

        Assert.Equal(value, Assert.IsType<YamlScalar>(node is YamlMapping inner ? inner.Entries[0].Value : node).Value);
    }

    private static string WithoutMarks(string marked) => marked.Replace("«", "", StringComparison.Ordinal).Replace("»", "", StringComparison.Ordinal);

    private static YamlNode Root(string text)
    {
        var file = YamlReader.Read(new SourceFile("a.yml", text));
        Assert.Empty(file.Problems);
        return Assert.Single(file.Documents);
    }

    private static YamlSequence Sequence(YamlNode root) =>
        Assert.IsType<YamlSequence>(root is YamlMapping mapping ? mapping.Entries[0].Value : root);
}
