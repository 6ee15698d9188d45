using Koda.Lint.Checking;
using Koda.Lint.Reports;

namespace Koda.Lint.Engine.Tests.Reports;

public sealed class TextReportWriterTests
{
    private readonly ReportSamples _files = new();

    [Fact]
    public void Each_place_is_shown_with_its_line()
    {
        var wide = _files.Add("docker-compose.yml", "services:\n  app:\n    image: x\n\n\n\n\n\n\n    ports:\n      - ⟦\"${PORT:-8090}:8090\"⟧\n")[0];
        var narrow = _files.Add("docker-compose.prod.yml", "services:\n  app:\n    ports:\n      - ⟦\"127.0.0.1:${PORT:-8090}:8090\"⟧\n")[0];
        var finding = ReportSamples.Finding(
            wide, "service 'app' still publishes 8090 on all interfaces: Compose appends 'ports' across files", "published on 0.0.0.0",
            "write `ports: !override` in docker-compose.prod.yml", new RelatedLocation(narrow, "this binding is added beside it, not in its place"));

        AssertShown(
            """
            error KODA2001: service 'app' still publishes 8090 on all interfaces: Compose appends 'ports' across files
              --> docker-compose.yml:11:9
               |
            11 |       - "${PORT:-8090}:8090"
               |         ^^^^^^^^^^^^^^^^^^^^ published on 0.0.0.0
              ::: docker-compose.prod.yml:4:9
               |
             4 |       - "127.0.0.1:${PORT:-8090}:8090"
               |         ------------------------------ this binding is added beside it, not in its place
               = fix: write `ports: !override` in docker-compose.prod.yml
               = help: docs/rules/KODA2001.md

            koda: docker-compose.yml + docker-compose.prod.yml, judged as production
            1 error, 0 warnings, 0 infos

            """,
            ReportSamples.Report(finding));
    }

    [Fact]
    public void Places_of_one_file_share_a_frame_in_the_order_of_its_lines()
    {
        var places = _files.Add("a.yml", "⟦one⟧\ntwo ⟦2⟧ and ⟦3⟧\nthree\n⟦four⟧\nfive\nsix\n⟦seven⟧\n");
        var finding = ReportSamples.Finding(
            places[1], label: "here", related: [new(places[0], "first"), new(places[2], "beside"), new(places[3], "after a line"), new(places[4], "after lines")]);

        AssertFrame(
            """
             --> a.yml:2:5
              |
            1 | one
              | --- first
            2 | two 2 and 3
              |     ^ here
              |           - beside
            3 | three
            4 | four
              | ---- after a line
            ...
            7 | seven
              | ----- after lines
            """,
            finding);
    }

    [Fact]
    public void Of_several_lines_the_first_and_the_last_are_marked()
    {
        var place = _files.Add("a.yml", "services:\n  ⟦app:\n    image: x\n    ports:\n      - 80⟧\n")[0];

        AssertFrame(
            """
             --> a.yml:2:3
              |
            2 |   app:
              |   ^^^^
            ...
            5 |       - 80
              |       ^^^^ all of it
            """,
            ReportSamples.Finding(place, label: "all of it"));
    }

    [Fact]
    public void A_span_that_ends_with_its_line_does_not_reach_into_the_next()
    {
        var place = _files.Add("a.yml", "a: ⟦b\n⟧c: d\n")[0];

        AssertFrame(
            """
             --> a.yml:1:4
              |
            1 | a: b
              |    ^
            """,
            ReportSamples.Finding(place));
    }

    [Fact]
    public void An_empty_span_is_a_point()
    {
        var place = _files.Add("a.yml", "a:⟦⟧\n")[0];

        AssertFrame(
            """
             --> a.yml:1:3
              |
            1 | a:
              |   ^ missing
            """,
            ReportSamples.Finding(place, label: "missing"));
    }

