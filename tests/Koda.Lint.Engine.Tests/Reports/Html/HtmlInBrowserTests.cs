using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Koda.Lint.Engine.Tests.Reports.Html;

/// <summary>The page in a real browser, where one is installed.</summary>
public sealed partial class HtmlInBrowserTests : IDisposable
{
    private static readonly string[] Programs = ["chromium", "chromium-browser", "google-chrome"];

    /// <summary>A browser that talks to nobody and leaves nothing behind.</summary>
    private static readonly string[] Flags =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--enable-logging=stderr", "--v=0",
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("broken")]
    [InlineData("hostile")]
    [InlineData("proxied")]
    public void The_browser_has_nothing_to_repair_and_nothing_to_complain_about(string name)
    {
        var page = HtmlPages.Of(name);

        var (document, log) = Open(page, "--dump-dom");

        Assert.DoesNotContain("CONSOLE", log, StringComparison.Ordinal);
        Assert.Equal(TagsOf(HtmlPages.Read(page)), ElementStart().Matches(CodeOf(document)).Select(tag => tag.Groups[1].Value));
    }

    [Theory]
    [InlineData(1280, "light")]
    [InlineData(1280, "dark")]
    [InlineData(500, "light")]
    public void The_page_is_drawn(int width, string scheme)
    {
        var picture = _folder.PathTo("page.png");

        var (_, log) = Open(HtmlPages.Of("broken"), "--window-size=" + width + ",1200", "--blink-settings=preferredColorScheme=" + (scheme == "dark" ? 0 : 1), "--screenshot=" + picture);

        Assert.DoesNotContain("CONSOLE", log, StringComparison.Ordinal);
        Assert.True(new FileInfo(picture).Length > 20_000, "the picture is empty");
    }

    private (string Output, string Log) Open(string page, params string[] flags)
    {
        var browser = OracleProgram.Require(Programs, "--version");
        _folder.Write("page.html", page);
        var answer = OracleProgram.Run(
            browser, [.. Flags, "--user-data-dir=" + _folder.PathTo("profile"), .. flags, "file://" + _folder.PathTo("page.html")], _folder.Path, new Dictionary<string, string>());
        Assert.Equal(0, answer.ExitCode);
        return (answer.Output, answer.Error);
    }

    private static IEnumerable<string> TagsOf(XElement page) => page.DescendantsAndSelf().Select(element => element.Name.LocalName);

    /// <summary>The document without its style sheet, which is text to a browser.</summary>
    private static string CodeOf(string document) => StyleSheet().Replace(document, "<style></style>");

    [GeneratedRegex("<style>.*?</style>", RegexOptions.Singleline)]
    private static partial Regex StyleSheet();

    [GeneratedRegex("<([a-zA-Z][a-zA-Z0-9]*)[^>]*>")]
    private static partial Regex ElementStart();
}
