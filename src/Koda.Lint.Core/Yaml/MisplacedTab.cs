using Koda.Lint.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;
using static Koda.Lint.Yaml.YamlCharacter;

namespace Koda.Lint.Yaml;

/// <summary>
/// Finds a tab where indentation belongs: before a token that may start a line of a block, or behind <c>-</c> and <c>?</c>. Compose's
/// reader (go-yaml) refuses it even on a line with nothing else; YamlDotNet lets most of them pass.
/// </summary>
internal static class MisplacedTab
{
    /// <summary>The first misplaced tab of a text that parses, or null.</summary>
    /// <param name="file">The text.</param>
    /// <param name="adaptations">What makes it parse.</param>
    public static SourceSpan? Find(SourceFile file, Adaptations adaptations)
    {
        var text = file.Text;
        if (text.IndexOf('\t') < 0)
            return null;

        var scanner = new Scanner(new StringReader(adaptations.Apply()), skipComments: true);
        var flowDepth = 0;
        var mayIndent = true;
        var isExplicitKey = false;
        var at = 0;
        while (TryMove(scanner))
        {
            var token = scanner.Current!;
            var start = Math.Min(adaptations.ToOriginal((int)token.Start.Index), text.Length);
            if (flowDepth == 0 && FindBetween(text, at, start, mayIndent) is { } tab)
                return new SourceSpan(file, tab, tab + 1);

            var end = Math.Min(adaptations.ToOriginal((int)token.End.Index), text.Length);
            switch (token)
            {
                case FlowMappingStart or FlowSequenceStart:
                    flowDepth++;
                    break;
                case FlowMappingEnd or FlowSequenceEnd:
                    flowDepth--;
                    mayIndent = false;
                    break;
                case Key when end > start:
                    isExplicitKey = mayIndent = true;
                    break;
                case Key:
                    isExplicitKey = false;
                    break;
                case Value:
                    mayIndent = isExplicitKey;
                    break;
                case BlockEntry:
                    mayIndent = true;
                    break;
                case Scalar { Style: ScalarStyle.Plain }:
                    // The blanks behind it belong to its own scan, which both readers do alike.
                    end = PastBlanks(text, end);
                    mayIndent = false;
                    break;
                case Scalar { Style: ScalarStyle.Literal or ScalarStyle.Folded }:
                    if (FindInBlockText(text, start, end) is { } inText)
                        return new SourceSpan(file, inText, inText + 1);
                    mayIndent = true;
                    break;
                case Scalar or Anchor or AnchorAlias or Tag or DocumentStart or DocumentEnd:
                    mayIndent = false;
                    break;
            }

            at = Math.Max(at, end);
        }

        return null;
    }

    private static bool TryMove(Scanner scanner)
    {
        try
        {
            return scanner.MoveNext();
        }
        catch (YamlException)
        {
            return false;
        }
    }

    private static int? FindBetween(string text, int start, int end, bool mayIndent)
    {
        var isLineStart = false;
        for (var i = start; i < end; i++)
        {
            switch (text[i])
            {
                case '\n' or '\r':
                    mayIndent = isLineStart = true;
                    break;
                case '\t' when mayIndent:
                    return i;
                case '#':
                    i = PastComment(text, i, end, isLineStart) - 1;
                    break;
            }
        }

        return null;
    }

    /// <summary>The tab that indents a line of a block's text, or of the lines before the first, whose blanks tell how far the text is indented.</summary>
    private static int? FindInBlockText(string text, int start, int end)
    {
        var at = NextLine(text, start);
        // An indentation that the header states is not known here.
        if (text.IndexOfAny(Digits, start, at - start) >= 0)
            return null;
        var (indent, widest) = (0, 0);
        while (at < text.Length)
        {
            var first = at;
            while (first < text.Length && text[first] == ' ' && (indent == 0 || first - at < indent))
                first++;
            if (first == text.Length)
                return null;
            widest = Math.Max(widest, first - at);
            if (text[first] == '\t' && (indent == 0 || first - at < indent))
                return first;
            if (at >= end)
                return null;
            if (indent == 0 && text[first] is not ('\n' or '\r'))
                indent = Math.Max(widest, 1);
            at = NextLine(text, first);
        }

        return null;
    }

    /// <summary>A comment with a line of its own takes the comments on the lines after it along, and the blanks between them.</summary>
    private static int PastComment(string text, int start, int end, bool isLineStart)
    {
        var at = start;
        while (true)
        {
            while (at < end && text[at] is not ('\n' or '\r'))
                at++;
            var next = PastBlanks(text, at);
            if (!isLineStart || next >= end || text[next] != '#')
                return at;
            at = next;
        }
    }

    private static int PastBlanks(string text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t' or '\n' or '\r')
            at++;
        return at;
    }
}
