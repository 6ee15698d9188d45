using Koda.Lint.Compose;

namespace Koda.Lint.Core.Tests.Compose;

public sealed class ComposeFileNameTests
{
    [Theory]
    [InlineData("compose.yaml", ComposeFileRole.Base)]
    [InlineData("docker-compose.yml", ComposeFileRole.Base)]
    [InlineData("docker-compose.override.yml", ComposeFileRole.Override)]
    [InlineData("docker-compose.prod.yml", ComposeFileRole.Production)]
    [InlineData("compose.production.yaml", ComposeFileRole.Production)]
    [InlineData("compose.vps.prod.yaml", ComposeFileRole.Production)]
    [InlineData("docker-compose.dev.yml", ComposeFileRole.Development)]
    [InlineData("compose.development.yml", ComposeFileRole.Development)]
    [InlineData("docker-compose.release.yml", ComposeFileRole.Release)]
    [InlineData("koda.release.yml", ComposeFileRole.Release)]
    [InlineData("docker-compose.test.yml", ComposeFileRole.Other)]
    [InlineData("docker-compose-prod.yml", ComposeFileRole.Other)]
    [InlineData("compose.override.prod.json", ComposeFileRole.None)]
    [InlineData("composer.yml", ComposeFileRole.None)]
    [InlineData("docker-compose.prod.yml.bak", ComposeFileRole.None)]
    [InlineData("values.prod.yml", ComposeFileRole.None)]
    [InlineData("release.yml", ComposeFileRole.None)]
    public void A_name_tells_a_files_role(string name, ComposeFileRole role) => Assert.Equal(role, ComposeFileName.RoleOf(name));

    [Theory]
    [InlineData("/srv/docker-compose.prod.yml", true)]
    [InlineData("/srv/stack.Production.yaml", true)]
    [InlineData("docker-compose.release.yml", true)]
    [InlineData("/srv.prod.d/docker-compose.yml", false)]
    [InlineData("prod.yml", false)]
    [InlineData("docker-compose.reproduction.yml", false)]
    public void Production_has_its_mark_between_dots(string path, bool isForProduction) =>
        Assert.Equal(isForProduction, ComposeFileName.IsForProduction(path));
}