    [Fact]
    public void The_end_of_the_text_has_a_place()
    {
        var place = _files.Add("a.yml", "a: b\n⟦⟧")[0];

        AssertFrame(
            """
             --> a.yml:2:1
              |
            2 |
              | ^
            """,
            ReportSamples.Finding(place));
    }

    [Fact]
    public void Wide_and_combining_characters_take_the_columns_of_a_terminal()
    {
        var place = _files.Add("a.yml", "名前: e\u0301 👩‍👩‍👧 🇩🇪 ⟦値ᄀ⟧ # x\n")[0];

        AssertFrame(
            """
             --> a.yml:1:22
              |
            1 | 名前: ACUTE 👩‍👩‍👧 🇩🇪 値ᄀ # x
              |               ^^^^ here
            """.Replace("ACUTE", "e\u0301", StringComparison.Ordinal),
            ReportSamples.Finding(place, label: "here"));
    }

    [Fact]
    public void Tabs_are_shown_as_spaces_up_to_the_next_stop()
    {
        var place = _files.Add("a.yml", "\ta:\tb\t⟦c⟧\n")[0];

        AssertFrame(
            """
             --> a.yml:1:7
              |
            1 |     a:  b   c
              |             ^ here
            """,
            ReportSamples.Finding(place, label: "here"));
    }

