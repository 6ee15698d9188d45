using System.Text;
using static Koda.Lint.Yaml.YamlCharacter;

namespace Koda.Lint.Yaml;

/// <summary>
/// What Compose's reader and YamlDotNet see differently, written so that both see the former. Blanks are put before a <c>#</c> that directly follows a quote or
/// bracket, which is a comment, behind a <c>?</c> that marks a key, before the <c>|</c> of a text that begins in its key's column, and before lines between brackets or
/// quotes that are indented less than the block around them; they are taken out of the blank lines that a block's text begins with. Another character stands for the dash of
/// <c>[cat, -]</c>, the colon of <c>{a: b:, c: d}</c>, a star within words and a comma within a tag; some anchors become tags, and some blank lines comments or text.
/// </summary>
/// <param name="text">The file's text.</param>
internal sealed class Adaptations(string text)
{
    /// <summary>How often a text is read anew; what asks for more is not worth it.</summary>
    private const int MaxAttempts = 64;

    private const int MaxLines = 1000;

    /// <summary>More columns than any block is indented.</summary>
    private const int MaxWidth = 500;

    /// <summary>How far the characters that stand for others are from these, in Unicode's private area.</summary>
    private const int Away = 0xE000;

    /// <summary>What joins an anchor and a tag.</summary>
    private const char Joint = ':';

    private static readonly char[] BlockMarks = ['|', '>'];

    /// <summary>Where blanks are put, and how many; less than none are taken out.</summary>
    private readonly SortedDictionary<int, int> _blanks = [];

    /// <summary>Which character stands for the one at a place.</summary>
    private readonly Dictionary<int, char> _standIns = [];

    /// <summary>Where these are in the text as it was adapted last, and how many more blanks it has before than the file.</summary>
    private readonly List<(int Start, int Count, int Before)> _shifts = [];
    private int _attempts;

    /// <summary>A word as the file has it.</summary>
    public string Original(string value) => _standIns.Count == 0 ? value : string.Concat(value.Select(c => IsStandIn(c) ? (char)(c - Away) : c));

    /// <summary>The text with all that was adapted so far.</summary>
    public string Apply()
    {
        _shifts.Clear();
        if (_standIns.Count == 0 && _blanks.Count == 0)
            return text;
        var characters = text.ToCharArray();
        foreach (var standIn in _standIns)
            characters[standIn.Key] = standIn.Value;
        var adapted = new StringBuilder(text.Length);
        var (at, before) = (0, 0);
        foreach (var blank in _blanks)
        {
            // What was put where blanks are taken out now goes with them.
            if (blank.Key < at)
                continue;
            _shifts.Add((blank.Key + before, blank.Value, before));
            before += blank.Value;
            adapted.Append(characters, at, blank.Key - at).Append(' ', Math.Max(0, blank.Value));
            at = blank.Key - Math.Min(0, blank.Value);
        }

        return adapted.Append(characters, at, characters.Length - at).ToString();
    }

    /// <summary>Puts a blank before a character; false when that would help no more.</summary>
    public bool TryAddBlank(int at)
    {
        if (_attempts == MaxAttempts || _blanks.ContainsKey(at))
            return false;
        _attempts++;
        _blanks.Add(at, 1);
        return true;
    }

    /// <summary>Puts a blank before the first <c>#</c> from a place on.</summary>
    public bool TryAddBeforeComment(int from) => text.IndexOf('#', from) is >= 0 and var comment && TryAddBlank(comment);

    /// <summary>Puts a blank before the last <c>|</c> or <c>&gt;</c> above a place that is the first of its line and follows, if not at once, a line that ends in a colon.</summary>
    public bool TryIndentBlockScalar(int above)
    {
        for (var line = StartOfLine(above); line > 0; line = StartOfLine(line - 1))
        {
            var at = line;
            while (at < text.Length && text[at] == ' ')
                at++;
            if (at == text.Length || text[at] is not ('|' or '>'))
                continue;
            var before = line - 1;
            while (before > 0 && IsBlank(text[before]))
                before--;
            if (text[before] == ':')
                return TryAddBlank(at);
        }

        return false;
    }

    /// <summary>
    /// Moves a line between brackets or quotes that begins no further right than the block around it, and with it the lines that commas join to it. The indentation
    /// there means nothing.
    /// </summary>
    public bool TryIndentLines(int at)
    {
        var line = StartOfLine(at);
        if (_attempts == MaxAttempts || line == 0 || !IsBlankBetween(line, at, orTab: true))
            return false;
        _attempts++;
        var width = Math.Min(WidestLine(line), MaxWidth);
        var count = _blanks.Count;
        while (_blanks.Count < MaxLines && !_blanks.ContainsKey(line))
        {
            _blanks.Add(line, width);
            var end = EndOfLine(line);
            while (end > line && text[end - 1] is ' ' or '\t')
                end--;
            line = NextLine(text, line);
            if (line == text.Length || text[end - 1] != ',')
                break;
        }

        return _blanks.Count > count;
    }

