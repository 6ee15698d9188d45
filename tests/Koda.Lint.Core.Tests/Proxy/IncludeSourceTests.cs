using Koda.Lint.Proxy;
using Koda.Lint.Proxy.Nginx;
using Koda.Lint.Text;

namespace Koda.Lint.Core.Tests.Proxy;

public sealed class IncludeSourceTests
{
    private static readonly string[] Names = ["b.conf", "a.conf", "ab.conf", ".hidden.conf", "c.txt", "[x].conf"];

    [Theory]
    [InlineData("d/*.conf", "d/[x].conf|d/a.conf|d/ab.conf|d/b.conf")]
    [InlineData("d/?.conf", "d/a.conf|d/b.conf")]
    [InlineData("d/[ab].conf", "d/a.conf|d/b.conf")]
    [InlineData("d/[^a]*", "d/[x].conf|d/b.conf|d/c.txt")]
    [InlineData("d/[b-c].*", "d/b.conf|d/c.txt")]
    [InlineData("d/.*", "d/.hidden.conf")]
    [InlineData("d/a*b*.c*f", "d/ab.conf")]
    [InlineData("d/\\[x*", "d/[x].conf")]
    [InlineData("d/[a", "")]
    [InlineData("/d/a.*", "/d/a.conf")]
    public void A_pattern_takes_what_the_shell_would_take(string pattern, string expected) =>
        Assert.Equal(expected, string.Join("|", Source().Match(pattern)!));

    [Fact]
    public void A_pattern_in_a_folder_cannot_be_known() => Assert.Null(Source().Match("*/a.conf"));

    [Fact]
    public void A_folder_that_cannot_be_listed_is_not_empty() => Assert.Null(IncludeSource.None.Match("d/*.conf"));

    [Theory]
    [InlineData("etc/nginx/nginx.conf", "conf.d/a", "etc/nginx/conf.d/a")]
    [InlineData("etc/nginx/nginx.conf", "../a", "etc/a")]
    [InlineData("etc/nginx.conf", "../../a", "../a")]
    [InlineData("/etc/nginx.conf", "../../a", "/a")]
    [InlineData("etc/nginx.conf", "/x/./y", "/x/y")]
    [InlineData("nginx.conf", "./a//b", "a/b")]
    public void A_path_is_seen_from_its_folder(string file, string path, string expected)
    {
        var asked = new List<string>();

        NginxReader.Read(new SourceFile(file, "include " + path + ";"), new IncludeSource(p =>
        {
            asked.Add(p);
            return null;
        }));

        Assert.Equal([expected], asked);
    }

    private static IncludeSource Source() => new(p => new SourceFile(p, ""), folder => folder is "d" or "/d" ? Names : null);
}
