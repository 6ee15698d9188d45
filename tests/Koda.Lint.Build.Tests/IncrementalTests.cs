using System.Text;

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
    public void Nobody_is_asked_about_a_sound_deployment_until_any_file_of_it_is_touched()
    {
        using var consumer = new Consumer(feed);
        consumer.WriteContainers();
        consumer.WriteSound();
        var first = Lint(consumer);
        Assert.Empty(first.Findings);
        Assert.Equal(1, first.Lints);

        var age = 0;
        foreach (var name in (string[])["docker-compose.yml", "docker-compose.prod.yml", ".env", "Caddyfile", "koda.service", "appsettings.json"])
        {
            // Who is told what a change of the files means can look for it in the log.
            Assert.Contains(first.Messages, message => message.Contains("a change of any of these", StringComparison.Ordinal) && message.Contains(consumer.PathTo(name), StringComparison.Ordinal));

            var unchanged = Lint(consumer);
            Assert.True(unchanged.ExitCode == 0, unchanged.Output);
            Assert.Single(unchanged.Tasks("ReadSettings"));
            Assert.All((string[])["MSBuild", "ProbeInputs", "LintDeployments", "ReportFindings"], task => Assert.Empty(unchanged.Tasks(task)));

            File.SetLastWriteTimeUtc(consumer.PathTo(name), DateTime.UtcNow.AddYears(-3).AddMinutes(age++));
            Assert.Equal(1, Lint(consumer).Lints);
        }

        // A report that is asked for is written, also when there is nothing in it.
        var asked = Lint(consumer, "-p:KodaLintSarif=out.sarif");
        Assert.Equal(0, asked.Lints);
        Assert.Contains("\"results\": []", File.ReadAllText(consumer.PathTo("out.sarif")), StringComparison.Ordinal);

        consumer.WriteBroken();
        var broken = Lint(consumer);
        Assert.Equal(1, broken.Lints);
        Assert.Contains(broken.Findings, finding => finding.StartsWith("error KODA2002 ", StringComparison.Ordinal));
    }

    [Fact]
    public void What_was_kept_and_is_damaged_leads_to_a_new_lint()
    {
        using var consumer = new Consumer(feed);
        consumer.WriteContainers();
        consumer.WriteBroken();
        Lint(consumer);
        var kept = Directory.GetFiles(consumer.PathTo("obj/koda-lint"));
        Assert.Equal([".findings", ".inputs"], kept.Select(Path.GetExtension).Order(StringComparer.Ordinal));

        foreach (var path in kept)
        {
            var whole = File.ReadAllBytes(path);
            foreach (var damaged in (byte[][])[[], whole[..(whole.Length / 2)], Encoding.UTF8.GetBytes("nothing of ours\n"), Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(whole).Replace("koda-lint", "koda-lynt", StringComparison.Ordinal))])
            {
                Assert.NotEqual(whole, damaged);
                File.WriteAllBytes(path, damaged);
                var again = Lint(consumer);
                Assert.Equal([PlacesTests.Finding], again.Findings);
                Assert.Equal(1, again.Lints);
                Assert.Equal(whole, File.ReadAllBytes(path));
            }

            File.Delete(path);
            Assert.Equal(1, Lint(consumer).Lints);
        }

        var unchanged = Lint(consumer);
        Assert.Equal([PlacesTests.Finding], unchanged.Findings);
        Assert.Equal(0, unchanged.Lints);
    }

    [Fact]
    public void State_is_kept_where_the_project_wants_it()
    {
        using var consumer = new Consumer(feed);
        consumer.WriteContainers();
        consumer.WriteBroken();

        Lint(consumer, "-p:KodaLintStateFolder=kept/here");

        Assert.Equal(2, Directory.GetFiles(consumer.PathTo("kept/here")).Length);
        Assert.False(Directory.Exists(consumer.PathTo("obj")));
        Assert.Equal(0, Lint(consumer, "-p:KodaLintStateFolder=kept/here").Lints);
        Assert.Equal(1, Lint(consumer).Lints);
    }

    private static BuildResult Lint(Consumer consumer, params string[] arguments) => consumer.Run("msbuild", ["containers.dcproj", .. arguments]);
}
