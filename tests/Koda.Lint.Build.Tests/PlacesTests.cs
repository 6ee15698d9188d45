using System.Text.RegularExpressions;

namespace Koda.Lint.Build.Tests;

/// <summary>Where deployments are linted, and that each is linted once.</summary>
public sealed class PlacesTests(PackedFeed feed)
{
    internal const string Finding = "error KODA2002 docker-compose.yml(8,9,8,20)";

    [Fact]
    public void A_broken_deployment_fails_the_build_of_a_csharp_project_at_its_characters()
    {
        using var consumer = new Consumer(feed);
        consumer.WriteLibrary();
        consumer.WriteBroken();

        var broken = consumer.Build();

        Assert.Equal(1, broken.ExitCode);
        Assert.Equal([Finding], broken.Findings);
        var error = Assert.Single(broken.Reported);
        Assert.Equal(consumer.PathTo("docker-compose.yml"), error.File);
        Assert.Contains("docker-compose.prod.yml(4,9): this binding is added beside it", error.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("CoreCompile", broken.Targets("CoreCompile").Where(target => target.Succeeded).Select(target => target.Name));

        consumer.WriteHardened();
        var hardened = consumer.Build("--no-restore", "--no-incremental");
        Assert.True(hardened.ExitCode == 0, hardened.Output);
        Assert.Empty(hardened.Findings);
        Assert.Equal(1, hardened.Lints);

        // The compiler ran beside the task and told nothing a second time.
        consumer.WriteBroken();
        var told = consumer.Build("--no-restore", "-p:KodaLintFailOn=none");
        Assert.True(told.ExitCode == 0, told.Output);
        Assert.Equal([Finding.Replace("error", "warning", StringComparison.Ordinal)], told.Findings);
        Assert.NotEmpty(told.Tasks("Csc"));

        Assert.Equal([Finding], consumer.Run("publish", "--no-restore").Findings);
        foreach (var silent in (string[])["-p:DesignTimeBuild=true", "-p:KodaLintEnabled=false"])
        {
            var built = consumer.Build("--no-restore", silent, "-t:KodaLint");
            Assert.Empty(built.Findings);
            Assert.Empty(built.Tasks("ReadSettings"));
        }
    }

    [Fact]
    public void Projects_and_frameworks_of_a_solution_share_one_lint_of_the_repositorys_deployment()
    {
        using var consumer = new Consumer(feed);
        consumer.Write(".git/HEAD", "ref: refs/heads/main\n");
        consumer.WriteBroken();
        consumer.WriteLibrary("One/One.csproj", "<TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks><NoWarn>CS1591</NoWarn>");
        consumer.Write("One/One.csproj", File.ReadAllText(consumer.PathTo("One/One.csproj")).Replace("<TargetFramework>net10.0</TargetFramework>", "", StringComparison.Ordinal));
        consumer.WriteLibrary("Two/Two.csproj", "<NoWarn>CS1701</NoWarn>", """<ProjectReference Include="../Three/Three.csproj" AdditionalProperties="Flavour=plain" />""");
        consumer.WriteLibrary("Three/Three.csproj");
        consumer.Write(
            "All.proj",
            """
            <Project DefaultTargets="Build">
              <ItemGroup><P Include="One/One.csproj;Two/Two.csproj;Three/Three.csproj" /></ItemGroup>
              <Target Name="Restore"><MSBuild Projects="@(P)" Targets="Restore" Properties="Restoring=1" /></Target>
              <Target Name="Build"><MSBuild Projects="@(P)" BuildInParallel="true" ContinueOnError="true" /></Target>
            </Project>
            """);

        var built = consumer.Build("All.proj", "-m");

        Assert.True(built.Findings is [Finding], built.Output);
        Assert.Equal(1, built.Lints);

        // Those that weigh findings in another way hear of them by themselves, and still share the lint.
        consumer.WriteLibrary("Three/Three.csproj", "<WarningsAsErrors>KODA2003</WarningsAsErrors>");
        var weighed = consumer.Build("All.proj", "-m", "--no-restore", "-p:KodaLintSkipUnchanged=false");
        Assert.True(weighed.Findings is [Finding, Finding], weighed.Output);
        Assert.Equal(1, weighed.Lints);
        consumer.WriteLibrary("Three/Three.csproj");

        File.Delete(consumer.PathTo("All.proj"));
        Assert.Equal([Finding], consumer.Build("Two/Two.csproj", "-graph", "--no-restore").Findings);
        Assert.Equal([Finding], consumer.Build("Two/Two.csproj", "-graph", "-isolate", "--no-restore").Findings);
    }

    [Fact]
    public void A_project_without_a_compiler_is_linted_in_a_folder_of_any_name()
    {
        using var consumer = new Consumer(feed, "a b#c%41;dä(1)~'x");
        consumer.WriteBroken("at;home");
        consumer.WriteContainers("""<KodaLintDeployment Include="vps" Compose="at%3Bhome/docker-compose.yml" Environment="production" />""");

        var missed = consumer.Run("msbuild", "containers.dcproj");
        Assert.Equal(1, missed.ExitCode);

        consumer.WriteContainers("""<KodaLintDeployment Include="vps" Compose="docker-compose.yml" Environment="production" />""");
        consumer.WriteBroken();
        var named = consumer.Run("msbuild", "containers.dcproj");
        Assert.True(named.Findings is ["error KODA2001 docker-compose.yml(8,9,8,20)"], named.Output);
        Assert.Equal(consumer.PathTo("docker-compose.yml"), Assert.Single(named.Reported).File);

        consumer.WriteContainers();
        var found = consumer.Run("msbuild", "containers.dcproj");
        Assert.Equal([Finding], found.Findings);
        Assert.Equal(0, consumer.Run("msbuild", "containers.dcproj").Lints);
    }

    [Fact]
    public void A_no_targets_project_is_linted_and_reports_sarif()
    {
        using var consumer = new Consumer(feed);
        consumer.WriteBroken();
        consumer.Write(
            "deploy.proj",
            $"""
            <Project Sdk="Microsoft.Build.NoTargets/3.7.0">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><KodaLintSarif>out/koda.sarif</KodaLintSarif></PropertyGroup>
              <ItemGroup>{consumer.Reference}</ItemGroup>
            </Project>
            """);

        var built = consumer.Build();

        Assert.Equal([Finding], built.Findings);
        Assert.Contains("\"KODA2002\"", File.ReadAllText(consumer.PathTo("out/koda.sarif")), StringComparison.Ordinal);

        // Nobody looks for this file on behalf of such a project but the task.
        consumer.Write(".globalconfig", "is_global = true\ndotnet_diagnostic.KODA2002.severity = warning\n");
        Assert.Equal([Finding.Replace("error", "warning", StringComparison.Ordinal)], consumer.Build("--no-restore").Findings);
    }

    [Fact]
    public void Running_tests_lints_once_and_runs_them()
    {
        using var consumer = new Consumer(feed);
        consumer.WriteBroken();
        consumer.Write(
            "Checks.csproj",
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType></PropertyGroup>
              <ItemGroup>{consumer.Reference}<PackageReference Include="xunit.v3" Version="{PackedFeed.Metadata("XunitVersion")}" /></ItemGroup>
            </Project>
            """);
        consumer.Write("Ports.cs", "public class Ports { [Xunit.Fact] public void Holds() { } }");

        var stopped = consumer.Run("test");
        Assert.NotEqual(0, stopped.ExitCode);
        Assert.Equal([Finding], stopped.Findings);

        var run = consumer.Run("test", "-p:KodaLintFailOn=none");
        Assert.True(run.ExitCode == 0, run.Output);

        // The log that is left is of the look at the built project, not of its build.
        Assert.Single(Regex.Matches(run.Output, @"docker-compose\.yml\(8,9,8,20\): warning KODA2002: "));
        Assert.Matches("succeeded: 1", run.Output);
    }

    [Fact]
    public void A_csharp_project_in_a_folder_of_any_name_is_linted_by_its_build_and_in_an_ide()
    {
        using var consumer = new Consumer(feed, "a b#c% y;dä(1)'x");
        consumer.WriteLibrary();
        consumer.WriteBroken();

        var built = consumer.Build();
        Assert.True(built.Findings is [Finding], built.Output);
        Assert.Equal(consumer.PathTo("docker-compose.yml"), Assert.Single(built.Reported).File);

        var asked = consumer.Build("--no-restore", "-p:DesignTimeBuild=true", "-p:ErrorEndLocation=true");
        Assert.True(asked.Findings is [Finding], asked.Output);
        Assert.Equal(0, asked.Lints);
    }

    [Fact]
    public void What_was_asked_for_and_makes_no_sense_is_an_error_at_its_place()
    {
        using var consumer = new Consumer(feed);
        consumer.WriteLibrary(properties: "<KodaLintRoot>nowhere</KodaLintRoot>");
        var missing = consumer.Build();
        Assert.Equal(1, missing.ExitCode);
        Assert.Equal(["error KODASETTINGS App.csproj(0,0,0,0)"], missing.Findings);
        Assert.Contains("there is no such folder", Assert.Single(missing.Reported).Text, StringComparison.Ordinal);

        consumer.WriteBroken();
        consumer.Write("koda-lint.yml", "rules:\n  KODA2002: { severity: loud }\n");
        Assert.Equal(["error KODASETTINGS koda-lint.yml(2,25,2,29)"], consumer.Build("--no-restore", "-p:KodaLintRoot=.").Findings);

        consumer.Write("koda-lint.yml", "rules:\n  KODA2002: { severity: warning }\n");
        var weighed = consumer.Build("--no-restore", "-p:KodaLintRoot=.");
        Assert.Equal(["warning KODA2002 docker-compose.yml(8,9,8,20)"], weighed.Findings);
        Assert.True(weighed.ExitCode == 0, weighed.Output);
    }
}
