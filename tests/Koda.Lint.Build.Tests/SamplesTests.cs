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
        foreach (var path in Directory.EnumerateFiles(Repository.PathTo("samples/web"), "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(Repository.PathTo("samples/web"), path);
            if (!name.StartsWith("bin", StringComparison.Ordinal) && !name.StartsWith("obj", StringComparison.Ordinal))
                consumer.Write(name, File.ReadAllText(path));
        }

        var sound = consumer.Build("-p:KodaLintVersion=" + feed.Version);
        Assert.True(sound.ExitCode == 0, sound.Output);
        Assert.Empty(sound.Findings);
        Assert.Equal(1, sound.Lints);
        Assert.True(File.Exists(consumer.PathTo("bin/Debug/net10.0/Koda.Lint.BootGuard.dll")));

        consumer.Write("docker-compose.prod.yml", File.ReadAllText(consumer.PathTo("docker-compose.prod.yml")).Replace("!override", "", StringComparison.Ordinal));
        Assert.Contains(consumer.Build("-p:KodaLintVersion=" + feed.Version, "--no-restore").Findings, finding => finding.StartsWith("error KODA2002 docker-compose.yml(", StringComparison.Ordinal));
    }
}
