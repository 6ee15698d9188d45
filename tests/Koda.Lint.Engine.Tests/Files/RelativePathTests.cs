using Koda.Lint.Files;

namespace Koda.Lint.Engine.Tests.Files;

public sealed class RelativePathTests
{
    [Theory]
    [InlineData("/work/main", "/work/main/a.yml", "a.yml")]
    [InlineData("/work/main", "/work/main/d/a.yml", "d/a.yml")]
    [InlineData("/work/main", "/work/shared/a.yml", "../shared/a.yml")]
    [InlineData("/work/main", "/work/main", ".")]
    [InlineData("/work/main", "/work", "..")]
    [InlineData("/work/main", "/work/mainland/a.yml", "../mainland/a.yml")]
    [InlineData("/work/main", "/tmp/a.yml", "/tmp/a.yml")]
    [InlineData("/", "/tmp/a.yml", "tmp/a.yml")]
    [InlineData("c:/work", "d:/a.yml", "d:/a.yml")]
    [InlineData("c:/work", "c:/work/d/a.yml", "d/a.yml")]
    [InlineData("/work", "-", "-")]
    public void A_path_is_called_as_the_folder_sees_it(string folder, string path, string relative) =>
        Assert.Equal(relative, RelativePath.From(folder, path));
}
