using Koda.Lint.Files;

namespace Koda.Lint.Engine.Tests.Files;

public sealed class RelativePathTests
{
    [Theory]
    [InlineData("/srv/main", "/srv/main/a.yml", "a.yml")]
    [InlineData("/srv/main", "/srv/main/d/a.yml", "d/a.yml")]
    [InlineData("/srv/main", "/srv/shared/a.yml", "../shared/a.yml")]
    [InlineData("/srv/main", "/srv/main", ".")]
    [InlineData("/srv/main", "/srv", "..")]
    [InlineData("/srv/main", "/srv/mainland/a.yml", "../mainland/a.yml")]
    [InlineData("/srv/main", "/tmp/a.yml", "/tmp/a.yml")]
    [InlineData("/", "/tmp/a.yml", "tmp/a.yml")]
    [InlineData("c:/work", "d:/a.yml", "d:/a.yml")]
    [InlineData("c:/work", "c:/work/d/a.yml", "d/a.yml")]
    [InlineData("/srv", "-", "-")]
    public void A_path_is_called_as_the_folder_sees_it(string folder, string path, string relative) =>
        Assert.Equal(relative, RelativePath.From(folder, path));
}
