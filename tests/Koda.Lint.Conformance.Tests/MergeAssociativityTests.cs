using System.Text.Json.Nodes;
using Koda.Lint.Compose;
using Koda.Lint.Conformance.Tests.Differential;
using Koda.Lint.Reports;

namespace Koda.Lint.Conformance.Tests;

/// <summary>
/// Three files merged from left to right, and the first with what the other two make together (a service that extends another is merged over it).
/// Compose's merge gives the same, but for the attributes that are named here.
/// </summary>
public sealed class MergeAssociativityTests
{
    private const int Samples = 400;

    private static readonly string[] Attributes =
        ["environment", "labels", "command", "entrypoint", "expose", "dns", "dns_search", "tmpfs", "extra_hosts", "sysctls", "annotations", "cap_add", "image", "hostname", "volumes", "ports", "security_opt", "ulimits"];

    [Fact]
    public void It_does_not_matter_which_two_are_merged_first()
    {
        var compared = 0;
        for (var seed = 1; seed <= Samples; seed++)
        {
            var (first, second, third) = Texts(new Derivation(Grammar.Compose, new Random(seed), oddities: 0));
            if (LeftFirst(first, second, third) is not { } left || RightFirst(first, second, third) is not { } right)
                continue;
            compared++;
            var differences = JsonDifference.Between(left, right);
            Assert.True(differences.Count == 0, $"seed {seed}: {string.Join("\n", differences)}\n{first}---\n{second}---\n{third}");
        }

        Assert.InRange(compared, Samples / 2, Samples);
    }

    /// <summary>A tag takes away what came before it, of which a service that is extended knows nothing; a logging driver replaces another one alone.</summary>
    [Theory]
    [InlineData("environment: {A: a}", "environment: !reset null", "environment: {C: c}")]
    [InlineData("ports: [\"80:80\"]", "ports: !override [\"81:81\"]", "ports: [\"82:82\"]")]
    [InlineData("logging: {driver: a, options: {x: \"1\"}}", "logging: {options: {y: \"2\"}}", "logging: {driver: b}")]
    public void Tags_and_logging_depend_on_what_is_merged_first(string first, string second, string third) =>
        Assert.NotEmpty(JsonDifference.Between(LeftFirst(Service(first), Service(second), Service(third)), RightFirst(Service(first), Service(second), Service(third))));

    /// <summary>The same three, asked of the real program.</summary>
    [Theory]
    [InlineData("environment: {A: a}", "environment: !reset null", "environment: {C: c}")]
    [InlineData("ports: [\"80:80\"]", "ports: !override [\"81:81\"]", "ports: [\"82:82\"]")]
    [InlineData("logging: {driver: a, options: {x: \"1\"}}", "logging: {options: {y: \"2\"}}", "logging: {driver: b}")]
    public void Docker_compose_does_not_merge_those_in_any_order_either(string first, string second, string third)
    {
        DockerCompose.Require();
        var files = Files(Service(first), Service(second), Service(third));

        var left = Comparison.Of(new Sample(files, ["-f", "a.yml", "-f", "b.yml", "-f", "c.yml"], new Dictionary<string, string>()));
        var right = Comparison.Of(new Sample(files, ["-f", "a.yml", "-f", "over.yml"], new Dictionary<string, string>()));

        Assert.Equal((Verdict.Agree, Verdict.Agree), (left.Verdict, right.Verdict));
    }

    private static (string First, string Second, string Third) Texts(Derivation make)
    {
        var attributes = Enumerable.Range(0, make.Random.Next(1, 4)).Select(_ => make.Pick(Attributes)).Distinct().ToList();
        return (Text(make, attributes), Text(make, attributes), Text(make, attributes));
    }

    private static string Text(Derivation make, List<string> attributes)
    {
        var yaml = new YamlText(make);
        foreach (var attribute in attributes.Where(_ => make.Chance(0.8)))
            yaml.Attribute(4, attribute, "service." + attribute);
        return "services:\n  s:\n    working_dir: /x\n" + yaml;
    }

    private static string Service(string attribute) => "services:\n  s:\n    image: i\n    " + attribute + "\n";

    private static JsonNode? LeftFirst(string first, string second, string third) => Load(Files(first, second, third), "a.yml", "b.yml", "c.yml");

    private static JsonNode? RightFirst(string first, string second, string third) => Load(Files(first, second, third), "a.yml", "over.yml");

    private static Dictionary<string, string> Files(string first, string second, string third) => new()
    {
        ["a.yml"] = first + (first.Contains("image:", StringComparison.Ordinal) ? "" : "    image: i\n"),
        ["b.yml"] = second,
        ["c.yml"] = third,
        ["over.yml"] = third.Replace("  s:\n", "  s:\n    extends: {file: b.yml, service: s}\n", StringComparison.Ordinal),
        [".env"] = "A=a\nN=3\nT=true\nD=5s\nF=0.5\nP=8080\nI=::1\nS=s\nE=e\nK=k\nL=l\n",
    };

    /// <summary>The model, or null when Compose would refuse it.</summary>
    private static JsonNode? Load(Dictionary<string, string> files, params string[] names)
    {
        using var folder = new TemporaryFolder();
        foreach (var (name, text) in files)
            folder.Write(name, text);
        var project = ComposeLoader.Load(new ComposeRequest { WorkingDirectory = folder.Path, Files = names, ProjectName = "p" }, new Koda.Lint.Files.DiskFileProvider());
        if (project.IsRefused)
            return null;
        using var output = new MemoryStream();
        ComposeConfigWriter.WriteJson(project, output, interpolated: true);
        return JsonNode.Parse(System.Text.Encoding.UTF8.GetString(output.ToArray()).Replace(folder.Path, "/srv", StringComparison.Ordinal));
    }
}
