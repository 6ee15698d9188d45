using Koda.Lint.Text;

namespace Koda.Lint.Dockerfile;

/// <summary>A word of an instruction.</summary>
/// <param name="Value">The word, unquoted.</param>
/// <param name="Start">Where it starts in the instruction's text.</param>
/// <param name="Length">How long it is there, quotes included.</param>
internal readonly record struct DockerfileWord(MappedText Value, int Start, int Length);

/// <summary>Splits an instruction's text into words as BuildKit's shell lexer does.</summary>
internal static class DockerfileWords
{
    public static List<DockerfileWord> Split(MappedText text, char escape)
    {
        var words = new List<DockerfileWord>();
        var at = 0;
        while (true)
        {
            while (at < text.Value.Length && char.IsWhiteSpace(text.Value[at]))
                at++;
            if (at == text.Value.Length)
                return words;
            var start = at;
            var builder = new MappedTextBuilder();
            Read(text, ref at, escape, stopsAtBlanks: true, builder);
            words.Add(new DockerfileWord(builder.ToText(text.SpanOf(start, at - start)), start, at - start));
        }
    }

    /// <summary>A whole text without its quotes.</summary>
    public static MappedText Unquote(MappedText text, char escape)
    {
        var builder = new MappedTextBuilder();
        var at = 0;
        Read(text, ref at, escape, stopsAtBlanks: false, builder);
        return builder.ToText(text.SpanOf(0, text.Value.Length));
    }

    /// <summary>The items of the exec form <c>["a", "b"]</c>; null for anything else, which BuildKit takes for a shell command.</summary>
    public static IReadOnlyList<MappedText>? SplitList(MappedText text)
    {
        var value = text.Value;
        if (!value.StartsWith('['))
            return null;
        var items = new List<MappedText>();
        var at = SkipBlanks(value, 1);
        if (at < value.Length && value[at] == ']')
            return at == value.Length - 1 ? items : null;
        while (at < value.Length && value[at] == '"' && JsonString.Read(text, ref at, (_, _, _) => { }) is { } item)
        {
            items.Add(item);
            at = SkipBlanks(value, at);
            if (at == value.Length - 1 && value[at] == ']')
                return items;
            if (at >= value.Length || value[at] != ',')
                return null;
            at = SkipBlanks(value, at + 1);
        }

        return null;
    }

    /// <summary>Where the name of a <c>name=value</c> ends; null when the word has no <c>=</c>.</summary>
    public static int? EqualsIn(DockerfileWord word) => word.Value.Value.IndexOf('=') is >= 0 and var equals ? equals : null;

    /// <summary>The end markers of the heredocs that a line opens: <c>&lt;&lt;EOF</c>, <c>&lt;&lt;-EOF</c>, <c>&lt;&lt;"EOF"</c>.</summary>
    public static IEnumerable<(string Marker, bool StripsTabs)> HeredocMarkers(MappedText line)
    {
        foreach (var word in line.Value.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            var at = 0;
            while (at < word.Length && char.IsDigit(word[at]))
                at++;
            if (at + 2 >= word.Length || word[at] != '<' || word[at + 1] != '<')
                continue;
            var stripsTabs = word[at + 2] == '-';
            var marker = word.Substring(at + (stripsTabs ? 3 : 2)).Trim('"', '\'');
            if (marker.Length > 0 && !marker.Contains('<'))
                yield return (marker, stripsTabs);
        }
    }

    private static int SkipBlanks(string text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
        return at;
    }

    private static void Read(MappedText text, ref int at, char escape, bool stopsAtBlanks, MappedTextBuilder builder)
    {
        var value = text.Value;
        var quote = '\0';
        while (at < value.Length && (quote != '\0' || !stopsAtBlanks || !char.IsWhiteSpace(value[at])))
        {
            var c = value[at];
            if (c == escape && quote != '\'' && at + 1 < value.Length)
            {
                // In double quotes the escape stays before what it does not protect.
                var isEscape = quote == '\0' || value[at + 1] is '"' or '$' || value[at + 1] == escape;
                builder.Append(text, isEscape ? at + 1 : at, isEscape ? 1 : 2);
                at += 2;
            }
            else if (quote == '\0' && c is '"' or '\'')
            {
                quote = c;
                at++;
            }
            else if (c == quote)
            {
                quote = '\0';
                at++;
            }
            else
            {
                builder.Append(text, at++, 1);
            }
        }
    }
}
