using Koda.Lint.Dockerfile;
using Koda.Lint.Text;

namespace Koda.Lint.Core.Tests.Dockerfile;

public sealed class DockerfileReaderTests
{
    [Fact]
    public void Stages_and_instructions_are_told_apart()
    {
        var file = Read("ARG TAG=3.20\nFROM alpine:${TAG} AS build\nRUN make\nFROM --platform=linux/amd64 scratch\ncopy --from=build /a /b\nEXPOSE 80 443/tcp\n");

        Assert.Empty(file.Problems);
        Assert.Equal([("ARG", -1), ("FROM", 0), ("RUN", 0), ("FROM", 1), ("COPY", 1), ("EXPOSE", 1)], file.Instructions.Select(i => (i.Keyword, i.Stage)));
        Assert.Equal(["alpine:${TAG}", "AS", "build"], file.All("FROM").First().Words.Select(w => w.Value));
        Assert.True(DockerfileInstruction.IsFlag(file.All("COPY").Single().Words[0]));
        Assert.Equal(["80", "443/tcp"], file.All("EXPOSE").Single().Words.Select(w => w.Value));
    }

    [Theory]
    [InlineData("ENV A=b C=\"d e\" F='g \"h\"' I=j\\ k L=", "A=b|C=d e|F=g \"h\"|I=j k|L=")]
    [InlineData("ENV A the rest \"of it\"", "A=the rest of it")]
    [InlineData("env A=${B:-c} D=$E", "A=${B:-c}|D=$E")]
    [InlineData("ARG A B=c D=\"e\"", "A|B=c|D=e")]
    [InlineData("LABEL \"a.b\"=\"c d\" e=f", "a.b=c d|e=f")]
    [InlineData("ENV A=\"b\\\"c\\d\\\\\"", "A=b\"c\\d\\")]
    public void Names_get_their_values(string text, string expected)
    {
        var file = Read("FROM a\n" + text);

        Assert.Empty(file.Problems);
        Assert.Equal(expected, string.Join("|", file.Instructions[1].Assignments.Select(a => a.Value is null ? a.Name : a.Name + "=" + a.Value)));
    }

    [Fact]
    public void A_value_is_marked_inside_its_quotes()
    {
        var assignment = Read("FROM a\nENV A=1 \\\n  # a comment\n\n  TOKEN=\"abc def\" \\\n  B=2\n").Instructions[1].Assignments[1];

        Assert.Equal(("TOKEN", "abc def"), (assignment.Name, assignment.Value!.Value));
        Assert.Equal("TOKEN=\"abc def\"", assignment.Span.Text);
        Assert.Equal("abc def", assignment.Value.SpanOf(0, 7).Text);
        Assert.Equal(5, assignment.Span.ToLocation().Start.Line);
    }

    [Fact]
    public void The_escape_directive_changes_what_continues_a_line()
    {
        var file = Read("# escape=`\n# syntax=docker/dockerfile:1\nFROM a\nRUN dir c:\\ `\r\n  /b\r\nUSER x\n");

        Assert.Equal(["escape=`", "syntax=docker/dockerfile:1"], file.Directives.Select(d => d.Name + "=" + d.Value));
        Assert.Equal(["dir", "c:\\", "/b"], file.All("RUN").Single().Words.Select(w => w.Value));
        Assert.Equal("x", file.All("USER").Single().Text.Value);
    }

    [Fact]
    public void A_directive_after_a_comment_is_a_comment() => Assert.Empty(Read("# hello\n# escape=`\nFROM a\n").Directives);

    [Fact]
    public void Heredocs_are_no_instructions()
    {
        var file = Read("FROM a\nRUN <<EOF cat <<-'END' > x\nUSER root\nEOF\n\tENV B=c\n\tEND\nUSER app\n");

        Assert.Empty(file.Problems);
        Assert.Equal(["FROM", "RUN", "USER"], file.Instructions.Select(i => i.Keyword));
        Assert.Equal(["USER root\n", "\tENV B=c\n"], file.All("RUN").Single().Heredocs.Select(h => h.Span.Text));
    }

