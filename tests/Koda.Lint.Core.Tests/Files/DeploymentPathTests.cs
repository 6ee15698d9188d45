using Koda.Lint.Files;

namespace Koda.Lint.Core.Tests.Files;

public sealed class DeploymentPathTests
{
    [Theory]
    [InlineData("/srv/app", "/srv/app", ".")]
    [InlineData("/srv/app", "/srv/app/ext/more", "ext/more")]
    [InlineData("/srv/app", "/srv", "..")]
    [InlineData("/srv/app", "/srv/apple", "../apple")]
    [InlineData("/srv/app/deploy", "/srv/app/base", "../base")]
    [InlineData("/srv/app", "/", "../..")]
    [InlineData("/", "/srv/app", "srv/app")]
    [InlineData("C:/app", "D:/app", "D:/app")]
    [InlineData("/srv/app", "ext", "ext")]
    public void A_folder_is_seen_from_another_as_go_sees_it(string from, string folder, string seen) => Assert.Equal(seen, DeploymentPath.SeenFrom(from, folder));

    [Theory]
    [InlineData("/srv/app", "/srv/base")]
    [InlineData("/srv/app", "/srv/app/ext")]
    [InlineData("/srv/app", "/")]
    public void What_is_seen_from_a_folder_leads_back(string from, string folder) =>
        Assert.Equal(folder, DeploymentPath.Resolve(from, DeploymentPath.SeenFrom(from, folder)));
}
