using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Koda.Lint.Cli.Tests;

/// <summary>Several reports of one run.</summary>
public sealed class OutputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public OutputTests() => _folder.Write("compose.prod.yml", "services:\n  web:\n    image: x:1\n    ports: [\"8080:80\"]\n");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void One_run_writes_a_report_to_standard_output_and_others_to_files()
    {
        var answer = KodaLint.Run(_folder.Path, "--format", "github", "--output", "sarif=out.sarif", "-o", "junit=junit.xml", "-o", "gitlab=quality.json", "-o", "text=out.txt");

        Assert.Equal(1, answer.ExitCode);
        Assert.StartsWith("::error file=compose.prod.yml,line=4,", answer.Output, StringComparison.Ordinal);
        Assert.Equal("KODA2001", (string?)JsonNode.Parse(File.ReadAllText(_folder.PathTo("out.sarif")))!["runs"]![0]!["results"]![0]!["ruleId"]);
        Assert.Equal("1", (string?)XDocument.Load(_folder.PathTo("junit.xml")).Root!.Attribute("failures"));
        Assert.Equal("KODA2001", (string?)JsonNode.Parse(File.ReadAllText(_folder.PathTo("quality.json")))![0]!["check_name"]);
        Assert.StartsWith("error KODA2001: ", File.ReadAllText(_folder.PathTo("out.txt")), StringComparison.Ordinal);
        Assert.Equal(5, Directory.GetFiles(_folder.Path).Length);
    }

    [Theory]
    [InlineData("out.sarif", "--output takes FORMAT=FILE")]
    [InlineData("pdf=out.pdf", "--output takes FORMAT=FILE")]
    [InlineData("sarif=", "--output takes FORMAT=FILE")]
    [InlineData("sarif=nowhere/out.sarif", "there is no folder")]
    [InlineData("sarif=.", "it is a folder")]
    public void A_file_that_cannot_be_written_is_told_before_anything_is_judged(string output, string expected)
    {
        var answer = KodaLint.Run(_folder.Path, "--output", output);

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains(expected, answer.Error, StringComparison.Ordinal);
        Assert.Equal("", answer.Output);
    }

    [Fact]
    public void Two_reports_do_not_share_a_file()
    {
        var answer = KodaLint.Run(_folder.Path, "-o", "sarif=out", "-o", "json=./out");

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains("twice", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_may_go_to_a_device()
    {
        Assert.SkipUnless(File.Exists("/dev/stderr"), "there is no /dev/stderr");

        var answer = KodaLint.Run(_folder.Path, "--format", "json", "-o", "text=/dev/stderr");

        Assert.Equal(1, answer.ExitCode);
        Assert.StartsWith("error KODA2001: ", answer.Error, StringComparison.Ordinal);
    }
}