    [Fact]
    public void The_exec_form_is_a_list()
    {
        var file = Read("FROM a\nCMD [\"nginx\", \"-g\", \"daemon \\u006fff;\"]\nENTRYPOINT [not json]\n");

        var command = file.All("CMD").Single();
        Assert.True(command.IsList);
        Assert.Equal(["nginx", "-g", "daemon off;"], command.Words.Select(w => w.Value));
        Assert.Equal("-g", command.Words[1].Span.Text);
        Assert.Equal("\\u006ff", command.Words[2].SpanOf(7, 2).Text);
        Assert.False(file.All("ENTRYPOINT").Single().IsList);
    }

    [Fact]
    public void What_is_put_off_is_read_too()
    {
        var instruction = Read("FROM a\nONBUILD ENV A=b\n").Instructions[1];

        Assert.Equal(("ENV", "b"), (instruction.Deferred!.Keyword, instruction.Deferred.Assignments[0].Value!.Value));
    }

    [Theory]
    [InlineData("FROM a\nNONSENSE x\nUSER y\n", "NONSENSE")]
    [InlineData("FROM a\nENV\nUSER y\n", "ENV")]
    [InlineData("FROM a\nENV A\nUSER y\n", "A")]
    [InlineData("FROM a\nENV A=b C\nUSER y\n", "C")]
    [InlineData("# escape=x\nFROM a\nUSER y\n", "x")]
    [InlineData("USER y\nRUN <<EOF\nb\n", "RUN <<EOF")]
    public void A_fault_has_a_place_and_the_rest_is_read(string text, string place)
    {
        var file = Read(text);

        Assert.Equal(place, file.Problems[0].Span.Text);
        Assert.Single(file.All("USER"));
    }

    [Fact]
    public void Any_text_is_survived() => ReaderProperties.Survive(
        f => Spans(DockerfileReader.Read(f)),
        ["FROM a\n", "ENV A=", "ARG ", "RUN <<EOF\n", "EOF\n", "\\\n", "# escape=`\n", "`\n", "[\"a\",", "ONBUILD ", "# c\n", "<<-X "],
        "# escape=`\nARG A\nFROM a AS b\nENV A=\"b `\" c\" D='e' `\n # c\n F=g\nRUN <<E cat <<-F\na\nE\n\tF\nCMD [\"a\", \"\\u0041\"]\nONBUILD COPY <<X /y\nz\nX\n");

    [Fact]
    public void A_megabyte_is_read_in_linear_time() => ReaderProperties.ReadInLinearTime(
        f => Spans(DockerfileReader.Read(f)), "FROM a\n", "ENV A=b \\\n", "ENV A=b C=d\n", "\\", "RUN <<A\n", "RUN <<A <<B\nA\nB\n", "ONBUILD ", "CMD [\"a\"]\n", "\"", "\n", "# escape=`\n", "ENV A=b ");

    private static DockerfileFile Read(string text) => DockerfileReader.Read(new SourceFile("Dockerfile", text));

    private static IEnumerable<SourceSpan> Spans(DockerfileFile file) =>
        file.Instructions.SelectMany(i => Of(i).Concat(i.Deferred is { } d ? Of(d) : []))
            .Concat(file.Directives.Select(d => d.Span)).Concat(file.Problems.Select(p => p.Span));

    private static IEnumerable<SourceSpan> Of(DockerfileInstruction instruction) =>
        instruction.Words.SelectMany(w => new[] { w.Span, w.SpanOf(1, 2) })
            .Concat(instruction.Assignments.SelectMany(a => a.Value is { } v ? new[] { a.Span, v.Span, v.SpanOf(0, 1) } : [a.Span]))
            .Concat(instruction.Heredocs.Select(h => h.Span)).Append(instruction.Span).Append(instruction.Text.Span);
}