    /// <summary>Puts another character in the place of a dash or a colon that a flow collection's next character follows; false when that would help no more.</summary>
    public bool TryStandInForIndicator(int at) =>
        at + 1 < text.Length && text[at] is '-' or ':' && text[at + 1] is ',' or ']' or '}' && TryStandIn(at);

    /// <summary>Puts another character in the place of a colon that begins a word on a line below brackets, where YamlDotNet takes it for what follows a key.</summary>
    public bool TryStandInForColon(int at) =>
        at + 1 < text.Length && text[at] == ':' && !IsBlank(text[at + 1]) && TryStandIn(at);

    /// <summary>Puts another character in the place of a comma that is part of the tag before a place: to Compose's reader only a blank ends a tag.</summary>
    public bool TryStandInForTagComma(int before)
    {
        var comma = text.LastIndexOf(',', Math.Min(before, text.Length - 1));
        var tag = comma;
        while (tag > 0 && text[tag] != '!' && !IsBlank(text[tag]))
            tag--;
        if (tag < 0 || text[tag] != '!')
            return false;
        while (comma > tag && (text[comma] != ',' || _standIns.ContainsKey(comma)))
            comma--;
        return comma > tag && TryStandIn(comma, '_');
    }

    /// <summary>
    /// Makes a tag of the last anchor before a place that a value begins with: <c>{a: &amp;x b, c: d}</c>, of which YamlDotNet asks for a comma. A tag that stands beside it
    /// becomes one with it.
    /// </summary>
    public bool TryStandInForAnchor(int at)
    {
        for (var anchor = at < text.Length ? text.LastIndexOf('&', at) : -1; anchor > 0; anchor = text.LastIndexOf('&', anchor - 1))
        {
            var before = EndBefore(anchor);
            if (text[before - 1] == ':')
            {
                var next = anchor + 1;
                while (next < text.Length && IsOfName(text[next]))
                    next++;
                return TryStandIn(anchor, '!') && TryJoinTag(next);
            }

            var tag = before;
            while (tag > 1 && !IsBlank(text[tag - 1]))
                tag--;
            if (text[tag] == '!' && text[EndBefore(tag) - 1] == ':')
                return TryJoin(before, anchor);
        }

        return false;
    }

    /// <summary>The anchor and, if there is one, the tag that a tag was made of; null when it is a tag in the file, too.</summary>
    /// <param name="at">Where it is.</param>
    /// <param name="tag">The tag as it was read.</param>
    public (string Anchor, string Tag)? PartProperties(int at, string tag)
    {
        if (_standIns.Count == 0)
            return null;
        if (_standIns.ContainsKey(at) && text[at] == '&')
        {
            var end = tag.IndexOf(Joint);
            return end < 0 ? (tag.Substring(1), "") : (tag.Substring(1, end - 1), Resolved(tag.Substring(end).TrimStart(Joint)));
        }

        var anchor = tag.IndexOf(":&", StringComparison.Ordinal);
        return anchor < 0 ? null : (tag.Substring(anchor + 2), tag.Substring(0, anchor).TrimEnd(Joint));

        static string Resolved(string tag) => tag.StartsWith("!!", StringComparison.Ordinal) ? "tag:yaml.org,2002:" + tag.Substring(2) : tag;
    }

    /// <summary>
    /// Empties the lines of nothing but blanks that a block's text begins with, of which YamlDotNet wants none. To Compose's reader they may be as wide as the
    /// text is indented; where one is wider, the text ends, which a comment in its place does, too.
    /// </summary>
    public bool TryEmptyLines(int at)
    {
        var first = StartOfLine(at);
        if (first > 0 && (first == text.Length || !IsBlankLine(first)))
            first = StartOfLine(first - 1);
        while (first > 0 && IsBlankLine(StartOfLine(first - 1)))
            first = StartOfLine(first - 1);
        if (first == 0 || first == text.Length || !IsBlankLine(first) || _attempts == MaxAttempts || _blanks.ContainsKey(first))
            return false;
        var header = StartOfLine(first - 1);
        var mark = text.LastIndexOfAny(BlockMarks, first - 1, first - header);
        if (mark < 0)
            return false;
        if (text.IndexOfAny(Digits, mark, Math.Min(3, first - mark)) is >= 0 and var digit)
            return text[mark] == '|' && TryFillLines(first, IndentOf(header) + text[digit] - '0');
        _attempts++;
        var widest = 0;
        var next = first;
        for (; next < text.Length && IsBlankLine(next); next = NextLine(text, next))
            widest = Math.Max(widest, EndOfLine(next) - next);
        var indent = next >= text.Length ? 0 : IndentOf(next);
        var isTooWide = widest > indent && indent > IndentOf(header);
        for (var line = first; line < next; line = NextLine(text, line))
        {
            var width = EndOfLine(line) - line;
            if (isTooWide && width > indent)
                TryStandIn(line, '#');
            else
                _blanks.Add(line, -width);
        }

        return true;
    }

