using System.Text.RegularExpressions;

namespace Koda.Lint.Cli.Tests;

/// <summary>Runs what docs/reports.md shows.</summary>
public sealed partial class ReportsDocumentTests : IDisposable
{
    private static readonly string Document = File.ReadAllText(Repository.PathTo("docs/reports.md")).ReplaceLineEndings("\n");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Commands => [.. BlocksOf("sh").SelectMany(block => block.Split('\n', StringSplitOptions.RemoveEmptyEntries))];

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_does_what_it_says(string line)
    {
        foreach (var file in Directory.GetFiles(Repository.PathTo("samples/vps-broken")))
            File.Copy(file, _folder.PathTo(Path.GetFileName(file)));
        var words = line.Split(' ');
        Assert.Equal("koda-lint", words[0]);

        var answer = KodaLint.Run(_folder.Path, words[1..]);

        Assert.True(answer.ExitCode == 1, answer.ToString());
        foreach (var output in words.Where(word => word.Contains('=', StringComparison.Ordinal) && !word.Contains("/dev/", StringComparison.Ordinal)))
            Assert.NotEmpty(File.ReadAllText(_folder.PathTo(output.Split('=')[1])));
    }

    [Fact]
    public void The_dry_run_prints_what_the_page_shows()
    {
        var files = BlocksOf("yaml").ToList();
        _folder.Write("compose.yml", files[0]);
        _folder.Write("compose.prod.yml", files[1]);
        var shown = Assert.Single(BlocksOf("console"));
        var command = shown.Split('\n')[0];

        Assert.Equal(shown[(command.Length + 1)..], KodaLint.Run(_folder.Path, command.Split(' ')[2..]).Output);
    }

    [Fact]
    public void Every_format_is_in_the_table()
    {
        var formats = FormatNames().Match(KodaLint.Run(_folder.Path, "check", "--help").Output).Groups[1].Value.Split('|');

        Assert.Equal(7, formats.Length);
        Assert.All(formats, format => Assert.Contains("\n| `" + format + "` | ", Document, StringComparison.Ordinal));
    }

    private static IEnumerable<string> BlocksOf(string language) => CodeBlock().Matches(Document).Where(block => block.Groups[1].Value == language).Select(block => block.Groups[2].Value);

    [GeneratedRegex("^```([a-z]+)\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex("--format <([a-z|]+)>")]
    private static partial Regex FormatNames();
}
