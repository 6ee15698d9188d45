using Koda.Lint.Text;

namespace Koda.Lint.Dockerfile;

/// <summary>Reads a Dockerfile as BuildKit's parser does (https://docs.docker.com/reference/dockerfile/).</summary>
public sealed class DockerfileReader
{
    private static readonly HashSet<string> Keywords =
    [
        "ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "MAINTAINER", "ONBUILD", "RUN", "SHELL",
        "STOPSIGNAL", "USER", "VOLUME", "WORKDIR",
    ];

    private readonly SourceFile _file;
    private readonly string _text;
    private readonly List<DockerfileAssignment> _directives = [];
    private readonly List<DockerfileInstruction> _instructions = [];
    private readonly List<ReadProblem> _problems = [];
    private char _escape = '\\';
    private int _at;
    private int _stage = -1;

    private DockerfileReader(SourceFile file)
    {
        _file = file;
        _text = file.Text;
    }

    /// <summary>Reads a Dockerfile.</summary>
    /// <param name="file">The file.</param>
    public static DockerfileFile Read(SourceFile file)
    {
        var reader = new DockerfileReader(file);
        reader.ReadDirectives();
        while (reader._at < reader._text.Length)
            reader.ReadInstruction();
        return new DockerfileFile(file, reader._directives, reader._instructions, reader._problems);
    }

    /// <summary>Directives stand before everything else, blank lines and comments included.</summary>
    private void ReadDirectives()
    {
        while (_at < _text.Length && _text[_at] == '#')
        {
            var (start, end) = Line(_at);
            var at = start + 1;
            while (at < end && IsBlank(_text[at]))
                at++;
            var nameStart = at;
            while (at < end && _text[at] < 128 && char.IsLetterOrDigit(_text[at]))
                at++;
            var name = _text.Substring(nameStart, at - nameStart).ToLowerInvariant();
            while (at < end && IsBlank(_text[at]))
                at++;
            if (name is not ("syntax" or "escape" or "check") || at == end || _text[at] != '=')
                return;
            at++;
            while (at < end && IsBlank(_text[at]))
                at++;
            while (end > at && IsBlank(_text[end - 1]))
                end--;
            var value = MappedText.Of(new SourceSpan(_file, at, end));
            if (_directives.Exists(d => d.Name == name))
                Malformed("the directive `" + name + "` is there twice", nameStart, end);
            _directives.Add(new DockerfileAssignment(name, value, new SourceSpan(_file, nameStart, end)));
            if (name == "escape" && value.Value is "\\" or "`")
                _escape = value.Value[0];
            else if (name == "escape")
                Malformed("the escape character is `\\` or a backquote", at, end);
            _at = NextLine(_at);
        }
    }

    private void ReadInstruction()
    {
        var (start, end) = Line(_at);
        while (start < end && IsBlank(_text[start]))
            start++;
        if (start == end || _text[start] == '#')
        {
            _at = NextLine(_at);
            return;
        }

        var line = ReadLogicalLine(start);
        var span = line.SpanOf(0, line.Value.TrimEnd().Length);
        var instruction = Build(line, span);
        if (instruction is null)
            return;
        if (instruction.Keyword == "FROM")
            instruction = instruction with { Stage = ++_stage };
        var heredocs = (instruction.Deferred ?? instruction).Keyword is "RUN" or "COPY" or "ADD" ? ReadHeredocs(line) : [];
        _instructions.Add(heredocs.Count > 0 ? instruction with { Heredocs = heredocs } : instruction);
    }

    /// <summary>Joins continued lines; comments and blank lines between them are dropped.</summary>
    private MappedText ReadLogicalLine(int start)
    {
        var builder = new MappedTextBuilder();
        var lastEnd = start;
        for (var isFirst = true; _at < _text.Length; isFirst = false)
        {
            var (from, to) = isFirst ? (start, Line(_at).End) : Line(_at);
            _at = NextLine(_at);
            var content = from;
            while (content < to && IsBlank(_text[content]))
                content++;
            if (!isFirst && (content == to || _text[content] == '#'))
                continue;
            var stop = to;
            while (stop > from && _text[stop - 1] is ' ' or '\t')
                stop--;
            var isContinued = stop > from && _text[stop - 1] == _escape && (stop - 1 == from || _text[stop - 2] != _escape);
            builder.AppendVerbatim(_file, from, (isContinued ? stop - 1 : to) - from);
            lastEnd = isContinued ? stop - 1 : to;
            if (!isContinued)
                break;
        }

        return builder.ToText(new SourceSpan(_file, start, Math.Max(start, lastEnd)));
    }

