namespace Koda.Lint.Cli.Tests;

public sealed class BaselineCommandTests : IDisposable
{
    private const string File = "koda-lint.baseline.json";
    private const string Public = "services:\n  web:\n    image: x:1\n    ports: [\"80:80\", \"81:81\"]\n";

    private readonly TemporaryFolder _folder = new();

    public BaselineCommandTests() => _folder.Write("compose.prod.yml", Public);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_admits_todays_findings_so_that_the_next_check_passes()
    {
        Assert.Equal(1, KodaLint.Run(_folder.Path).ExitCode);

        var written = KodaLint.Run(_folder.Path, "baseline");

        Assert.Equal("koda-lint.baseline.json admits 2 findings: 2 added, 0 removed\n", written.Output);
        Assert.Equal(0, written.ExitCode);
        var check = KodaLint.Run(_folder.Path);
        Assert.Equal(0, check.ExitCode);
        Assert.Contains("admitted by koda-lint.baseline.json: 2 findings\nno findings\n", check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Written_again_it_takes_out_what_is_gone_and_keeps_dates()
    {
        KodaLint.Run(_folder.Path, "baseline", "--expires", "2999-12-31");
        _folder.Write("compose.prod.yml", Public.Replace("\"81:81\"", "\"82:82\"", StringComparison.Ordinal));

        Assert.Contains("1 added, 1 removed", KodaLint.Run(_folder.Path, "baseline").Output, StringComparison.Ordinal);

        var text = System.IO.File.ReadAllText(_folder.PathTo(File));
        Assert.Contains("80:80/tcp\", \"expires\": \"2999-12-31\"", text, StringComparison.Ordinal);
        Assert.Contains("82:82/tcp\" }", text, StringComparison.Ordinal);
        Assert.DoesNotContain("81:81", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Written_twice_it_has_the_same_bytes()
    {
        KodaLint.Run(_folder.Path, "baseline");
        var first = System.IO.File.ReadAllBytes(_folder.PathTo(File));

        KodaLint.Run(_folder.Path, "baseline");

        Assert.Equal(first, System.IO.File.ReadAllBytes(_folder.PathTo(File)));
        Assert.Equal(["compose.prod.yml", File], Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_folder_below_updates_its_own_part_of_the_baseline_above()
    {
        _folder.Write("a/compose.prod.yml", Public);
        _folder.Write("b/compose.prod.yml", Public);
        KodaLint.Run(_folder.Path, "baseline", "--recursive");
        _folder.Write("a/compose.prod.yml", Public.Replace("\"81:81\"", "\"127.0.0.1:81:81\"", StringComparison.Ordinal));

        Assert.Equal("koda-lint.baseline.json admits 5 findings: 0 added, 1 removed\n", KodaLint.Run(_folder.Path, "baseline", "a").Output);
        Assert.Equal(0, KodaLint.Run(_folder.Path, "--recursive", "--fail-on", "info").ExitCode);
    }

    [Fact]
    public void Another_file_may_be_named()
    {
        KodaLint.Run(_folder.Path, "baseline", "-o", "old.json");

        Assert.Equal(1, KodaLint.Run(_folder.Path).ExitCode);
        Assert.Equal(0, KodaLint.Run(_folder.Path, "--baseline", "old.json").ExitCode);
        Assert.Equal(1, KodaLint.Run(_folder.Path, "--baseline", "old.json", "--no-ignores").ExitCode);
    }

    [Theory]
    [InlineData("--baseline", "missing.json", "missing.json:1:1: it cannot be read: there is no such file")]
    [InlineData("--baseline", "compose.prod.yml", "compose.prod.yml:1:1: ")]
    public void A_baseline_that_cannot_be_used_stops_the_run(string option, string value, string message)
    {
        var answer = KodaLint.Run(_folder.Path, option, value);

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains(message, answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_baseline_is_not_written_over()
    {
        _folder.Write(File, "{ \"version\": 7 }");

        var answer = KodaLint.Run(_folder.Path, "baseline");

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains(File + ":1:14: it needs the version 1", answer.Error, StringComparison.Ordinal);
        Assert.Equal("{ \"version\": 7 }", System.IO.File.ReadAllText(_folder.PathTo(File)));
    }

    [Fact]
    public void A_date_that_is_none_is_wrong_usage() =>
        Assert.Equal(2, KodaLint.Run(_folder.Path, "baseline", "--expires", "tomorrow").ExitCode);

    [Fact]
    public void Findings_of_locked_rules_are_told_and_left_out()
    {
        _folder.Write("koda-lint.yml", "rules:\n  KODA2001: { severity: error, locked: true }\n");

        var answer = KodaLint.Run(_folder.Path, "baseline");

        Assert.Equal("koda-lint.baseline.json admits 0 findings: 0 added, 0 removed\nlocked, so still reported: 2 findings of KODA2001\n", answer.Output);
        Assert.Equal(1, KodaLint.Run(_folder.Path).ExitCode);
    }
}
