using Koda.Lint.Dockerfile;
using Koda.Lint.Dotenv;
using Koda.Lint.Proxy.Caddy;
using Koda.Lint.Proxy.Nginx;
using Koda.Lint.Text;
using Koda.Lint.Yaml;

namespace Koda.Lint.Suppressions;

/// <summary>A comment that speaks to koda-lint.</summary>
/// <param name="Text">What stands behind <c>koda-lint:</c>, up to the comment's or the line's end.</param>
/// <param name="StandsAlone">Whether nothing but blanks stands before it on its line.</param>
internal sealed record Comment(SourceSpan Text, bool StandsAlone);

/// <summary>
/// Finds the comments that begin with <c>koda-lint:</c>. Each format's own reader tells what is a value, so that text which only looks like
/// a comment, in quotes or in a block of text, is none.
/// </summary>
internal static class CommentReader
{
    private const string Address = "koda-lint:";

    /// <summary>The comments in the order of the file; none in a file that its reader cannot follow.</summary>
    /// <param name="file">The file.</param>
    /// <param name="syntax">How it writes comments.</param>
    public static IReadOnlyList<Comment> Read(SourceFile file, CommentSyntax syntax)
    {
        if (syntax == CommentSyntax.None || file.Text.IndexOf(Address, StringComparison.Ordinal) < 0)
            return [];
        if (syntax == CommentSyntax.Json)
            return ReadJson(file);
        var values = ValuesOf(file, syntax);
        if (values is null)
            return [];
        values.Sort((left, right) => left.Start.CompareTo(right.Start));

        var comments = new List<Comment>();
        var text = file.Text;
        for (var at = text.IndexOf(Address, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Address, at + 1, StringComparison.Ordinal))
        {
            var mark = at;
            while (mark > 0 && text[mark - 1] is ' ' or '\t')
                mark--;
            if (mark == 0 || !(text[mark - 1] == '#' || (text[mark - 1] == ';' && syntax == CommentSyntax.Unit)))
                continue;
            while (mark > 0 && text[mark - 1] is '#' or ';')
                mark--;
            var standsAlone = StandsAlone(text, mark);
            if ((standsAlone || MayFollow(text[mark - 1], syntax)) && !IsInside(values, mark))
                comments.Add(ToComment(file, at, EndOfLine(text, at), standsAlone));
        }

        return comments;
    }

    /// <summary>Whether one of the values, which are in order and do not overlap, has this character.</summary>
    private static bool IsInside(List<SourceSpan> values, int at)
    {
        var (low, high) = (0, values.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (values[middle].Start <= at)
                low = middle + 1;
            else
                high = middle;
        }

        return low > 0 && at < values[low - 1].End;
    }

    private static Comment ToComment(SourceFile file, int at, int end, bool standsAlone)
    {
        var start = at + Address.Length;
        while (end > start && char.IsWhiteSpace(file.Text[end - 1]))
            end--;
        return new Comment(new SourceSpan(file, start, end), standsAlone);
    }

    /// <summary>Whether a comment may begin on a line right after this character.</summary>
    private static bool MayFollow(char before, CommentSyntax syntax) => syntax switch
    {
        CommentSyntax.Yaml => before is ' ' or '\t' or '"' or '\'' or ']' or '}',
        CommentSyntax.EnvFile => before is ' ' or '\t' or '"' or '\'',
        CommentSyntax.Caddyfile => before is ' ' or '\t',
        CommentSyntax.Nginx => before is ' ' or '\t' or ';' or '{' or '}',
        _ => false,
    };

    /// <summary>The characters of values, where nothing is a comment; null when the file cannot be followed.</summary>
    private static List<SourceSpan>? ValuesOf(SourceFile file, CommentSyntax syntax)
    {
        var values = new List<SourceSpan>();
        switch (syntax)
        {
            case CommentSyntax.Yaml:
                var yaml = YamlReader.Read(file);
                if (yaml.Problems.Count > 0)
                    return null;
                foreach (var document in yaml.Documents)
                    AddScalars(document, values);
                break;
            case CommentSyntax.EnvFile:
                values.AddRange(DotenvReader.Read(file, DotenvDialect.Compose, _ => null).Entries.Select(entry => new SourceSpan(file, entry.KeySpan.Start, entry.ValueSpan.End)));
                break;
            case CommentSyntax.Caddyfile:
                values.AddRange(CaddyLexer.Read(file, MappedText.Of(new SourceSpan(file, 0, file.Text.Length)), []).Select(token => token.Word.Span));
                break;
            case CommentSyntax.Nginx:
                AddWords(NginxReader.Read(file).Directives, values);
                break;
            case CommentSyntax.Dockerfile:
                values.AddRange(DockerfileReader.Read(file).Instructions.SelectMany(instruction => instruction.Heredocs).Select(heredoc => heredoc.Span));
                break;
        }

        return values;
    }

    private static void AddScalars(YamlNode node, List<SourceSpan> values)
    {
        switch (node)
        {
            case YamlScalar { Style: YamlScalarStyle.Literal or YamlScalarStyle.Folded } block:
                // A comment may stand behind the sign that begins the block.
                var end = Math.Min(EndOfLine(block.File.Text, block.Start), block.End);
                values.Add(new SourceSpan(block.File, end, block.End));
                break;
            case YamlScalar scalar:
                values.Add(scalar.Span);
                break;
            case YamlMapping mapping:
                foreach (var entry in mapping.Entries)
                {
                    AddScalars(entry.Key, values);
                    AddScalars(entry.Value, values);
                }

                break;
            case YamlSequence sequence:
                foreach (var item in sequence.Items)
                    AddScalars(item, values);
                break;
        }
    }

    private static void AddWords(IReadOnlyList<NginxDirective> directives, List<SourceSpan> values)
    {
        foreach (var directive in directives)
        {
            values.Add(directive.Name.Span);
            values.AddRange(directive.Arguments.Select(argument => argument.Span));
            if (directive.Block is { } block)
                AddWords(block, values);
        }
    }

    private static List<Comment> ReadJson(SourceFile file)
    {
        var comments = new List<Comment>();
        var text = file.Text;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                for (i++; i < text.Length && text[i] != '"'; i++)
                {
                    if (text[i] == '\\')
                        i++;
                }
            }
            else if (text[i] == '/' && i + 1 < text.Length && text[i + 1] is '/' or '*')
            {
                var isBlock = text[i + 1] == '*';
                var close = isBlock ? text.IndexOf("*/", i + 2, StringComparison.Ordinal) : EndOfLine(text, i);
                var end = close < 0 ? text.Length : close;
                var at = i + 2;
                while (at < end && text[at] is ' ' or '\t' or '*' or '/')
                    at++;
                if (string.CompareOrdinal(text, at, Address, 0, Address.Length) == 0)
                    comments.Add(ToComment(file, at, Math.Min(end, EndOfLine(text, at)), StandsAlone(text, i)));
                i = isBlock ? end + 1 : end;
            }
        }

        return comments;
    }

    private static bool StandsAlone(string text, int mark)
    {
        while (mark > 0 && text[mark - 1] is ' ' or '\t')
            mark--;
        return mark == 0 || text[mark - 1] is '\n' or '\r';
    }

    private static int EndOfLine(string text, int at)
    {
        var end = text.IndexOfAny(['\n', '\r'], at);
        return end < 0 ? text.Length : end;
    }
}
