namespace Koda.Lint.Cli.Tests.Documentation;

/// <summary>Runs every example of the pages that people copy from.</summary>
public sealed class DocumentationTests
{
    private static readonly string[] Pages = ["docs/ci.md", "docs/configuration.md", "docs/suppressing.md"];

    public static TheoryData<string, string> Sections
    {
        get
        {
            var sections = new TheoryData<string, string>();
            foreach (var page in Pages)
            {
                foreach (var (heading, _) in PageExample.SectionsOf(page))
                    sections.Add(page, heading);
            }

            return sections;
        }
    }

    [Theory]
    [MemberData(nameof(Sections))]
    public void The_examples_of_a_section_do_what_the_page_says(string page, string heading)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the examples are written for a POSIX shell");
        using var folder = new ExampleFolder();

        var examples = PageExample.SectionsOf(page).Single(section => section.Heading == heading).Examples;

        Assert.NotEmpty(examples);
        foreach (var example in examples)
            folder.Run(example);
    }

    [Fact]
    public void Links_between_the_pages_lead_somewhere() => Assert.All(
        Pages.SelectMany(page => System.Text.RegularExpressions.Regex.Matches(File.ReadAllText(Repository.PathTo(page)), @"\]\(([^)#:]+)(#[^)]*)?\)").Select(link => (page, link.Groups[1].Value))),
        link => Assert.True(File.Exists(Path.Combine(Repository.PathTo("docs"), link.Value)), link.page + " leads to " + link.Value));
}
