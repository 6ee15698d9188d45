using Koda.Lint.Reports;

namespace Koda.Lint.Engine.Tests.Reports;

public sealed class RulePageWriterTests
{
    private static readonly RuleInfo DoorOpen = new()
    {
        Id = "KODA2001",
        Name = "DoorOpen",
        Title = "A door is open",
        Category = "Network",
        DefaultSeverity = Severity.Error,
        Surfaces = Surfaces.Compose | Surfaces.Source,
        Messages =
        [
            new RuleMessage("default", Severity.Error, "door '<door>' is open", "open", "close <door>"),
            new RuleMessage("ajar", Severity.Info, "door '<door>' is ajar", null, null),
        ],
        Why = "Anyone walks in, see KODA9001, KODA2001, `KODA9001` and KODA2999.",
        HowToFix = "Close it.",
        CodeFix = "closes the door",
        StaysSilent = ["Closed doors.", "Windows."],
        Examples =
        [
            new RuleExample("An open door", [new ExampleFile("docker-compose.yml", "door: open\n", "0644", IsTracked: true)], ["docker-compose.yml 1:7"], ["--environment", "production"]),
            new RuleExample("A closed door", [new ExampleFile("sub.folder/.env.local", "```\n\u0000\n")], [], []),
        ],
    };

    [Fact]
    public void A_rule_that_no_comment_suppresses_shows_none() =>
        Assert.DoesNotContain("koda-lint: disable", RulePageWriter.Write(RuleCatalogue.FileUnreadable), StringComparison.Ordinal);

    [Fact]
    public void A_page_has_the_same_headings_in_the_same_order() =>
        Assert.Equal(
            [
                "# KODA2001 DoorOpen", "## What it says", "## Why it matters", "## How to fix it", "## What stays silent", "## Examples",
                "### An open door", "### A closed door", "## How to suppress it",
            ],
            RulePageWriter.Write(DoorOpen).Split('\n').Where(line => line is ['#', ' ' or '#', ..] && !line.Contains("koda-lint:", StringComparison.Ordinal)));

    [Theory]
    [InlineData("| error | Network | Compose files, C# |")]
    [InlineData("```text\nerror: door '<door>' is open\n  ^ open\n  = fix: close <door>\n```\n")]
    [InlineData("```text\ninfo: door '<door>' is ajar\n```\n")]
    [InlineData("see [KODA9001](KODA9001.md), KODA2001, `KODA9001` and KODA2999.")]
    [InlineData("Close it.\n\nIn C#, a code fix closes the door.\n\n## What")]
    [InlineData("- Closed doors.\n- Windows.\n")]
    [InlineData("`docker-compose.yml`, mode 0644, tracked by git\n\n```yaml\ndoor: open\n```\n")]
    [InlineData("Checked with `koda-lint check --environment production`.\n\nReported at `docker-compose.yml` line 1, column 7.\n")]
    [InlineData("`sub.folder/.env.local`\n\n````dotenv\n```\n␀\n````\n\nNothing is reported.\n")]
    [InlineData("```yaml\n# koda-lint: disable=KODA2001 -- what protects this place instead\n```\n")]
    [InlineData("```csharp\n#pragma warning disable KODA2001 // what protects this place instead\n```\n")]
    public void A_page_shows(string part) => Assert.Contains(part, RulePageWriter.Write(DoorOpen), StringComparison.Ordinal);

    [Fact]
    public void A_page_ends_with_one_line_break() => Assert.Matches("[^\n]\n$", RulePageWriter.Write(DoorOpen));

    [Fact]
    public void The_index_groups_rules_by_category() =>
        Assert.EndsWith(
            "## Network\n\n| rule | severity | what is wrong | found in |\n| --- | --- | --- | --- |\n"
            + "| [KODA2001](KODA2001.md) DoorOpen | error | A door is open | Compose files, C# |\n",
            RuleTableWriter.WriteIndex([DoorOpen]),
            StringComparison.Ordinal);

    [Fact]
    public void The_table_takes_the_place_between_the_marks() =>
        Assert.Equal(
            "before\n<!-- rules:begin -->\n| rule | severity | what is wrong |\n| --- | --- | --- |\n"
            + "| [KODA2001](docs/rules/KODA2001.md) | error | A door is open |\n<!-- rules:end -->\nafter\n",
            RuleTableWriter.WriteInto("before\n<!-- rules:begin -->\nold\n<!-- rules:end -->\nafter\n", [DoorOpen]));

    [Theory]
    [InlineData("no marks")]
    [InlineData("<!-- rules:begin --> only")]
    [InlineData("<!-- rules:end --> before <!-- rules:begin -->")]
    public void A_document_without_marks_gets_no_table(string document) => Assert.Null(RuleTableWriter.WriteInto(document, [DoorOpen]));
}
