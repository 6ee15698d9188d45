using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Koda.Lint.Engine.Tests.Reports;

namespace Koda.Lint.Engine.Tests.Reports.Html;

/// <summary>What a validator and a check of accessibility would ask of the page.</summary>
public sealed partial class HtmlReportWriterTests
{
    private static readonly XNamespace H = "http://www.w3.org/1999/xhtml";
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static readonly HashSet<string> Known =
    [
        "html", "head", "meta", "title", "style", "body", "a", "header", "div", "p", "h1", "h2", "h3", "h4", "dl", "dt", "dd", "time", "nav", "ul", "ol", "li", "span", "main",
        "section", "article", "strong", "code", "pre", "figure", "figcaption", "table", "thead", "tbody", "tr", "th", "td", "footer",
    ];

    /// <summary>What may stand in an element that takes only text and what marks text (phrasing content).</summary>
    private static readonly HashSet<string> Phrasing = ["a", "span", "code", "strong", "time"];

    public static TheoryData<string> Pages => [.. HtmlPages.Names];

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_page_is_valid(string name)
    {
        var text = HtmlPages.Of(name);
        var page = HtmlPages.Read(text);

        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"en\"", text, StringComparison.Ordinal);
        foreach (var element in page.DescendantsAndSelf().Where(element => element.Name.Namespace == H))
        {
            var (tag, children) = (element.Name.LocalName, element.Elements().Select(child => child.Name.LocalName).ToList());
            Assert.Contains(tag, Known);
            Assert.DoesNotContain(element.Attributes(), attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal) || attribute.Name == "style");
            switch (tag)
            {
                case "p" or "h1" or "h2" or "h3" or "h4" or "span" or "a" or "code" or "strong" or "pre" or "dt" or "figcaption" or "time" or "title":
                    Assert.All(children, child => Assert.Contains(child, Phrasing));
                    break;
                case "ul" or "ol":
                    Assert.All(children, child => Assert.Equal("li", child));
                    Assert.NotEmpty(children);
                    break;
                case "tr":
                    Assert.All(children, child => Assert.Contains(child, (string[])["th", "td"]));
                    break;
                case "dl":
                    Assert.All(element.Elements(), group => Assert.Equal(["dt", "dd"], group.Elements().Select(child => child.Name.LocalName)));
                    break;
            }
        }

        var ids = page.Descendants().Attributes("id").Select(id => id.Value).ToList();
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(ids, id => Assert.Matches("^[a-z0-9-]+$", id));
        foreach (var reference in page.Descendants().Attributes().Where(attribute => attribute.Name.LocalName is "aria-labelledby" or "aria-describedby"))
            Assert.Contains(reference.Value, ids);
        foreach (var link in page.Descendants(H + "a").Attributes("href").Select(href => href.Value))
            Assert.True(link[0] == '#' ? ids.Contains(link[1..]) : link.StartsWith("https://", StringComparison.Ordinal), link);
        foreach (var marker in page.Descendants().Attributes("marker-end").Select(end => end.Value))
            Assert.Contains(marker[5..^1], ids);
        Assert.DoesNotContain(page.Descendants(), element => element.Name.LocalName is "script" or "img" or "iframe" or "link" or "object" or "foreignObject");
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_page_can_be_read_without_seeing_it(string name)
    {
        var page = HtmlPages.Read(HtmlPages.Of(name));

        Assert.Equal("en", (string?)page.Attribute("lang"));
        Assert.NotEmpty(page.Descendants(H + "title").Single().Value);
        foreach (var landmark in (string[])["header", "nav", "main", "footer"])
            Assert.Single(page.Descendants(H + landmark));
        Assert.Equal("#report", (string?)page.Element(H + "body")!.Elements().First().Attribute("href"));

        var levels = page.Descendants().Where(element => element.Name.Namespace == H && HeadingName().IsMatch(element.Name.LocalName)).ToList();
        Assert.All(levels, heading => Assert.NotEqual("", heading.Value.Trim()));
        Assert.Single(levels, heading => heading.Name.LocalName == "h1");
        for (var i = 1; i < levels.Count; i++)
            Assert.True(LevelOf(levels[i]) <= LevelOf(levels[i - 1]) + 1, levels[i].Value);

        Assert.All(page.Descendants(H + "a"), link => Assert.NotEqual("", link.Value.Trim()));
        Assert.All(page.Descendants(H + "section").Concat(page.Descendants(H + "nav")), region => Assert.True(region.Attribute("aria-label") is not null || region.Attribute("aria-labelledby") is not null));
        Assert.All(page.Descendants(Svg + "svg"), drawing =>
        {
            Assert.Equal("img", (string?)drawing.Attribute("role"));
            Assert.NotEmpty(drawing.Element(Svg + "title")!.Value);
            Assert.NotEmpty(drawing.Element(Svg + "desc")!.Value);
        });
        Assert.All(page.Descendants(H + "th"), cell => Assert.Contains((string?)cell.Attribute("scope"), (string[])["row", "col"]));
        Assert.All(page.Descendants().Where(element => element.Attribute("tabindex") is not null), region =>
        {
            Assert.Equal("0", (string?)region.Attribute("tabindex"));
            Assert.Equal("group", (string?)region.Attribute("role"));
            Assert.True(region.Attribute("aria-label") is not null || region.Attribute("aria-labelledby") is not null);
        });

        // A state is a word, too, not only a colour.
        Assert.All(page.Descendants(H + "ol").SelectMany(list => list.Elements()), item => Assert.Contains(
            item.Element(H + "div")!.Elements(H + "span").Last().Value, (string[])["✓ Kept", "✕ Broken", "? Unknown"]));
    }

    /// <summary>WCAG 2.2, 1.4.3: 4.5 to 1 for text, in light, in dark and on paper.</summary>
    [Fact]
    public void Every_text_stands_out_from_what_is_behind_it()
    {
        var style = HtmlPages.Read(HtmlPages.Of("nothing")).Descendants(H + "style").Single().Value;
        var palettes = PaletteBlock().Matches(style).Select(block => ColourValue().Matches(block.Groups[1].Value).ToDictionary(colour => colour.Groups[1].Value, colour => colour.Groups[2].Value)).ToList();

        Assert.Equal(3, palettes.Count);
        foreach (var palette in palettes)
        {
            foreach (var text in (string[])["ink", "soft", "link", "fail", "warn", "info", "pass", "unknown"])
            {
                foreach (var behind in (string[])["paper", "card", "quiet", text + "-bg"])
                {
                    if (palette.TryGetValue(behind, out var background))
                        Assert.True(Contrast(palette[text], background) >= 4.5, $"{text} {palette[text]} on {behind} {background}: {Contrast(palette[text], background):0.00}");
                }
            }
        }
    }

    [Fact]
    public void The_policy_of_the_page_allows_its_style_and_nothing_else()
    {
        var page = HtmlPages.Read(HtmlPages.Of("nothing"));
        var style = page.Descendants(H + "style").Single().Value;

        var policy = (string?)page.Descendants(H + "meta").Single(meta => (string?)meta.Attribute("http-equiv") == "Content-Security-Policy").Attribute("content");

        Assert.Equal("default-src 'none'; style-src 'sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style))) + "'; base-uri 'none'; form-action 'none'", policy);
        Assert.DoesNotContain("url(", style, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", style, StringComparison.Ordinal);
    }

    [Fact]
    public void Findings_are_shown_with_their_lines_and_what_to_do()
    {
        var files = new ReportSamples();
        var places = files.Add("docker-compose.yml", "a: ⟦b⟧ <c>\nAPI_TOKEN: hunter2 # ⟦d⟧\n");
        var page = HtmlPages.Read(HtmlPages.Write(
            ReportSamples.Report(ReportSamples.Finding(places[0], "the `b` is wide", "here", "write `x`", new RelatedLocation(places[1], "there"))), files, ReportSamples.Folder));

        var article = page.Descendants(H + "article").Single();
        Assert.Equal("error KODA2001 the b is wide", article.Element(H + "h4")!.Value.Trim());
        Assert.Equal(["b", "x"], article.Descendants(H + "code").Where(code => code.Parent!.Name.LocalName != "pre").Select(code => code.Value));
        var frame = article.Element(H + "pre")!.Value;
        Assert.Contains("1 | a: b <c>\n  |    ^ here\n2 | API_TOKEN: ***\n", frame, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", page.Value, StringComparison.Ordinal);
        Assert.Equal("Fix write x", article.Elements(H + "p").First().Value.Trim());
        Assert.Equal("1 error stands in the way of production", page.Descendants(H + "h1").Single().Value);
        Assert.Equal("2026-03-04T05:06Z", (string?)page.Descendants(H + "time").Single().Attribute("datetime"));
    }

    [Fact]
    public void The_checklist_has_ten_promises_with_evidence()
    {
        var page = HtmlPages.Read(HtmlPages.Of("proxied"));

        var items = page.Descendants(H + "ol").Single().Elements(H + "li").ToList();
        Assert.Equal(Enumerable.Range(1, 10).Select(number => number.ToString(CultureInfo.InvariantCulture)), items.Select(item => (string?)item.Attribute("value")));
        Assert.All(items, item => Assert.NotEmpty(item.Element(H + "ul")!.Elements()));
        Assert.Contains("KODA_ENV is production compose.prod.yml:13:29", items[0].Value, StringComparison.Ordinal);
    }

    [Fact]
    public void The_drawing_and_the_table_say_the_same()
    {
        var page = HtmlPages.Read(HtmlPages.Of("proxied"));

        var drawn = page.Descendants(Svg + "text").Where(text => ((string?)text.Attribute("class"))!.StartsWith("port ", StringComparison.Ordinal)).Select(text => text.Value).ToList();
        Assert.Equal(
            ["0.0.0.0:80 → 80", "0.0.0.0:443 → 443", "127.0.0.1:2019 → 2019", "?:3000 → 3000", "[2001:db8::1]:4000-4… → 4000-4009/udp", "host network", "0.0.0.0:5432 → 5432", "127.0.0.1:5433 → 5432"], drawn);
        var rows = page.Descendants(H + "tbody").Single().Elements().Select(row => string.Join(" | ", row.Elements().Select(cell => cell.Value))).ToList();
        Assert.Equal(
            [
                "caddy | 0.0.0.0:80 | 80 | everybody, as meant | web",
                "0.0.0.0:443 | 443 | everybody, as meant",
                "127.0.0.1:2019 | 2019 | this host only",
                "web | ?:3000 | 3000 | unknown: its address has no value | app",
                "[2001:db8::1]:4000-4009 | 4000-4009/udp | everybody",
                "app | none | – | other services only | postgres, redis",
                "a-service-with-a-name-that-is-far-too-long-for-its-box | the host's network | all | everybody, on every port that it opens | –",
                "postgres | 0.0.0.0:5432 | 5432 | everybody | –",
                "127.0.0.1:5433 | 5432 | this host only",
                "redis | none | – | other services only | –",
            ],
            rows);
    }

    [Fact]
    public void Nothing_in_the_drawing_stands_outside_of_it()
    {
        foreach (var drawing in HtmlPages.Names.SelectMany(name => HtmlPages.Read(HtmlPages.Of(name)).Descendants(Svg + "svg")))
        {
            var size = ((string)drawing.Attribute("viewBox")!).Split(' ').Select(int.Parse).ToArray();
            foreach (var box in drawing.Elements(Svg + "rect"))
            {
                Assert.InRange((int)box.Attribute("x")! + (int)box.Attribute("width")!, 0, size[2]);
                Assert.InRange((int)box.Attribute("y")!, 0, size[3]);
                Assert.InRange((int)box.Attribute("y")! + (int)box.Attribute("height")!, 0, size[3]);
            }
        }
    }

    private static int LevelOf(XElement heading) => heading.Name.LocalName[1] - '0';

    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string colour)
    {
        var hex = colour.Length == 4 ? string.Concat(colour.Skip(1).Select(digit => new string(digit, 2))) : colour[1..];
        var parts = Enumerable.Range(0, 3).Select(i => int.Parse(hex.AsSpan(2 * i, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4)).ToArray();
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }

    [GeneratedRegex("^h[1-6]$")]
    private static partial Regex HeadingName();

    [GeneratedRegex(":root\\{([^}]*)\\}")]
    private static partial Regex PaletteBlock();

    [GeneratedRegex("--([a-z-]+):(#[0-9a-f]{3,6})")]
    private static partial Regex ColourValue();
}
