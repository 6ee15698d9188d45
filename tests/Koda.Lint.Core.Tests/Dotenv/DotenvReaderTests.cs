using System.Diagnostics;
using CsCheck;
using Koda.Lint.Dotenv;
using Koda.Lint.Interpolation;
using Koda.Lint.Text;

namespace Koda.Lint.Core.Tests.Dotenv;

public sealed class DotenvReaderTests
{
    private static readonly DotenvDialect[] Dialects =
        [DotenvDialect.Compose, DotenvDialect.PythonDotenv, DotenvDialect.DotenvNet, DotenvDialect.Naive];

    public static TheoryData<DotenvDialect> EveryDialect => [.. Dialects];

    private static EnvFile Read(string text, DotenvDialect dialect = DotenvDialect.Compose) =>
        DotenvReader.Read(new SourceFile(".env", text), dialect, Look);

    private static VariableDefinition? Look(string name) =>
        name == "SHELLVAR" ? new VariableDefinition(name, "from shell", VariableOrigin.Shell, null) : null;

    [Theory]
    [InlineData("A=1 # c", "A", "1")]
    [InlineData("  export  A = x y  # c", "A", "x y")]
    [InlineData("A: 1", "A", "1")]
    [InlineData("A=\"x\\ny\" # c", "A", "x\\ny")]
    [InlineData("A='it\\'s'", "A", "it\\'s")]
    [InlineData("A=", "A", "")]
    [InlineData("A=\r", "A", "")]
    public void Compose_s_key_and_value_are_marked(string line, string key, string value)
    {
        var entry = Assert.Single(Read("# first\r\n" + line + "\n").Entries);

        Assert.Equal(key, entry.KeySpan.Text);
        Assert.Equal(value, entry.ValueSpan.Text);
        Assert.Equal(2, entry.KeySpan.ToLocation().Start.Line);
    }

    [Theory]
    [InlineData("A='x # y' # c", "x # y")]
    [InlineData("A = \"x\"", "x")]
    [InlineData("export 'A'=x\t# c", "x")]
    public void Python_dotenv_s_value_is_marked(string line, string value) =>
        Assert.Equal(value, Read(line, DotenvDialect.PythonDotenv).Find("A")!.ValueSpan.Text);

    [Theory]
    [InlineData("A= x # c", " x")]
    [InlineData("A= 'x' # c", "x")]
    public void Dotenv_net_s_value_is_marked(string line, string value) =>
        Assert.Equal(value, Read(line, DotenvDialect.DotenvNet).Find("A")!.ValueSpan.Text);

    [Theory]
    [InlineData("A= x # c ", "x # c")]
    [InlineData(" A ='x'", "x")]
    public void The_naive_value_is_marked(string line, string value) =>
        Assert.Equal(value, Read(line, DotenvDialect.Naive).Find("A")!.ValueSpan.Text);

    [Theory]
    [InlineData("A=${B", "${B")]
    [InlineData("A=\"\\ttab ${B C}\"", "${B C}")]
    [InlineData("A=\"\\$ ${B?need}\"", "${B?need}")]
    [InlineData("a/b=1", "/")]
    [InlineData("=x\na😀b=1", "😀")]
    [InlineData("A B=1", "A B")]
    [InlineData("B=1\nA='x\nC=2", "'x")]
    [InlineData("export ", "export ")]
    public void What_compose_refuses_is_marked_and_fails_the_file(string text, string marked)
    {
        var file = Read(text);

        Assert.True(file.Failed);
        Assert.Equal(marked, Assert.Single(file.Problems).Span.Text);
    }

    [Fact]
    public void Every_statement_that_compose_refuses_is_reported()
    {
        var file = Read("a/b='x' C=1\n${D}=2\nE F\nG=${}${H?}\nI=1\n");

        Assert.Equal(["/", "$", "E F", "${}", "${H?}"], file.Problems.Select(p => p.Span.Text));
        Assert.Equal("1", file.Find("I")!.Value);
    }

    [Theory]
    [InlineData("A=s3cret${x y", DotenvDialect.Compose)]
    [InlineData("A='s3cret", DotenvDialect.Compose)]
    [InlineData("A s3cret=1", DotenvDialect.Compose)]
    [InlineData("A=${X:?s3cret}", DotenvDialect.Compose)]
    [InlineData("A='s3cret'x", DotenvDialect.PythonDotenv)]
    [InlineData("A='s3cret", DotenvDialect.DotenvNet)]
    [InlineData("s3cret", DotenvDialect.Naive)]
    public void No_reason_quotes_the_file(string text, DotenvDialect dialect) =>
        Assert.All(Read(text, dialect).Problems, p => Assert.DoesNotContain("s3cret", p.Reason));

    [Fact]
    public void A_bare_key_takes_the_environment_s_value()
    {
        var entry = Assert.Single(Read("SHELLVAR\nUNSET\n").Entries);

        Assert.True(entry.IsInherited);
        Assert.Equal(VariableOrigin.Shell, entry.Definition.Origin);
        Assert.Equal("from shell", entry.Value);
    }

    [Fact]
    public void A_bare_key_sets_nothing_for_python_dotenv()
    {
        var entry = Assert.Single(Read("SHELLVAR\n", DotenvDialect.PythonDotenv).Entries);

        Assert.False(entry.HasValue);
        Assert.False(entry.IsInherited);
    }

    [Fact]
    public void Compose_prefers_the_environment_and_python_dotenv_the_file()
    {
        const string Text = "SHELLVAR=mine\nA=${SHELLVAR}\n";

        Assert.Equal("from shell", Read(Text).Find("A")!.Value);
        Assert.Equal("mine", Read(Text, DotenvDialect.PythonDotenv).Find("A")!.Value);
    }

