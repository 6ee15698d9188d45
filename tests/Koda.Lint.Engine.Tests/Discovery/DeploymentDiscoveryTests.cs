using Koda.Lint.Compose;
using Koda.Lint.Deployments;
using Koda.Lint.Discovery;
using Koda.Lint.Files;

namespace Koda.Lint.Engine.Tests.Discovery;

public sealed class DeploymentDiscoveryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_production_overlay_is_joined_to_the_base()
    {
        Has("docker-compose.yml", "docker-compose.prod.yml", ".env.example");

        Assert.Equal([": docker-compose.yml docker-compose.prod.yml, Auto"], Plans());
    }

    [Fact]
    public void What_stands_around_the_containers_goes_with_each_deployment()
    {
        Has("docker-compose.yml", "docker-compose.prod.yml", "docker-compose.dev.yml", "Caddyfile", "Caddyfile.dev", "nginx.conf", "koda.service.example", "appsettings.json", "appsettings.Development.json", "conf.d/site.conf", "koda.service.d/10-files.conf", "Dockerfile", "notes.conf");
        _folder.Write("dynamic.yml", "http:\n  routers: {}\n");
        _folder.Write("other.yml", "http: {}\n");

        var found = Find();

        Assert.Equal(2, found.Plans.Count);
        Assert.All(found.Plans, plan => Assert.Equal(
            ["Caddyfile", "appsettings.json", "conf.d/site.conf", "dynamic.yml", "koda.service.d/10-files.conf", "koda.service.example", "nginx.conf"],
            plan.Companions.Select(path => DeploymentPath.RelativeTo(_folder.Path, path)).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void A_folder_without_compose_files_is_a_deployment_of_what_is_there()
    {
        Has("Caddyfile", "README.md");

        var plan = Assert.Single(Find().Plans);

        Assert.False(plan.Request.HasComposeFiles);
        Assert.Equal([_folder.PathTo("Caddyfile")], plan.Companions);
    }

    [Fact]
    public void What_a_folder_above_took_along_is_no_deployment_of_its_own()
    {
        Has("nginx.conf", "conf.d/site.conf", "web/appsettings.json", "web/appsettings.Staging.json");

        Assert.Equal(["nginx.conf conf.d/site.conf", "web/appsettings.json"], Find(recursive: true).Plans.Select(plan => string.Join(' ', plan.Companions.Select(path => DeploymentPath.RelativeTo(_folder.Path, path)))));
    }

    [Fact]
    public void A_base_alone_takes_the_override_that_compose_would_take()
    {
        Has("compose.yml", "compose.override.yaml", "docker-compose.override.yml");

        Assert.Equal([": compose.yml compose.override.yaml, Auto"], Plans());
    }

    [Fact]
    public void Of_several_bases_compose_takes_one_and_the_others_are_told()
    {
        Has("docker-compose.yml", "compose.yaml");

        var found = Find();

        Assert.Equal([": compose.yaml, Auto"], Plans(found));
        Assert.Equal([_folder.PathTo("docker-compose.yml")], found.LeftOut);
    }

    [Fact]
    public void Overlays_for_development_are_deployments_of_their_own()
    {
        Has("docker-compose.yml", "docker-compose.prod.yml", "docker-compose.dev.yml", "docker-compose.override.yml");

        Assert.Equal(
            [
                ": docker-compose.yml docker-compose.prod.yml, Auto",
                ":override: docker-compose.yml docker-compose.override.yml, Development",
                ":dev: docker-compose.yml docker-compose.dev.yml, Development",
            ],
            Plans());
    }

    [Fact]
    public void Told_to_judge_production_overlays_for_development_stay_out()
    {
        Has("docker-compose.yml", "docker-compose.dev.yml");

        Assert.Equal([": docker-compose.yml, Production"], Plans(Find(DeploymentEnvironment.Production)));
    }

    [Fact]
    public void Several_production_overlays_are_several_deployments()
    {
        Has("compose.yml", "compose.prod.yml", "compose.eu.prod.yml");

        Assert.Equal([":eu.prod: compose.yml compose.eu.prod.yml, Auto", ":prod: compose.yml compose.prod.yml, Auto"], Plans());
    }

    [Fact]
    public void A_release_file_stands_alone()
    {
        Has("docker-compose.release.yml");

        Assert.Equal([": docker-compose.release.yml, Auto"], Plans());
    }

    [Fact]
    public void A_release_file_of_another_tool_is_none()
    {
        Has("compose.yml");
        _folder.Write("goreleaser.release.yml", "builds:\n  - id: x\n");
        _folder.Write("stack.release.yml", "name: x\nservices:\n  a:\n    image: x\n");

        Assert.Equal([": compose.yml, Auto", ":release: stack.release.yml, Auto"], Plans());
    }

    [Fact]
    public void Compose_file_in_the_env_file_decides()
    {
        Has("docker-compose.yml", "docker-compose.prod.yml", "docker-compose.dev.yml");
        _folder.Write(".env", "COMPOSE_FILE=docker-compose.yml:docker-compose.dev.yml\n");

        var found = Find();

        var plan = Assert.Single(found.Plans);
        Assert.Empty(plan.Request.Files);
        Assert.Contains(_folder.PathTo("docker-compose.prod.yml"), found.LeftOut);
    }

    [Fact]
    public void Compose_file_in_the_shell_counts_only_where_the_shell_does()
    {
        Has("docker-compose.yml", "docker-compose.prod.yml");
        var shell = new Dictionary<string, string> { ["COMPOSE_FILE"] = "docker-compose.yml" };

        Assert.Empty(Find(shell: shell).Plans[0].Request.Files);
        Assert.Equal(2, Find().Plans[0].Request.Files.Count);
    }

    [Fact]
    public void Compose_files_of_unknown_purpose_are_told()
    {
        Has("docker-compose.yml", "docker-compose.test.yml");

        Assert.Equal([_folder.PathTo("docker-compose.test.yml")], Find().LeftOut);
    }

    [Fact]
    public void A_folder_without_compose_files_has_no_deployment()
    {
        Has("package.json", ".env");

        Assert.Empty(Find().Plans);
    }

    [Fact]
    public void Folders_below_are_looked_at_only_when_asked_for()
    {
        Has("a/compose.yml");

        Assert.Empty(Find().Plans);
        Assert.Equal(["a: a/compose.yml, Auto"], Plans(Find(recursive: true)));
    }

    [Fact]
    public void A_tree_is_walked_without_what_holds_no_deployment_of_its_own()
    {
        Has("compose.yml", "b/compose.yml", "a/x/compose.yml", ".git/compose.yml", "node_modules/p/compose.yml", "bin/compose.yml", "obj/compose.yml", "out/compose.yml", "b/tmp.1/compose.yml", "keep/out/compose.yml");
        _folder.Write(".gitignore", "/out/\n");
        _folder.Write("b/.gitignore", "tmp.*\n");
        Directory.CreateSymbolicLink(_folder.PathTo("loop"), _folder.Path);

        Assert.Equal([": compose.yml, Auto", "a/x: a/x/compose.yml, Auto", "b: b/compose.yml, Auto", "keep/out: keep/out/compose.yml, Auto"], Plans(Find(recursive: true)));
    }

    [Fact]
    public void What_the_repository_around_ignores_is_ignored()
    {
        Has(".git/HEAD", "sub/compose.yml", "sub/cache/compose.yml");
        _folder.Write(".gitignore", "cache\n");

        var found = DeploymentDiscovery.Find(_folder.PathTo("sub"), recursive: true, Options(), DeploymentEnvironment.Auto, new DiskFileProvider());

        Assert.Equal([_folder.PathTo("sub") + "/compose.yml"], found.Plans.SelectMany(plan => plan.Request.Files.Select(file => DeploymentPath.Resolve(plan.Request.WorkingDirectory, file))));
    }

    [Fact]
    public void Env_files_are_seen_from_the_callers_folder()
    {
        Has("a/compose.yml", "prod.env");

        var found = DeploymentDiscovery.Find(_folder.PathTo("a"), recursive: false, Options() with { EnvFiles = ["prod.env"] }, DeploymentEnvironment.Auto, new DiskFileProvider());

        Assert.Equal([_folder.PathTo("prod.env")], found.Plans[0].Request.EnvFiles);
    }

    private void Has(params string[] names)
    {
        foreach (var name in names)
            _folder.Write(name, "");
    }

    private ComposeRequest Options() => new() { WorkingDirectory = _folder.Path };

    private DiscoveredDeployments Find(
        DeploymentEnvironment environment = DeploymentEnvironment.Auto, bool recursive = false, IReadOnlyDictionary<string, string>? shell = null) =>
        DeploymentDiscovery.Find(_folder.Path, recursive, Options() with { Shell = shell ?? new Dictionary<string, string>() }, environment, new DiskFileProvider());

    /// <summary>Each plan in one line; the folder's own name, which is a random one, left out.</summary>
    private List<string> Plans(DiscoveredDeployments? found = null) =>
        [.. (found ?? Find()).Plans.Select(plan =>
            plan.Name.Replace(Path.GetFileName(_folder.Path), "", StringComparison.Ordinal) + ": "
            + string.Join(' ', plan.Request.Files.Select(file => RelativePath.From(_folder.Path, DeploymentPath.Resolve(plan.Request.WorkingDirectory, file))))
            + ", " + plan.Environment)];
}