    [Fact]
    public void Control_characters_do_not_reach_the_terminal()
    {
        var place = _files.Add("a.yml", "a: \u001B[31m\u0007 \u202Eevil ⟦x⟧\u009B\n")[0];

        var shown = Write(ReportSamples.Report(ReportSamples.Finding(place, "a\u001B[2Jb", "c\rd")));

        Assert.Contains("1 | a: ␛[31m␇ \uFFFDevil x\uFFFD", shown, StringComparison.Ordinal);
        Assert.Contains(": a␛[2Jb", shown, StringComparison.Ordinal);
        Assert.Contains("^ c␍d", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(shown, c => c is '\u001B' or '\r' or '\u0007' or '\u202E' or '\u009B');
    }

    [Fact]
    public void A_long_line_is_cut_around_what_is_marked()
    {
        var place = _files.Add("a.yml", new string('x', 300) + " ⟦here⟧ " + new string('y', 300))[0];

        var lines = Write(ReportSamples.Report(ReportSamples.Finding(place))).Split('\n');

        Assert.Equal(6 + 60, lines[3].Length + 2);
        Assert.Contains("x here y", lines[3], StringComparison.Ordinal);
        Assert.StartsWith("1 | …x", lines[3], StringComparison.Ordinal);
        Assert.EndsWith("y…", lines[3], StringComparison.Ordinal);
        Assert.Equal(lines[3].IndexOf("here", StringComparison.Ordinal), lines[4].IndexOf("^^^^", StringComparison.Ordinal));
    }

    [Fact]
    public void A_mark_longer_than_the_window_is_cut_with_its_line()
    {
        var place = _files.Add("a.yml", "ab ⟦" + new string('x', 300) + "⟧")[0];

        var lines = Write(ReportSamples.Report(ReportSamples.Finding(place, label: "long"))).Split('\n');

        Assert.StartsWith("1 | ", lines[3], StringComparison.Ordinal);
        Assert.EndsWith("x…", lines[3], StringComparison.Ordinal);
        Assert.Matches("^  \\| +\\^+ long$", lines[4]);
        Assert.True(lines[4].Length <= lines[3].Length + " long".Length);
    }

    [Fact]
    public void A_line_of_megabytes_costs_no_more_than_a_short_one()
    {
        var place = _files.Add("a.yml", new string('x', 30_000_000) + "⟦here⟧" + new string('y', 30_000_000))[0];
        Write(ReportSamples.Report(ReportSamples.Finding(place)));
        var before = GC.GetAllocatedBytesForCurrentThread();

        var shown = Write(ReportSamples.Report(ReportSamples.Finding(place)));

        Assert.Contains("xxhereyy", shown, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void Secrets_are_masked_and_marks_stay_under_them()
    {
        var places = _files.Add(".env", "PORT=1\nAPI_TOKEN=⟦hunter2hunter2⟧ ⟦x⟧\n");

        AssertFrame(
            """
             --> .env:2:11
              |
            2 | API_TOKEN=***
              |           ^^^ a placeholder
              |           --- beside
            """,
            ReportSamples.Finding(places[0], label: "a placeholder", related: new RelatedLocation(places[1], "beside")));
    }

    [Fact]
    public void A_file_without_text_is_named_without_a_frame()
    {
        var finding = ReportSamples.Finding(Location.OfFile(ReportSamples.Folder + "/.env"), "'.env' cannot be read: it is a directory");

        AssertShown(
            """
            error KODA2001: '.env' cannot be read: it is a directory
             --> .env:1:1
              = help: docs/rules/KODA2001.md

            koda: docker-compose.yml + docker-compose.prod.yml, judged as production
            1 error, 0 warnings, 0 infos

            """,
            ReportSamples.Report(finding));
    }

    [Fact]
    public void The_end_says_what_was_judged_and_what_was_not()
    {
        var report = new CheckReport(
            [
                new JudgedDeployment("koda", ["/srv/koda/compose.yml"], IsProduction: true, ["/srv/koda/.env.example"]),
                new JudgedDeployment("koda:dev", ["-"], IsProduction: false, []),
            ],
            [],
            ["/srv/koda/docker-compose.test.yml"]);

        AssertShown(
            """
            koda: compose.yml, judged as production
            koda: there is no .env, so what .env.example names was not judged by value
            koda:dev: <stdin>, judged as development, so production rules were off
            not judged: docker-compose.test.yml
            no findings

            """,
            report);
    }

    [Fact]
    public void With_several_deployments_a_finding_names_its_own()
    {
        var place = _files.Add("a.yml", "⟦a⟧")[0];
        var report = ReportSamples.Report(ReportSamples.Finding(place));

        var shown = Write(report with { Deployments = [.. report.Deployments, new JudgedDeployment("other", [], IsProduction: true, [])] });

        Assert.Contains("  = deployment: koda\n", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Counts_are_told_by_severity()
    {
        var place = _files.Add("a.yml", "⟦a⟧")[0];
        var finding = ReportSamples.Finding(place);

        var shown = Write(ReportSamples.Report(finding, finding with { Severity = Severity.Warning }, finding with { Severity = Severity.Info }, finding));

        Assert.EndsWith("\n2 errors, 1 warning, 1 info\n", shown, StringComparison.Ordinal);
        Assert.Contains("\nwarning KODA2001", shown, StringComparison.Ordinal);
        Assert.Contains("\ninfo KODA2001", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Colours_add_nothing_but_escape_sequences()
    {
        var place = _files.Add("a.yml", "a: ⟦b⟧")[0];
        var report = ReportSamples.Report(ReportSamples.Finding(place, label: "here", fix: "write it"));

        var coloured = Write(report, useColour: true);

        Assert.Contains("\u001B[31;1merror KODA2001\u001B[0m", coloured, StringComparison.Ordinal);
        Assert.Equal(Write(report), System.Text.RegularExpressions.Regex.Replace(coloured, "\u001B\\[[0-9;]*m", ""));
    }

    private void AssertFrame(string frame, Finding finding)
    {
        var shown = Write(ReportSamples.Report(finding));
        var start = shown.IndexOf('\n', StringComparison.Ordinal) + 1;
        Assert.Equal(frame.ReplaceLineEndings("\n"), shown[start..shown.IndexOf("\n  = help", StringComparison.Ordinal)]);
    }

    private void AssertShown(string expected, CheckReport report) => Assert.Equal(expected.ReplaceLineEndings("\n"), Write(report));

    private string Write(CheckReport report, bool useColour = false)
    {
        using var output = new StringWriter();
        new TextReportWriter(output, _files, new TextReportOptions { Folder = ReportSamples.Folder, UseColour = useColour, Width = 60 }).Write(report);
        return output.ToString();
    }
}
