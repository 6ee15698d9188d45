using Koda.Lint.Checking;
using Koda.Lint.Fixes;
using Koda.Lint.Reports;
using Koda.Lint.Text;

namespace Koda.Lint.Engine.Tests.Reports;

public sealed class UnifiedDiffWriterTests
{
    [Fact]
    public void A_change_is_shown_with_three_lines_around_it() => Assert.Equal(
        "--- a/a.yml\n+++ b/a.yml\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n",
        Diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n"));

    [Fact]
    public void Changes_far_apart_are_hunks_of_their_own()
    {
        var before = string.Concat(Enumerable.Range(1, 20).Select(i => i + "\n"));

        var diff = Diff(before, before.Replace("2\n3\n", "2\n", StringComparison.Ordinal).Replace("18\n", "18\nnew\n", StringComparison.Ordinal));

        Assert.Equal(
            "--- a/a.yml\n+++ b/a.yml\n@@ -1,6 +1,5 @@\n 1\n 2\n-3\n 4\n 5\n 6\n@@ -16,5 +15,6 @@\n 16\n 17\n 18\n+new\n 19\n 20\n", diff);
    }

    [Fact]
    public void A_file_without_a_last_line_break_says_so() => Assert.Equal(
        "--- a/a.yml\n+++ b/a.yml\n@@ -1 +1,2 @@\n-a\n\\ No newline at end of file\n+a\n+b\n\\ No newline at end of file\n", Diff("a", "a\nb"));

    [Fact]
    public void An_insertion_into_nothing_begins_at_line_0() =>
        Assert.Equal("--- a/a.yml\n+++ b/a.yml\n@@ -0,0 +1 @@\n+a\n", Diff("", "a\n"));

    [Fact]
    public void Secrets_are_masked_old_and_new() => Assert.Equal(
        "--- a/a.yml\n+++ b/a.yml\n@@ -1,2 +1,2 @@\n-API_TOKEN=***\n+API_TOKEN=***\n OTHER_PASSWORD=***\n",
        Diff("API_TOKEN=changeme # one\nOTHER_PASSWORD=hunter2\n", "API_TOKEN=0123456789 # one\nOTHER_PASSWORD=hunter2\n"));

    [Fact]
    public void Carriage_returns_and_tabs_stay_and_what_moves_a_cursor_does_not() =>
        Assert.Equal("--- a/a.yml\n+++ b/a.yml\n@@ -1 +1 @@\n-a\t\u241B\r\n+b\r\n", Diff("a\t\u001B\r\n", "b\r\n"));

    [Fact]
    public void Permissions_are_shown_as_git_shows_them()
    {
        using var output = new StringWriter();
        UnifiedDiffWriter.Write(Outcome([], [new ModeChange("/srv/koda/.env", 0x1A4, 0x180)]), output, "/srv/koda");

        Assert.Equal("diff --git a/.env b/.env\nold mode 100644\nnew mode 100600\n", output.ToString());
    }

    [Fact]
    public void Patch_applies_it()
    {
        var patch = OracleProgram.Require(["patch"], "--version");
        using var folder = new TemporaryFolder();
        var before = string.Concat(Enumerable.Range(1, 60).Select(i => "line " + (i * 7 % 10) + "\n"));
        var after = before.Replace("line 3\n", "line 3\nadded\n", StringComparison.Ordinal).Replace("line 8\nline 5\n", "changed\n", StringComparison.Ordinal);
        folder.Write("a.yml", before);

        var answer = OracleProgram.Run(patch, ["-p1"], folder.Path, new Dictionary<string, string>(), Diff(before, after));

        Assert.True(answer.ExitCode == 0, answer.Output + answer.Error);
        Assert.Equal(after, File.ReadAllText(folder.PathTo("a.yml")));
    }

    private static string Diff(string before, string after)
    {
        using var output = new StringWriter();
        var changed = new ChangedFile(new SourceFile("/srv/koda/a.yml", before), new SourceFile("/srv/koda/a.yml", after));
        UnifiedDiffWriter.Write(Outcome([changed], []), output, "/srv/koda");
        return output.ToString();
    }

    private static FixOutcome Outcome(IReadOnlyList<ChangedFile> files, IReadOnlyList<ModeChange> modes) => new([], [], files, modes, new CheckReport([], [], []));
}