    private DockerfileInstruction? Build(MappedText line, SourceSpan span)
    {
        var end = 0;
        while (end < line.Value.Length && !char.IsWhiteSpace(line.Value[end]))
            end++;
        var keyword = line.Value.Substring(0, end).ToUpperInvariant();
        if (!Keywords.Contains(keyword))
        {
            _problems.Add(new ReadProblem(ReadProblemKind.Malformed, "this is no Dockerfile instruction", line.SpanOf(0, end)));
            return null;
        }

        var text = Trim(line, end);
        if (text.Value.Length == 0)
            _problems.Add(new ReadProblem(ReadProblemKind.Malformed, "`" + keyword + "` needs arguments", line.SpanOf(0, end)));
        if (keyword == "ONBUILD" && text.Value.Length > 0)
        {
            // What is put off twice BuildKit refuses.
            var deferred = text.Value.StartsWith("ONBUILD", StringComparison.OrdinalIgnoreCase) ? null : Build(text, text.SpanOf(0, text.Value.Length));
            return new DockerfileInstruction(keyword, text, [], _stage, span) { Deferred = deferred };
        }

        var words = DockerfileWords.Split(text, _escape);
        var list = keyword is "ENV" or "ARG" or "LABEL" or "FROM" or "EXPOSE" ? null : DockerfileWords.SplitList(text);
        var assignments = keyword is "ENV" or "ARG" or "LABEL" ? Assignments(keyword, text, words) : [];
        return new DockerfileInstruction(keyword, text, list ?? [.. words.Select(w => w.Value)], _stage, span)
        {
            IsList = list is not null,
            Assignments = assignments,
        };
    }

    private List<DockerfileAssignment> Assignments(string keyword, MappedText text, List<DockerfileWord> words)
    {
        var assignments = new List<DockerfileAssignment>();
        if (words.Count == 0)
            return assignments;
        // `ENV name the rest of the line` is the old form.
        if (keyword != "ARG" && DockerfileWords.EqualsIn(words[0]) is null)
        {
            var rest = Trim(text, words[0].Start + words[0].Length);
            if (rest.Value.Length == 0)
                _problems.Add(new ReadProblem(ReadProblemKind.Malformed, "`" + keyword + "` needs a name and a value", text.Span));
            else
                assignments.Add(new DockerfileAssignment(words[0].Value.Value, DockerfileWords.Unquote(rest, _escape), text.SpanOf(0, text.Value.Length)));
            return assignments;
        }

        foreach (var word in words)
        {
            var span = text.SpanOf(word.Start, word.Length);
            if (DockerfileWords.EqualsIn(word) is { } equals && equals > 0)
                assignments.Add(new DockerfileAssignment(word.Value.Value.Substring(0, equals), word.Value.Slice(equals + 1, word.Value.Value.Length - equals - 1), span));
            else if (keyword == "ARG" && word.Value.Value.Length > 0 && word.Value.Value[0] != '=')
                assignments.Add(new DockerfileAssignment(word.Value.Value, null, span));
            else
                _problems.Add(new ReadProblem(ReadProblemKind.Malformed, "`" + keyword + "` needs `name=value`", span));
        }

        return assignments;
    }

    private List<DockerfileHeredoc> ReadHeredocs(MappedText line)
    {
        var heredocs = new List<DockerfileHeredoc>();
        foreach (var (marker, stripsTabs) in DockerfileWords.HeredocMarkers(line))
        {
            var start = _at;
            var isClosed = false;
            var end = _at;
            while (_at < _text.Length && !isClosed)
            {
                var (from, to) = Line(_at);
                end = _at;
                while (stripsTabs && from < to && _text[from] == '\t')
                    from++;
                isClosed = to - from == marker.Length && string.CompareOrdinal(_text, from, marker, 0, marker.Length) == 0;
                _at = NextLine(_at);
                if (!isClosed)
                    end = _at;
            }

            if (!isClosed)
                _problems.Add(new ReadProblem(ReadProblemKind.Malformed, "the heredoc has no line with its end marker", line.Span));
            heredocs.Add(new DockerfileHeredoc(marker, new SourceSpan(_file, start, Math.Min(end, _text.Length))));
        }

        return heredocs;
    }

    private static MappedText Trim(MappedText text, int start)
    {
        var end = text.Value.Length;
        while (start < end && char.IsWhiteSpace(text.Value[start]))
            start++;
        while (end > start && char.IsWhiteSpace(text.Value[end - 1]))
            end--;
        return text.Slice(start, end - start);
    }

    private static bool IsBlank(char c) => c is ' ' or '\t' or '\r';

    /// <summary>The line that starts at an offset, without its end.</summary>
    private (int Start, int End) Line(int at)
    {
        var end = _text.IndexOf('\n', at);
        if (end < 0)
            end = _text.Length;
        return (at, end > at && _text[end - 1] == '\r' ? end - 1 : end);
    }

    private int NextLine(int at)
    {
        var end = _text.IndexOf('\n', at);
        return end < 0 ? _text.Length : end + 1;
    }

    private void Malformed(string message, int start, int end) =>
        _problems.Add(new ReadProblem(ReadProblemKind.Malformed, message, new SourceSpan(_file, start, end)));
}
