using System.Text.Json;

namespace Koda.Lint.Cli.Tests;

/// <summary>Koda's own files, as its project publishes them.</summary>
public sealed class KodaTests
{
    private static readonly string[] PortRules = ["KODA2001", "KODA2002"];

    [Fact]
    public void The_overlays_hidden_exposure_comes_out()
    {
        var found = Findings(Repository.RequireShared("koda"), "check", ".");

        var ports = found.Where(finding => PortRules.Contains(finding.Rule)).ToList();
        Assert.Equal(
            [("KODA2002", "docker-compose.yml", 59, "docker-compose.prod.yml", 4), ("KODA2002", "docker-compose.yml", 110, "docker-compose.prod.yml", 12)],
            ports.Select(finding => (finding.Rule, finding.Path, finding.Line, finding.RelatedPath, finding.RelatedLine)));
        Assert.Contains(found, finding => finding is { Rule: "KODA1001", Severity: "error" });
        var unit = Assert.Single(found, finding => finding.Rule.StartsWith("KODA7", StringComparison.Ordinal));
        Assert.Equal(("KODA7006", "error", "koda.service.example", 10), (unit.Rule, unit.Severity, unit.Path, unit.Line));
    }

    [Fact]
    public void The_bundles_proxy_lacks_TLS_and_its_routes_are_right()
    {
        var found = Findings(Repository.RequireShared("koda/bundle"), "check", "nginx.conf");

        Assert.Equal([("KODA7001", "error", "nginx.conf", 2)], found.Select(finding => (finding.Rule, finding.Severity, finding.Path, finding.Line)));
    }

    [Fact]
    public void The_guides_two_lines_leave_the_API_description_to_the_dashboard()
    {
        using var folder = new TemporaryFolder();
        folder.Write("Caddyfile", "koda.example.com {\n    reverse_proxy 127.0.0.1:3000\n    reverse_proxy /api/* 127.0.0.1:8090\n}\n");

        var found = Findings(folder.Path, "check");

        var wrong = Assert.Single(found, finding => finding.Severity == "error");
        Assert.Equal(("KODA7003", "Caddyfile", 2), (wrong.Rule, wrong.Path, wrong.Line));
        Assert.Contains("/openapi/control-plane.json", wrong.Message, StringComparison.Ordinal);
        Assert.Equal(["KODA7004"], found.Where(finding => finding.Severity != "error").Select(finding => finding.Rule));
    }

    [Theory]
    [InlineData("ports:", "ports: !override", 0)]
    [InlineData("ports:", "ports:", 2)]
    public void The_fix_that_a_finding_names_works(string before, string after, int remaining)
    {
        using var copy = Copy(overlay => overlay.Replace(before, after, StringComparison.Ordinal));

        Assert.Equal(remaining, Findings(copy.Path, "check").Count(finding => PortRules.Contains(finding.Rule)));
    }

    [Fact]
    public void An_overlays_empty_list_removes_nothing()
    {
        using var copy = Copy(overlay => System.Text.RegularExpressions.Regex.Replace(overlay, "ports:\n +- .*\n", "ports: []\n"));

        Assert.Equal(2, Findings(copy.Path, "check").Count(finding => PortRules.Contains(finding.Rule)));
    }

    [Fact]
    public void The_release_file_is_public_and_needs_four_images()
    {
        var folder = Repository.RequireShared("koda/bundle");

        var found = Findings(folder, "check", "-f", "docker-compose.release.yml", "--env-file", ".env.bootstrap");

        Assert.Equal(["8090", "3000"], found.Where(finding => finding.Rule == "KODA2001").Select(finding => finding.Message.Contains("8090", StringComparison.Ordinal) ? "8090" : finding.Message.Contains("3000", StringComparison.Ordinal) ? "3000" : finding.Message));
        Assert.Equal(
            ["KODA_APP_IMAGE", "KODA_MEMORY_IMAGE", "KODA_SECURITY_IMAGE", "KODA_WEB_IMAGE"],
            found.Where(finding => finding is { Rule: "KODA9002", Severity: "error" }).Select(finding => finding.Message.Split('\'')[1]).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(found, finding => finding is { Rule: "KODA9002", Severity: not "error" });
    }

    private static TemporaryFolder Copy(Func<string, string> overlay)
    {
        var folder = Repository.RequireShared("koda");
        var copy = new TemporaryFolder();
        foreach (var name in (string[])["docker-compose.yml", "docker-compose.dev.yml", ".env", ".env.example"])
            copy.Write(name, File.ReadAllText(Path.Combine(folder, name)));
        copy.Write("docker-compose.prod.yml", overlay(File.ReadAllText(Path.Combine(folder, "docker-compose.prod.yml"))));
        return copy;
    }

    private static List<Row> Findings(string folder, params string[] arguments)
    {
        var answer = KodaLint.Run(folder, [.. arguments, "--format", "json"]);
        Assert.True(answer.ExitCode is 0 or 1, answer.ToString());
        using var report = JsonDocument.Parse(answer.Output);
        return [.. report.RootElement.GetProperty("findings").EnumerateArray().Select(Row.Of)];
    }

    private sealed record Row(string Rule, string Severity, string Path, int Line, string Message, string? RelatedPath, int RelatedLine)
    {
        public static Row Of(JsonElement finding)
        {
            var related = finding.GetProperty("related").EnumerateArray().FirstOrDefault();
            var isThere = related.ValueKind == JsonValueKind.Object;
            return new Row(
                finding.GetProperty("rule").GetString()!,
                finding.GetProperty("severity").GetString()!,
                finding.GetProperty("path").GetString()!,
                finding.GetProperty("start").GetProperty("line").GetInt32(),
                finding.GetProperty("message").GetString()!,
                isThere ? related.GetProperty("path").GetString() : null,
                isThere ? related.GetProperty("start").GetProperty("line").GetInt32() : 0);
        }
    }
}
