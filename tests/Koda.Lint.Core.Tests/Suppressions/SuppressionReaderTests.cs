using Koda.Lint.Suppressions;
using Koda.Lint.Text;

namespace Koda.Lint.Core.Tests.Suppressions;

public sealed class SuppressionReaderTests
{
    [Fact]
    public void Behind_a_value_it_covers_that_line() =>
        Assert.Equal(["KODA2001 1-1"], Lines("a: 1 # koda-lint: disable=KODA2001 -- why\nb: 2\n"));

    [Fact]
    public void On_a_line_of_its_own_it_covers_the_next_line_that_says_something() =>
        Assert.Equal(["KODA2001 4-4"], Lines("# koda-lint: disable=KODA2001 -- why\n\n# words\na: 1\nb: 2\n"));

    [Fact]
    public void Comments_above_one_another_cover_the_same_line() =>
        Assert.Equal(["KODA2001 3-3", "KODA2003 3-3"], Lines("# koda-lint: disable=KODA2001 -- why\n# koda-lint: disable=KODA2003 -- why\na: 1\n"));

    [Fact]
    public void Up_to_enable_it_covers_a_block() =>
        Assert.Equal(["KODA2001 2-3"], Lines("# koda-lint: disable=KODA2001 -- why\na: 1\nb: 2\n# koda-lint: enable=KODA2001\nc: 3\n"));

    [Fact]
    public void Enable_ends_the_nearest_block_only() => Assert.Equal(
        ["KODA2001 2-2", "KODA2001 4-5"],
        Lines("# koda-lint: disable=KODA2001 -- one\na: 1\n# koda-lint: disable=KODA2001 -- two\nb: 2\nc: 3\n# koda-lint: enable=KODA2001\n"));

    [Fact]
    public void Enable_may_end_one_rule_of_a_list() => Assert.Equal(
        ["KODA2001 2-3", "KODA2003 2-2"],
        Lines("# koda-lint: disable=KODA2001, KODA2003 -- why\na: 1\nb: 2\n# koda-lint: enable=KODA2001\n"));

    [Fact]
    public void Disable_file_covers_everything_wherever_it_stands() =>
        Assert.Equal([$"KODA2001 1-{int.MaxValue}"], Lines("a: 1\n# koda-lint: disable-file=KODA2001 -- why\n"));

    [Fact]
    public void A_rule_may_be_named_by_its_name_in_any_case() =>
        Assert.Equal(["KODA2001 1-1", "KODA2003 1-1"], Lines("a: 1 # koda-lint: disable=PortPublishedOnAllInterfaces,koda2003 -- why\n"));

    [Theory]
    [InlineData("a: \"x # koda-lint: disable=KODA2001 -- why\"\n")]
    [InlineData("a: 'x\n  # koda-lint: disable=KODA2001 -- why'\n")]
    [InlineData("a: |\n  # koda-lint: disable=KODA2001 -- why\n  b\n")]
    [InlineData("a: >-\n  x\n\n  # koda-lint: disable=KODA2001 -- why\n")]
    [InlineData("a: x#koda-lint: disable=KODA2001 -- why\n")]
    [InlineData("# see koda-lint: disable=KODA2001 -- why\na: 1\n")]
    [InlineData("a: koda-lint:x\n")]
    public void Text_that_only_looks_like_a_comment_is_none(string yaml) => Assert.Empty(Told(yaml));

    [Theory]
    [InlineData("a: | # koda-lint: disable=KODA2001 -- why\n  text\n", "KODA2001 1-1")]
    [InlineData("a: \"x\"# koda-lint: disable=KODA2001 -- why\n", "KODA2001 1-1")]
    [InlineData("a: [1, 2] # koda-lint: disable=KODA2001 -- why\n", "KODA2001 1-1")]
    [InlineData("a: |\n  text\n# koda-lint: disable=KODA2001 -- why\nb: 1\n", "KODA2001 4-4")]
    [InlineData("a:\r\n  # koda-lint: disable=KODA2001 -- why\r\n  b: 1\r\n", "KODA2001 3-3")]
    [InlineData("## koda-lint: disable=KODA2001 -- why\na: 1", "KODA2001 2-2")]
    public void A_comment_of_yaml_is_one(string yaml, string expected) => Assert.Equal([expected], Told(yaml));

    [Theory]
    [InlineData(".env", "A=1 # koda-lint: disable=KODA6003 -- why\n", "KODA6003 1-1")]
    [InlineData(".env.prod", "# koda-lint: disable=KODA6003 -- why\nexport A=1\n", "KODA6003 2-2")]
    [InlineData("Caddyfile", "example.com {\n\t# koda-lint: disable=KODA4001 -- why\n\theader X \"y\"\n}\n", "KODA4001 3-3")]
    [InlineData("deploy/nginx.conf", "server { listen 80; # koda-lint: disable=KODA4001 -- why\n}\n", "KODA4001 1-1")]
    [InlineData("koda.service", "[Service]\n; koda-lint: disable=KODA2001 -- why\nExecStart=/bin/true\n", "KODA2001 3-3")]
    [InlineData("koda.service.example", "[Service]\n# koda-lint: disable=KODA2001 -- why\nExecStart=/bin/true\n", "KODA2001 3-3")]
    [InlineData("koda.service.d/override.conf", "[Service]\n; koda-lint: disable=KODA2001 -- why\nUser=x\n", "KODA2001 3-3")]
    [InlineData("appsettings.json", "{\n  // koda-lint: disable=KODA5001 -- why\n  \"a\": 1\n}\n", "KODA5001 3-3")]
    [InlineData("appsettings.Production.json", "{ \"a\": 1 /* koda-lint: disable=KODA5001 -- why */ }\n", "KODA5001 1-1")]
    [InlineData("Dockerfile", "FROM x\n# koda-lint: disable=KODA6004 -- why\nENV A=1\n", "KODA6004 3-3")]
    public void Each_format_has_its_own_comments(string name, string text, string expected) => Assert.Equal([expected], Told(text, name));

