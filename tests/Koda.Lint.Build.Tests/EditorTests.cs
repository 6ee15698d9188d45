using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Koda.Lint.Analyzers;
using Koda.Lint.Configuration;
using Koda.Lint.Policy;
using Microsoft.CodeAnalysis;

namespace Koda.Lint.Build.Tests;

/// <summary>An IDE shows what a build reports, from memory.</summary>
public sealed partial class EditorTests(PackedFeed feed)
{
    [Fact]
    public async Task An_editor_shows_each_fault_that_a_build_reports_at_the_same_place_in_the_same_words()
    {
        using var consumer = new Consumer(feed);
        consumer.WriteLibrary();
        foreach (var name in (string[])["docker-compose.yml", "docker-compose.prod.yml", "docker-compose.release.yml", "generated.yaml", "env.sample", "appsettings.json"])
            consumer.Write(name == "env.sample" ? ".env" : name, File.ReadAllText(Repository.PathTo("samples/vps-broken/" + name)));

        var build = consumer.Build("-p:KodaLintFailOn=none");
        var reported = build.Reported.Select(one => $"{one.Code} {one.File}({one.Place}): {one.Text}").Order(StringComparer.Ordinal).ToList();

        // What the compiler does with the packed analyzers when an IDE asks it.
        var asked = consumer.Build("--no-restore", "--no-incremental", "-p:DesignTimeBuild=true", "-p:ErrorEndLocation=true");
        Assert.Equal(0, asked.Lints);
        var compiled = asked.Reported.Select(one => $"{one.Code} {one.File}({one.Place}): {HelpLink().Replace(one.Text, "")}").Order(StringComparer.Ordinal).ToList();
        Assert.Equal(reported.Where(IsOfFiles), compiled);

        var shown = (await Editor.Show(consumer.Path, Directory.GetFiles(consumer.Path).Where(path => Path.GetExtension(path) is ".yml" or ".env" || Path.GetFileName(path) == "appsettings.json")))
            .Where(one => one.Severity != DiagnosticSeverity.Info).Select(Text).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(compiled, shown);
        Assert.True(shown.Count > 30);
        Assert.All((string[])["docker-compose.yml", ".env", "appsettings.json"], name => Assert.Contains(shown, line => line.Contains("/" + name + "(", StringComparison.Ordinal)));

        // A file that nobody handed over, or what only a disk can tell, is the build's to report: never a guess.
        bool IsOfFiles(string line) => !line.StartsWith("KODA9003", StringComparison.Ordinal) && !line.Contains("generated.yaml(", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_was_not_handed_over_is_not_known_and_never_missing()
    {
        using var consumer = new Consumer(feed);
        consumer.Write("docker-compose.yml", "services:\n  app:\n    image: example/app:1.0.0\n    env_file: settings/app.env\n    extends: { file: elsewhere.yml, service: app }\n");

        Assert.DoesNotContain(await Editor.Show(consumer.Path, [consumer.PathTo("docker-compose.yml")]), one => one.Id == "KODA9003");
    }

    [Fact]
    public async Task In_a_build_the_analyzer_is_silent_and_without_a_folder_it_has_nothing_to_say()
    {
        using var consumer = new Consumer(feed);
        consumer.WriteBroken();
        string[] files = [consumer.PathTo("docker-compose.yml"), consumer.PathTo("docker-compose.prod.yml")];

        Assert.Equal(["KODA2002"], (await Editor.Show(consumer.Path, files)).Select(one => one.Id));
        Assert.Empty(await Editor.Show(consumer.Path, files, reportedByTask: true));
        Assert.Empty(await Editor.Show("", files));
    }

    [Fact]
    public async Task A_change_of_a_file_is_judged_with_the_others()
    {
        using var consumer = new Consumer(feed);
        consumer.WriteBroken();
        string[] files = [consumer.PathTo("docker-compose.yml"), consumer.PathTo("docker-compose.prod.yml")];
        Assert.Equal(["KODA2002"], (await Editor.Show(consumer.Path, files)).Select(one => one.Id));

        consumer.Write("docker-compose.prod.yml", Consumer.Overlay.Replace("ports:", "ports: !override", StringComparison.Ordinal));

        Assert.Empty(await Editor.Show(consumer.Path, files));
    }

    [Theory]
    [InlineData("koda-lint.yml", "rules:\n  KODA2002: { severity: loud }\n", "2,25,2,29")]
    [InlineData("koda-lint.yml", "policy: [\n", null)]
    [InlineData("koda-lint.yml", "deployments:\n  - compose: [docker-compose.yml]\nrulez: 1\n", "2,5,2,34")]
    [InlineData("koda-lint.baseline.json", "{ \"version\": 7, \"findings\": [] }", "1,14,1,15")]
    public async Task A_mistake_in_a_file_that_steers_the_lint_is_told_in_an_editor_as_in_a_build(string name, string text, string? place)
    {
        using var consumer = new Consumer(feed);
        consumer.WriteLibrary();
        consumer.WriteBroken();
        consumer.Write(name, text);

        var build = consumer.Build("-p:KodaLintRoot=.");
        var reported = build.Reported.Select(one => $"{one.Code} {one.File}({one.Place}): {one.Text}").ToList();
        Assert.Equal(1, build.ExitCode);
        Assert.StartsWith($"KODASETTINGS {consumer.PathTo(name)}({place}", reported[0], StringComparison.Ordinal);

        // As the command line tells it: the same problems of the same file.
        var files = new Files.DiskFileProvider();
        IReadOnlyList<ConfigurationProblem> problems = [.. ConfigurationFile.Find(consumer.Path, files).Problems, .. Baseline.Find(consumer.Path, files)?.Problems ?? []];
        Assert.Equal(problems.Select(one => one.Message), build.Reported.Select(one => one.Text));

        var asked = consumer.Build("--no-restore", "-p:KodaLintRoot=.", "-p:DesignTimeBuild=true", "-p:ErrorEndLocation=true");
        Assert.Equal(reported, asked.Reported.Select(one => $"{one.Code} {one.File}({one.Place}): {HelpLink().Replace(one.Text, "")}"));
        Assert.Equal(0, asked.Lints);

        var shown = await Editor.Show(consumer.Path, [consumer.PathTo("docker-compose.yml"), consumer.PathTo("docker-compose.prod.yml"), consumer.PathTo(name)]);
        Assert.Equal(reported, shown.OrderBy(one => one.Location.GetLineSpan().StartLinePosition).Select(Text));
        Assert.All(shown, one => Assert.Equal(DiagnosticSeverity.Error, one.Severity));
    }

    [Fact]
    public void The_compiler_is_handed_what_a_deployment_is_made_of()
    {
        using var consumer = new Consumer(feed);
        consumer.Write(".git/HEAD", "ref: refs/heads/main\n");
        string[] handed =
        [
            "compose.yaml", "docker-compose.prod.yml", "shop.release.yml", ".env", ".env.local", "app.env", "appsettings.json", "appsettings.Production.json", "Caddyfile",
            "nginx.conf", "nginx.site.conf", "koda.service", "koda.service.example", "koda-lint.yml", "koda-lint.baseline.json", "Pages/Setup.cshtml", "wwwroot/index.html",
        ];
        foreach (var name in (string[])[.. handed, "notes.yml", "package.json", "Code.cs"])
            consumer.Write(name, "");
        consumer.WriteContainers(name: "App.csproj");

        var (exitCode, output) = Dotnet.Run(consumer.Path, null, "msbuild", "App.csproj", "-getItem:AdditionalFiles", "-nologo");

        Assert.True(exitCode == 0, output);
        using var json = JsonDocument.Parse(output);
        var paths = json.RootElement.GetProperty("Items").GetProperty("AdditionalFiles").EnumerateArray().Select(item => item.GetProperty("FullPath").GetString()!);
        Assert.Equal(handed.Select(consumer.PathTo).Order(StringComparer.Ordinal), paths.Order(StringComparer.Ordinal));
    }

    // The compiler puts a rule's page behind its words; a task hands it over beside them.
    [GeneratedRegex(@" \(https://[^)]+/docs/(rules/KODA\d{4}|msbuild)\.md\)$", RegexOptions.CultureInvariant)]
    private static partial Regex HelpLink();

    private static string Text(Diagnostic one)
    {
        var place = one.Location.GetLineSpan();
        return $"{one.Id} {place.Path}({place.StartLinePosition.Line + 1},{place.StartLinePosition.Character + 1},{place.EndLinePosition.Line + 1},{place.EndLinePosition.Character + 1}): {one.GetMessage()}";
    }
}