    [Fact]
    public void An_env_file_read_earlier_hides_even_the_file_s_own_keys()
    {
        var first = Read("A=1\nC=1\n");
        var second = DotenvReader.Read(
            new SourceFile("2.env", "B=$A$C\nA=2\nD=$A\n"), DotenvDialect.Compose, name => first.Find(name)?.Definition);

        Assert.Equal(["11", "2", "1"], second.Entries.Select(e => e.Value));
        Assert.Same(first.File, second.Entries[0].Uses[0].Definition!.Span!.Value.File);
    }

    [Theory]
    [InlineData("A=\"\\t${SHELLVAR:-d}\"", DotenvDialect.Compose)]
    [InlineData("A=x${SHELLVAR:-d}", DotenvDialect.Compose)]
    [InlineData("A=\"l1\r\n\\t${SHELLVAR:-d}\"", DotenvDialect.PythonDotenv)]
    [InlineData("A='${SHELLVAR:-d}'", DotenvDialect.PythonDotenv)]
    public void Uses_are_placed_in_the_file(string text, DotenvDialect dialect)
    {
        var use = Assert.Single(Assert.Single(Read(text, dialect).Entries).Uses);

        Assert.Equal("${SHELLVAR:-d}", text[use.Start..use.End]);
        Assert.Equal("d", text[use.OperandStart..use.OperandEnd]);
    }

    [Fact]
    public void The_last_of_repeated_keys_counts_and_all_are_kept()
    {
        var file = Read("A=1\nB=2\nA=3\n");

        Assert.Equal(["1", "2", "3"], file.Entries.Select(e => e.Value));
        Assert.Equal("3", file.Find("A")!.Value);
        Assert.Null(file.Find("a"));
    }

    [Fact]
    public void A_byte_order_mark_belongs_to_the_first_name_in_python()
    {
        var file = new SourceFile(".env", "A=1\nB=2\n") { HasByteOrderMark = true };

        Assert.Equal(
            ["A B", "\uFEFFA B", "A B", "\uFEFFA B"],
            Dialects.Select(d => string.Join(' ', DotenvReader.Read(file, d, Look).Entries.Select(e => e.Key))));
        Assert.All(Dialects, d => Assert.Equal("A", DotenvReader.Read(file, d, Look).Entries[0].KeySpan.Text));
    }

    [Theory]
    [MemberData(nameof(EveryDialect))]
    public void No_text_makes_a_reader_throw_or_point_outside(DotenvDialect dialect) =>
        Gen.OneOf(Snippets.EnvFiles, Gen.String).Select(Gen.Bool).Sample((text, mark) =>
        {
            var file = DotenvReader.Read(new SourceFile(".env", text) { HasByteOrderMark = mark }, dialect, Look);

            Assert.All(file.Entries, e =>
            {
                AssertInside(text, e.KeySpan);
                AssertInside(text, e.ValueSpan);
                Assert.InRange(e.ValueSpan.Start, e.KeySpan.End, text.Length);
                Assert.All(e.Uses, u =>
                {
                    Assert.InRange(u.Start, e.ValueSpan.Start, u.OperandStart);
                    Assert.InRange(u.OperandEnd, u.OperandStart, u.End);
                    Assert.InRange(u.End, u.OperandEnd, e.ValueSpan.End);
                });
            });
            Assert.All(file.Problems, p => AssertInside(text, p.Span));
            Assert.Equal(file.Entries.Select(e => e.KeySpan.Start).Order(), file.Entries.Select(e => e.KeySpan.Start));
            if (file.Entries.Count > 0)
                Assert.Same(file.Entries[^1], file.Find(file.Entries[^1].Key));
        });

    [Theory]
    [InlineData("A=x\n")]
    [InlineData("A=\"x\n")]
    [InlineData("A='x\n")]
    [InlineData("A=\"\\\"\n")]
    [InlineData("A='\\'\n")]
    [InlineData("A=x # y ")]
    [InlineData("a/b=\"")]
    [InlineData("A B\n")]
    [InlineData("A=${U:-")]
    [InlineData("A=${B:?")]
    [InlineData("A=\"${U\"\n")]
    [InlineData(" \r")]
    [InlineData("#\n")]
    [InlineData("export ")]
    [InlineData("\\\"")]
    [InlineData("A=' \\")]
    [InlineData("'")]
    [InlineData("A=    \t")]
    [InlineData("A='x'")]
    [InlineData("A B='x'")]
    [InlineData("A='x' #")]
    [InlineData("A=${A}${B")]
    [InlineData("A=\"${\"")]
    [InlineData("'A\n")]
    [InlineData("export export")]
    [InlineData("A\r")]
    public void Reading_takes_linear_time(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 2_000_000 / piece.Length));
        foreach (var dialect in Dialects)
        {
            var watch = Stopwatch.StartNew();
            Read(text, dialect);
            Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(8));
        }
    }

    [Theory]
    [InlineData(DotenvDialect.Compose)]
    [InlineData(DotenvDialect.PythonDotenv)]
    public void Values_that_double_with_every_line_hit_a_limit(DotenvDialect dialect)
    {
        var lines = Enumerable.Range(1, 200).Select(i => $"V{i}=${{V{i - 1}}}${{V{i - 1}}}\n");

        var file = Read("V0=xxxxxxxx\n" + string.Concat(lines), dialect);

        Assert.Contains(file.Problems, p => p.IsLimit);
        Assert.InRange(file.Entries.Sum(e => (long)e.Value.Length), 1, 4L * Template.MaxValueLength);
    }

    private static void AssertInside(string text, SourceSpan span)
    {
        Assert.InRange(span.Start, 0, text.Length);
        Assert.InRange(span.End, span.Start, text.Length);
    }
}
