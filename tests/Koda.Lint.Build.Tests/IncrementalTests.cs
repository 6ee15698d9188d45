namespace Koda.Lint.Build.Tests;

/// <summary>What an unchanged deployment costs, and what makes it a changed one.</summary>
public sealed class IncrementalTests(PackedFeed feed)
{
    [Fact]
    public void A_second_build_runs_no_engine_and_still_reports_and_any_change_runs_it_again()
    {
        using var consumer = new Consumer(feed);
        consumer.WriteLibrary();
        consumer.WriteBroken();
        consumer.Write("docker-compose.yml", Consumer.Broken.Replace("    ports:", "    env_file: settings/app.env\n    ports:", StringComparison.Ordinal));
        consumer.Write("settings/app.env", "ONE=1\n");
        string[] finding = ["error KODA2002 docker-compose.yml(9,9,9,20)"];

        Assert.Equal(1, consumer.Build().Lints);
        var second = consumer.Build("--no-restore");
        Assert.Equal(0, second.Lints);
        Assert.Equal(finding, second.Findings);
        Assert.Equal(1, second.ExitCode);

        var old = DateTime.UtcNow.AddYears(-3);
        foreach (var change in (Action[])
        [
            () => File.SetLastWriteTimeUtc(consumer.PathTo("docker-compose.yml"), old),
            () => consumer.Write("settings/app.env", "ONE=2\n"),
            () =>
            {
                consumer.Write(".env", "TWO=2\n");
                File.SetLastWriteTimeUtc(consumer.PathTo(".env"), old);
            },
            () =>
            {
                consumer.Write("docker-compose.production.yml", Consumer.Overlay);
                File.SetLastWriteTimeUtc(consumer.PathTo("docker-compose.production.yml"), old);
            },
            () => consumer.Write("koda-lint.yml", "policy:\n  data-stores: [app]\n"),
            () => File.Delete(consumer.PathTo(".env")),
        ])
        {
            change();
            var changed = consumer.Build("--no-restore");
            Assert.True(changed.Lints == 1, changed.Output);
            Assert.NotEmpty(changed.Findings);
        }

        Assert.Equal(0, consumer.Build("--no-restore").Lints);
        Assert.Equal(1, consumer.Build("--no-restore", "-p:KodaLintSkipUnchanged=false").Lints);
    }

    [Fact]
    public void Where_nothing_can_be_kept_every_build_lints_and_reports()
    {
        using var consumer = new Consumer(feed);
        consumer.WriteLibrary();
        consumer.WriteBroken();

        // A file where the folder would be: it stops the administrator, too, whom permissions do not.
        consumer.Write("obj/koda-lint", "");

        Assert.Equal([PlacesTests.Finding], consumer.Build().Findings);
        var again = consumer.Build("--no-restore");
        Assert.Equal([PlacesTests.Finding], again.Findings);
        Assert.Equal(1, again.Lints);
    }

    [Fact]
    public void Kept_findings_that_are_broken_off_are_told_as_such()
    {
        using var consumer = new Consumer(feed);
        consumer.WriteLibrary();
        consumer.WriteBroken();
        consumer.Build();
        var kept = Assert.Single(Directory.GetFiles(consumer.PathTo("obj/koda-lint"), "*.findings"));
        File.WriteAllBytes(kept, File.ReadAllBytes(kept)[..^7]);

        Assert.Equal(["error KODASETTINGS " + Path.GetFileName(kept) + "(0,0,0,0)"], consumer.Build("--no-restore").Findings);
    }
}
