using System.Text.Json.Nodes;
using Koda.Lint.Checking;
using Koda.Lint.Reports.Sarif;

namespace Koda.Lint.Engine.Tests.Sarif;

/// <summary>What SARIF 2.1.0's schema requires, and what GitHub documents that it reads.</summary>
public sealed class SarifReportWriterTests
{
    private static readonly Finding Port = new()
    {
        Rule = RuleCatalogue.OverlayPortsAppend,
        Severity = Severity.Error,
        Message = "service 'app' still publishes 8090",
        Label = "published on 0.0.0.0",
        Fix = "write `ports: !override`",
        Location = new Location("/srv/koda/docker-compose.yml", new TextPosition(59, 9), new TextPosition(59, 43)),
        Related = [new RelatedLocation(new Location("/srv/koda/sub folder/ä#.yml", new TextPosition(4, 9), new TextPosition(4, 53)), "added beside it")],
        Subject = "services.app.ports",
        Deployment = "koda",
    };

    private static readonly Finding Elsewhere = new()
    {
        Rule = RuleCatalogue.FileUnreadable,
        Severity = Severity.Info,
        Message = "cannot be read",
        Location = Location.OfFile("/etc/shared.env"),
        Subject = "file",
    };

    [Fact]
    public void The_log_has_what_the_schema_requires()
    {
        var log = Write(Port, Elsewhere);

        Assert.Equal("2.1.0", (string?)log["version"]);
        Assert.Equal(SarifReportWriter.Schema, (string?)log["$schema"]);
        var run = Assert.Single(log["runs"]!.AsArray())!;
        var driver = run["tool"]!["driver"]!;
        Assert.Equal("koda-lint", (string?)driver["name"]);
        Assert.Equal("1.2.3", (string?)driver["semanticVersion"]);
        Assert.True(Uri.IsWellFormedUriString((string?)driver["informationUri"], UriKind.Absolute));
        Assert.Equal("utf16CodeUnits", (string?)run["columnKind"]);
        Assert.Equal("file:///srv/koda/", (string?)run["originalUriBaseIds"]!["%SRCROOT%"]!["uri"]);
    }

    [Fact]
    public void Every_rule_is_described_with_its_help()
    {
        var rules = Write()["runs"]![0]!["tool"]!["driver"]!["rules"]!.AsArray();

        Assert.Equal(RuleCatalogue.All.Select(rule => rule.Id), rules.Select(rule => (string?)rule!["id"]));
        Assert.All(rules, rule =>
        {
            Assert.NotEmpty((string)rule!["shortDescription"]!["text"]!);
            Assert.InRange(((string)rule["fullDescription"]!["text"]!).Length, 1, 1024);
            Assert.NotEmpty((string)rule["help"]!["text"]!);
            Assert.NotEmpty((string)rule["help"]!["markdown"]!);
            Assert.True(Uri.IsWellFormedUriString((string?)rule["helpUri"], UriKind.Absolute));
            Assert.Contains((string?)rule["defaultConfiguration"]!["level"], (string[])["error", "warning", "note"]);
        });
    }

    [Fact]
    public void A_finding_is_a_result_at_its_place_with_related_places_and_a_fingerprint()
    {
        var run = Write(Port)["runs"]![0]!;
        var result = Assert.Single(run["results"]!.AsArray())!;

        Assert.Equal("KODA2002", (string?)result["ruleId"]);
        Assert.Equal("KODA2002", (string?)run["tool"]!["driver"]!["rules"]![(int)result["ruleIndex"]!]!["id"]);
        Assert.Equal("error", (string?)result["level"]);
        Assert.Equal("service 'app' still publishes 8090. To fix it: write `ports: !override`", (string?)result["message"]!["text"]);
        Assert.Equal("0000000000000001", (string?)result["partialFingerprints"]![SarifReportWriter.FingerprintName]);
        Assert.Equal("koda", (string?)result["properties"]!["deployment"]);

        var place = result["locations"]![0]!["physicalLocation"]!;
        Assert.Equal("docker-compose.yml", (string?)place["artifactLocation"]!["uri"]);
        Assert.Equal("%SRCROOT%", (string?)place["artifactLocation"]!["uriBaseId"]);
        Assert.Equal((59, 9, 59, 43), Region(place));

        var related = Assert.Single(result["relatedLocations"]!.AsArray())!;
        Assert.Equal(1, (int)related["id"]!);
        Assert.Equal("sub%20folder/%C3%A4%23.yml", (string?)related["physicalLocation"]!["artifactLocation"]!["uri"]);
        Assert.Equal("added beside it", (string?)related["message"]!["text"]);
    }

    [Fact]
    public void A_file_outside_of_the_root_has_an_absolute_address()
    {
        var result = Write(Elsewhere)["runs"]![0]!["results"]![0]!;

        Assert.Equal("note", (string?)result["level"]);
        Assert.Equal("file:///etc/shared.env", (string?)result["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uri"]);
        Assert.Null(result["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uriBaseId"]);
        Assert.Null(result["relatedLocations"]);
        Assert.Null(result["properties"]!["deployment"]);
    }

    [Fact]
    public void GitHub_knows_a_finding_again_by_its_fingerprint_and_not_by_a_line() =>
        Assert.Equal("0000000000000001:1", (string?)Write(Port)["runs"]![0]!["results"]![0]!["partialFingerprints"]![SarifReportWriter.GitHubFingerprintName]);

    /// <summary>docs.github.com/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning.</summary>
    [Fact]
    public void The_log_stays_within_what_github_takes()
    {
        var many = Enumerable.Range(0, SarifReportWriter.MaxResults + 5).Select(i => i == SarifReportWriter.MaxResults + 4 ? Port : Elsewhere).ToArray();

        var run = Write(many)["runs"]![0]!;

        var results = run["results"]!.AsArray();
        Assert.Equal(25_000, results.Count);
        Assert.Equal("KODA2002", (string?)results[0]!["ruleId"]);
        Assert.Equal("5 of the lightest findings are left out: a code host takes no more in one log", (string?)run["invocations"]![0]!["toolExecutionNotifications"]![0]!["message"]!["text"]);
        var rules = run["tool"]!["driver"]!["rules"]!.AsArray();
        Assert.InRange(rules.Count, 1, 25_000);
        Assert.All(rules, rule =>
        {
            Assert.InRange(rule!["properties"]!["tags"]!.AsArray().Count, 1, 10);
            Assert.InRange(((string)rule["id"]!).Length, 1, 255);
            Assert.InRange(((string)rule["name"]!).Length, 1, 255);
            Assert.InRange(((string)rule["shortDescription"]!["text"]!).Length, 1, 1024);
        });
    }

    [Fact]
    public void A_log_that_is_complete_says_nothing_of_the_run() => Assert.Null(Write(Port)["runs"]![0]!["invocations"]);

    private static (int, int, int, int) Region(JsonNode place)
    {
        var region = place["region"]!;
        return ((int)region["startLine"]!, (int)region["startColumn"]!, (int)region["endLine"]!, (int)region["endColumn"]!);
    }

    private static JsonNode Write(params Finding[] findings)
    {
        var reported = findings.Select((finding, i) => new ReportedFinding(finding, (i + 1).ToString("x16", System.Globalization.CultureInfo.InvariantCulture)));
        using var output = new MemoryStream();
        SarifReportWriter.Write(new CheckReport([], [.. reported], []), output, "/srv/koda", "1.2.3");
        return JsonNode.Parse(output.ToArray())!;
    }
}