    [Theory]
    [InlineData(".env", "A=\"x\n# koda-lint: disable=KODA6003 -- why\n\"\n")]
    [InlineData(".env", "A=x#koda-lint: disable=KODA6003 -- why\n")]
    [InlineData("Caddyfile", "respond \"# koda-lint: disable=KODA4001 -- why\"\n")]
    [InlineData("Caddyfile", "respond <<TEXT\n# koda-lint: disable=KODA4001 -- why\nTEXT\n")]
    [InlineData("nginx.conf", "return 200 \"a\n# koda-lint: disable=KODA4001 -- why\n\";\n")]
    [InlineData("koda.service", "[Service]\nExecStart=/bin/true # koda-lint: disable=KODA2001 -- why\n")]
    [InlineData("appsettings.json", "{ \"a\": \"// koda-lint: disable=KODA5001 -- why\" }\n")]
    [InlineData("Dockerfile", "FROM x\nRUN <<EOF\n# koda-lint: disable=KODA6004 -- why\nEOF\n")]
    [InlineData("notes.txt", "# koda-lint: disable=KODA2001 -- why\n")]
    public void Values_of_each_format_are_no_comments(string name, string text) => Assert.Empty(Told(text, name));

    [Theory]
    [InlineData("# koda-lint: disable=KODA2001\n", "KODA9006 KODA2001")]
    [InlineData("# koda-lint: disable=KODA2001 -- \n", "KODA9006 KODA2001")]
    [InlineData("# koda-lint: disable=KODA2001 -- ...\n", "KODA9006 KODA2001")]
    [InlineData("# koda-lint: disable=KODA2001,KODA2003 because of that\n", "KODA9006 KODA2001,KODA2003")]
    [InlineData("# koda-lint: disable=KODA2X -- why\n", "KODA9005 KODA2X")]
    [InlineData("# koda-lint: disable=KODA9001 -- why\n", "KODA9005 KODA9001")]
    [InlineData("# koda-lint: disable=KODA2003 -- why\n", "KODA9005 KODA2003")]
    [InlineData("# koda-lint: enable=KODA2001\n", "KODA9005 KODA2001")]
    [InlineData("# koda-lint: disable -- why\n", "KODA9005 disable -- why")]
    [InlineData("# koda-lint: disable= -- why\n", "KODA9005 disable= -- why")]
    [InlineData("# koda-lint: disable-next-line=KODA2001 -- why\n", "KODA9005 disable-next-line=KODA2001 -- why")]
    [InlineData("# koda-lint:\n", "KODA9005 ")]
    public void What_does_nothing_is_told_where_it_stands(string comment, string expected) =>
        Assert.Equal([expected], Told(comment + "a: 1\n", locked: "KODA2003"));

    [Fact]
    public void The_name_of_a_suppression_does_not_depend_on_its_line()
    {
        var before = Read("a: 1 # koda-lint: disable=KODA2001 -- why\nb: 1 # koda-lint: disable=KODA2001 -- why\n");
        var after = Read("\n\na: 1 # koda-lint: disable=KODA2001 -- why\n\nb: 1 # koda-lint: disable=KODA2001 -- why\n");

        Assert.Equal(before.Suppressions.Select(s => s.Subject), after.Suppressions.Select(s => s.Subject));
        Assert.Equal(2, before.Suppressions.Select(s => s.Subject).Distinct().Count());
    }

    [Fact]
    public void A_file_of_nothing_but_suppressions_is_read_in_linear_time()
    {
        var text = string.Concat(Enumerable.Repeat("# koda-lint: disable=KODA2001 -- why\n", 200_000)) + "a: 1\n";

        Assert.All(Read(text).Suppressions, suppression => Assert.Equal(200_001, suppression.FirstLine));
    }

    private static IEnumerable<string> Lines(string yaml)
    {
        var (suppressions, problems) = Read(yaml);
        Assert.Empty(problems);
        return suppressions.Select(s => $"{s.Rule.Id} {s.FirstLine}-{s.LastLine}");
    }

    private static IEnumerable<string> Told(string text, string name = "compose.yml", params string[] locked)
    {
        var (suppressions, problems) = Read(text, name, locked);
        return suppressions.Select(s => $"{s.Rule.Id} {s.FirstLine}-{s.LastLine}").Concat(problems.Select(p => p.Text.Rule.Id + " " + p.Span.Text));
    }

    private static (IReadOnlyList<Suppression> Suppressions, IReadOnlyList<SuppressionProblem> Problems) Read(string text, string name = "compose.yml", params string[] locked)
    {
        var suppressions = SuppressionReader.Read(new SourceFile("/srv/stack/" + name, text), CommentSyntaxes.OfName("/srv/stack/" + name), locked, out var problems);
        return (suppressions, problems);
    }
}
