namespace Koda.Lint.Build.Tests;

/// <summary>The sample programs consume the packed packages.</summary>
public sealed class SamplesTests(PackedFeed feed)
{
    [Fact]
    public void The_sound_web_program_is_built_with_its_deployment_linted_and_a_fault_in_it_fails_the_build()
    {
        feed.Pack("Koda.Lint.Abstractions");
        feed.Pack("Koda.Lint.BootGuard");
        using var consumer = new Consumer(feed);
        Copy("web", consumer);

        var sound = consumer.Build("-p:KodaLintVersion=" + feed.Version);
        Assert.True(sound.ExitCode == 0, sound.Output);
        Assert.Empty(sound.Findings);
        Assert.Equal(1, sound.Lints);
        Assert.True(File.Exists(consumer.PathTo("bin/Debug/net10.0/Koda.Lint.BootGuard.dll")));

        consumer.Write("docker-compose.prod.yml", File.ReadAllText(consumer.PathTo("docker-compose.prod.yml")).Replace("!override", "", StringComparison.Ordinal));
        Assert.Contains(consumer.Build("-p:KodaLintVersion=" + feed.Version, "--no-restore").Findings, finding => finding.StartsWith("error KODA2002 docker-compose.yml(", StringComparison.Ordinal));
    }

    [Fact]
    public void The_broken_web_program_is_told_every_rule_on_source_through_the_package()
    {
        using var consumer = new Consumer(feed);
        Copy("web-broken", consumer);

        // A build shows no message of a compiler: those are asked for as warnings.
        var rules = RuleCatalogue.All.Where(rule => (rule.Surfaces & Surfaces.Source) != 0 && !rule.Id.StartsWith("KODA9", StringComparison.Ordinal)).ToList();
        consumer.Write(".globalconfig", "is_global = true\n" + string.Concat(rules.Select(rule => $"dotnet_diagnostic.{rule.Id}.severity = warning\n")));
        var built = consumer.Build("-p:KodaLintVersion=" + feed.Version);

        Assert.True(built.ExitCode == 0, built.Output);
        Assert.Equal(rules.Select(rule => rule.Id).Order(StringComparer.Ordinal), built.Reported.Select(one => one.Code).Distinct().Order(StringComparer.Ordinal));
        Assert.All(built.Reported, one => Assert.True(Path.GetExtension(one.File) is ".cs" or ".cshtml", one.File));
        Assert.DoesNotMatch("AD0001|CS8032", built.Output);
    }

    private static void Copy(string sample, Consumer consumer)
    {
        var folder = Repository.PathTo("samples/" + sample);
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(folder, path);
            if (!name.StartsWith("bin", StringComparison.Ordinal) && !name.StartsWith("obj", StringComparison.Ordinal))
                consumer.Write(name, File.ReadAllText(path));
        }
    }
}