    /// <summary>Puts another character in the place of a star that begins a word with a colon at its end; false when there is none, or that would help no more.</summary>
    public bool TryStandInForStar(int start, int end)
    {
        for (var colon = text.IndexOf(':', start, end - start); colon >= 0; colon = text.IndexOf(':', colon + 1, end - colon - 1))
        {
            if (colon + 1 < text.Length && !char.IsWhiteSpace(text[colon + 1]))
                continue;
            var word = colon;
            while (word > start && !char.IsWhiteSpace(text[word - 1]))
                word--;
            if (text[word] == '*' && TryStandIn(word))
                return true;
        }

        return false;
    }

    /// <summary>Where a place of the text as it was adapted last is in the file.</summary>
    public int ToOriginal(int index)
    {
        var (low, high) = (0, _shifts.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_shifts[middle].Start <= index)
                low = middle + 1;
            else
                high = middle;
        }

        return low == 0 ? index : index - _shifts[low - 1].Before - Math.Min(_shifts[low - 1].Count, index - _shifts[low - 1].Start);
    }

    /// <summary>Ends lines of nothing but blanks in something that YamlDotNet takes for text, where they are wider than the header states the text to be indented.</summary>
    private bool TryFillLines(int line, int indent)
    {
        var isAnyFilled = false;
        for (; line < text.Length && IsBlankLine(line); line = NextLine(text, line))
        {
            var end = EndOfLine(line);
            if (end - line > indent)
                isAnyFilled |= TryStandIn(end - 1);
        }

        return isAnyFilled;
    }

    private bool TryJoinTag(int afterAnchor)
    {
        var tag = afterAnchor;
        while (tag < text.Length && IsBlank(text[tag]))
            tag++;
        return tag == text.Length || text[tag] != '!' || TryJoin(afterAnchor, tag);
    }

    private bool TryJoin(int start, int end)
    {
        for (var at = start; at < end; at++)
        {
            if (!TryStandIn(at, Joint))
                return false;
        }

        return start < end;
    }

    private bool TryStandIn(int at) => text.IndexOf((char)(Away + text[at])) < 0 && TryStandIn(at, (char)(Away + text[at]));

    private bool TryStandIn(int at, char standIn)
    {
        if (_attempts == MaxAttempts || _standIns.ContainsKey(at))
            return false;
        _attempts++;
        _standIns.Add(at, standIn);
        return true;
    }

    private static bool IsStandIn(char c) => c is (char)(Away + '-') or (char)(Away + ':') or (char)(Away + '*') or (char)(Away + ' ');

    /// <summary>Where the last word before a place ends.</summary>
    private int EndBefore(int at)
    {
        while (at > 1 && IsBlank(text[at - 1]))
            at--;
        return at;
    }

    private bool IsBlankBetween(int start, int end, bool orTab = false)
    {
        while (start < end && (text[start] == ' ' || (orTab && text[start] == '\t')))
            start++;
        return start == end;
    }

    private bool IsBlankLine(int line) => IsBlankBetween(line, EndOfLine(line));

    /// <summary>The column of what a line holds behind the dashes of the items that begin on it.</summary>
    private int IndentOf(int line)
    {
        var at = line;
        while (at < text.Length && (text[at] == ' ' || (text[at] == '-' && at + 1 < text.Length && text[at + 1] == ' ')))
            at++;
        return at - line;
    }

    private int WidestLine(int end)
    {
        var widest = 0;
        for (var line = 0; line < end; line = NextLine(text, line))
            widest = Math.Max(widest, EndOfLine(line) - line);
        return widest;
    }

    /// <summary>Where a line's break begins.</summary>
    private int EndOfLine(int line)
    {
        var end = text.IndexOf('\n', line);
        return end < 0 ? text.Length : end > line && text[end - 1] == '\r' ? end - 1 : end;
    }

    private int StartOfLine(int at)
    {
        at = Math.Min(at, text.Length);
        while (at > 0 && !IsBreak(text[at - 1]))
            at--;
        return at;
    }
}
