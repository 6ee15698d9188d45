using System.Text.RegularExpressions;

namespace Koda.Lint.Analyzers.Csp;

/// <summary>
/// Finds policies in <c>&lt;meta http-equiv="Content-Security-Policy" content="…"&gt;</c> in the source of a C# literal, whose quotes may be escaped or
/// doubled. Pages are read by <see cref="Koda.Lint.Markup.MetaPolicyFinder"/>.
/// </summary>
internal static class MetaPolicies
{
    private static readonly Regex Tag = new(
        """<meta\b[^>]*>""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private static readonly Regex Equivalent = new(
        """http-equiv\s*=\s*[\\"']*Content-Security-Policy[\\"']*""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    // In a C# literal a quote may be escaped or doubled.
    private static readonly Regex Content = new(
        """\bcontent\s*=\s*(?:\\?""?(?<policy>[^"\\]*)|'(?<policy>[^']*))""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private static readonly Regex Comment = new("<!--[\\s\\S]*?-->", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>The policies of a literal's source with their offsets.</summary>
    public static IEnumerable<(string Content, int Start)> Find(string text)
    {
        if (text.IndexOf("http-equiv", StringComparison.OrdinalIgnoreCase) < 0)
            yield break;
        var visible = Comment.Replace(text, match => new string(' ', match.Length));
        foreach (Match tag in Tag.Matches(visible))
        {
            if (!Equivalent.IsMatch(tag.Value) || Content.Match(tag.Value) is not { Success: true } content)
                continue;
            var policy = content.Groups["policy"];
            yield return (policy.Value, tag.Index + policy.Index);
        }
    }
}
