using Koda.Lint.Configuration;
using Koda.Lint.Files;

namespace Koda.Lint.Engine.Tests.Configuration;

public sealed class ConfigurationFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_nearest_file_above_holds()
    {
        _folder.Write("koda-lint.yml", "policy: { control-plane: app }");
        var below = _folder.PathTo("deploy/vps/docker-compose.yml");
        _folder.Write("deploy/vps/docker-compose.yml", "services: {}");

        var found = ConfigurationFile.Find(DeploymentPath.FolderOf(below), new DiskFileProvider());

        Assert.Equal("app", found.Configuration.Policy.ControlPlane);
        Assert.Equal(_folder.Path, found.Folder);
    }

    [Fact]
    public void A_file_beyond_the_repository_does_not_hold()
    {
        _folder.Write("koda-lint.yml", "policy: { control-plane: app }");
        _folder.Write("repository/.git/HEAD", "ref: refs/heads/main");

        var found = ConfigurationFile.Find(_folder.Path + "/repository", new DiskFileProvider());

        Assert.Same(LintConfiguration.Empty, found.Configuration);
        Assert.Empty(found.Problems);
    }

    [Fact]
    public void A_named_file_that_is_not_there_is_a_mistake()
    {
        var found = ConfigurationFile.Read(_folder.Path + "/none.yml", new DiskFileProvider());

        Assert.Contains("cannot be read", Assert.Single(found.Problems).Message, StringComparison.Ordinal);
    }
}
