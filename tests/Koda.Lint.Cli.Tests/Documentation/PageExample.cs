namespace Koda.Lint.Cli.Tests.Documentation;

/// <summary>A fenced block of a page. The words behind its language say how it is run: <c>file=NAME</c>, <c>exit=1</c>, <c>github-workflow</c>.</summary>
internal sealed record PageExample(string Page, int Line, string Language, IReadOnlyList<string> Words, string Text)
{
    /// <summary>What a word of the form <c>name=value</c> says, or null.</summary>
    public string? ValueOf(string name) => Words.FirstOrDefault(word => word.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];

    public override string ToString() => Page + ":" + Line;

    /// <summary>The sections of a page that have examples: those below one heading build on each other.</summary>
    public static IReadOnlyList<(string Heading, IReadOnlyList<PageExample> Examples)> SectionsOf(string page)
    {
        var lines = File.ReadAllLines(Repository.PathTo(page));
        var sections = new List<(string Heading, List<PageExample> Examples)> { ("", []) };
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith("## ", StringComparison.Ordinal))
            {
                sections.Add((lines[i][3..], []));
            }
            else if (lines[i].StartsWith("```", StringComparison.Ordinal))
            {
                var end = Array.IndexOf(lines, "```", i + 1);
                Assert.True(end > i, page + ":" + (i + 1) + ": the block is not closed");
                var words = lines[i][3..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
                sections[^1].Examples.Add(new PageExample(page, i + 1, words.Length > 0 ? words[0] : "", words[Math.Min(1, words.Length)..], string.Join('\n', lines[(i + 1)..end]) + "\n"));
                i = end;
            }
        }

        return [.. sections.Where(section => section.Examples.Count > 0).Select(section => (section.Heading, (IReadOnlyList<PageExample>)section.Examples))];
    }
}
