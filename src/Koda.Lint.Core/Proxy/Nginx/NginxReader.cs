using Koda.Lint.Text;

namespace Koda.Lint.Proxy.Nginx;

/// <summary>
/// Reads nginx's configuration grammar: words, quotes, blocks, comments, and <c>include</c>. A text that nginx would
/// refuse gives a problem at the place, and reading goes on with the next directive.
/// </summary>
public sealed class NginxReader
{
    private const int MaxDepth = 64;
    private const int MaxIncludes = 1000;

    private readonly IncludeSource _includes;
    private readonly string _mainPath;
    private readonly List<ReadProblem> _problems = [];
    private readonly List<string> _chain = [];
    private int _includeCount;

    private NginxReader(IncludeSource includes, string mainPath)
    {
        _includes = includes;
        _mainPath = mainPath;
    }

    /// <summary>Reads a configuration file, or a part of one that nginx would include.</summary>
    /// <param name="file">The file.</param>
    /// <param name="includes">Opens what <c>include</c> names; relative paths are seen from the main file's folder, as nginx sees them.</param>
    public static NginxFile Read(SourceFile file, IncludeSource? includes = null)
    {
        var reader = new NginxReader(includes ?? IncludeSource.None, file.Path);
        reader._chain.Add(file.Path);
        var directives = reader.ReadFile(file);
        return new NginxFile(file, directives, reader._problems);
    }

    private List<NginxDirective> ReadFile(SourceFile file)
    {
        var lexer = new Lexer(file, _problems);
        var blocks = new Stack<OpenBlock>();
        blocks.Push(new OpenBlock([], default));
        var words = new List<ConfigWord>();
        var skippedBlocks = 0;
        while (true)
        {
            var end = lexer.ReadWords(words);
            if (end == WordsEnd.File)
                break;
            if (end == WordsEnd.BlockClose)
            {
                if (skippedBlocks > 0)
                    skippedBlocks--;
                else if (blocks.Count > 1)
                    blocks.Pop();
                else
                    Report(ReadProblemKind.Malformed, "this `}` closes nothing", lexer.LastSpan);
                continue;
            }

            if (words.Count == 0)
            {
                Report(ReadProblemKind.Malformed, end == WordsEnd.BlockOpen ? "a block needs a name before its `{`" : "a `;` needs a directive before it", lexer.LastSpan);
                if (end == WordsEnd.BlockOpen)
                    skippedBlocks++;
                continue;
            }

            var span = new SourceSpan(file, words[0].Span.Start, words[words.Count - 1].Span.End);
            var arguments = words.Skip(1).ToArray();
            if (end == WordsEnd.BlockOpen && (skippedBlocks > 0 || blocks.Count + _chain.Count > MaxDepth))
            {
                if (skippedBlocks++ == 0)
                    Report(ReadProblemKind.LimitReached, "blocks are nested too deep: this one is not read", span);
            }
            else if (skippedBlocks > 0)
            {
                continue;
            }
            else if (end == WordsEnd.BlockOpen && words[0].Value.EndsWith("_by_lua_block", StringComparison.Ordinal))
            {
                lexer.SkipLuaBlock();
                blocks.Peek().Directives.Add(new NginxDirective(words[0], arguments, [], span));
            }
            else if (end == WordsEnd.BlockOpen)
            {
                var inner = new List<NginxDirective>();
                blocks.Peek().Directives.Add(new NginxDirective(words[0], arguments, inner, span));
                blocks.Push(new OpenBlock(inner, span));
            }
            else if (words[0].Value == "include" && !words[0].IsQuoted)
            {
                Include(arguments, span, blocks.Peek().Directives);
            }
            else
            {
                blocks.Peek().Directives.Add(new NginxDirective(words[0], arguments, null, span));
            }
        }

        while (blocks.Count > 1)
        {
            Report(ReadProblemKind.Malformed, "this block is not closed: a `}` is missing", blocks.Peek().Span);
            blocks.Pop();
        }

        return blocks.Peek().Directives;
    }

    private void Include(ConfigWord[] arguments, SourceSpan span, List<NginxDirective> into)
    {
        if (arguments.Length != 1)
        {
            Report(ReadProblemKind.Malformed, "`include` takes one path", span);
            return;
        }

        var path = IncludeSource.Resolve(_mainPath, arguments[0].Value);
        if (!Glob.IsPattern(path))
        {
            IncludeOne(path, arguments[0].Span, into);
        }
        else if (_includes.Match(path) is { } matches)
        {
            foreach (var match in matches)
                IncludeOne(match, arguments[0].Span, into);
        }
        else
        {
            Report(ReadProblemKind.ReferenceBroken, "which files this pattern takes cannot be known", arguments[0].Span);
        }
    }

    private void IncludeOne(string path, SourceSpan span, List<NginxDirective> into)
    {
        if (_chain.Contains(path))
        {
            Report(ReadProblemKind.ReferenceBroken, "a file includes itself: " + string.Join(" -> ", _chain) + " -> " + path, span);
        }
        else if (_chain.Count >= MaxDepth || ++_includeCount > MaxIncludes)
        {
            Report(ReadProblemKind.LimitReached, "too many includes: this one is not read", span);
        }
        else if (_includes.Open(path) is { } file)
        {
            _chain.Add(path);
            into.AddRange(ReadFile(file));
            _chain.RemoveAt(_chain.Count - 1);
        }
        else
        {
            Report(ReadProblemKind.ReferenceBroken, "the included file `" + path + "` is not there", span);
        }
    }

    private void Report(ReadProblemKind kind, string message, SourceSpan span) => _problems.Add(new ReadProblem(kind, message, span));

    private enum WordsEnd
    {
        Semicolon,
        BlockOpen,
        BlockClose,
        File,
    }

    private sealed record OpenBlock(List<NginxDirective> Directives, SourceSpan Span);

    /// <summary>Splits a text as ngx_conf_read_token does.</summary>
    private sealed class Lexer(SourceFile file, List<ReadProblem> problems)
    {
        private readonly string _text = file.Text;
            private int _at;
        private bool _hasOpenQuote;

        /// <summary>The character that ended the last words.</summary>
        public SourceSpan LastSpan => new(file, Math.Max(0, _at - 1), _at);

        public WordsEnd ReadWords(List<ConfigWord> words)
        {
            words.Clear();
            while (true)
            {
                SkipBlanks();
                if (_at == _text.Length)
                {
                    if (words.Count > 0)
                    {
                        if (_hasOpenQuote)
                            return WordsEnd.Semicolon;
                        Malformed("the directive does not end: a `;` is missing", words[0].Span.Start, words[words.Count - 1].Span.End);
                        return WordsEnd.Semicolon;
                    }

                    return WordsEnd.File;
                }

                switch (_text[_at])
                {
                    case ';':
                        _at++;
                        return WordsEnd.Semicolon;
                    case '{':
                        _at++;
                        return WordsEnd.BlockOpen;
                    case '}' when words.Count > 0:
                        Malformed("the directive does not end: a `;` is missing", words[0].Span.Start, words[words.Count - 1].Span.End);
                        return WordsEnd.Semicolon;
                    case '}':
                        _at++;
                        return WordsEnd.BlockClose;
                    case '"' or '\'':
                        words.Add(ReadQuoted());
                        break;
                    default:
                        words.Add(ReadPlain());
                        break;
                }
            }
        }

        /// <summary>Skips the body of a block that holds Lua, up to the brace that closes it.</summary>
        public void SkipLuaBlock()
        {
            var depth = 1;
            while (_at < _text.Length && depth > 0)
            {
                var c = _text[_at++];
                if (c is '"' or '\'')
                {
                    while (_at < _text.Length && _text[_at] != c && _text[_at] != '\n')
                        _at += _text[_at] == '\\' ? 2 : 1;
                    _at = Math.Min(_at + 1, _text.Length);
                }
                else if (c == '-' && _at < _text.Length && _text[_at] == '-')
                {
                    while (_at < _text.Length && _text[_at] != '\n')
                        _at++;
                }
                else
                {
                    depth += c == '{' ? 1 : c == '}' ? -1 : 0;
                }
            }
        }

        private static bool IsBlank(char c) => c is ' ' or '\t' or '\r' or '\n';

        private void SkipBlanks()
        {
            while (_at < _text.Length && (IsBlank(_text[_at]) || _text[_at] == '#'))
            {
                if (_text[_at] == '#')
                {
                    while (_at < _text.Length && _text[_at] != '\n')
                        _at++;
                }
                else
                {
                    _at++;
                }
            }
        }

        private ConfigWord ReadQuoted()
        {
            var quote = _text[_at];
            var start = _at++;
            while (_at < _text.Length && _text[_at] != quote)
                _at += _text[_at] == '\\' && _at + 1 < _text.Length ? 2 : 1;
            var isClosed = _at < _text.Length;
            var word = new ConfigWord(Unescape(start + 1, _at), new SourceSpan(file, start, isClosed ? _at + 1 : _at), IsQuoted: true);
            if (!isClosed)
            {
                Malformed("the quote is not closed", start, start + 1);
                _hasOpenQuote = true;
                return word;
            }

            _at++;
            if (_at < _text.Length && !IsBlank(_text[_at]) && _text[_at] is not (';' or '{' or ')'))
                Malformed("a blank or `;` is missing after the closing quote", _at, _at + 1);
            return word;
        }

        private ConfigWord ReadPlain()
        {
            var start = _at;
            var isAfterDollar = false;
            while (_at < _text.Length)
            {
                var c = _text[_at];
                if (IsBlank(c) || c == ';' || (c == '{' && !isAfterDollar))
                    break;
                isAfterDollar = c == '$';
                _at += c == '\\' && _at + 1 < _text.Length ? 2 : 1;
            }

            return new ConfigWord(Unescape(start, _at), new SourceSpan(file, start, _at), IsQuoted: false);
        }

        private MappedText Unescape(int start, int end)
        {
            var span = new SourceSpan(file, start, end);
            if (_text.IndexOf('\\', start, end - start) < 0)
                return MappedText.Of(span);
            var builder = new MappedTextBuilder();
            for (var i = start; i < end; i++)
            {
                var value = _text[i] == '\\' && i + 1 < end
                    ? _text[i + 1] switch { '"' => "\"", '\'' => "'", '\\' => "\\", 't' => "\t", 'r' => "\r", 'n' => "\n", _ => null }
                    : null;
                if (value is null)
                {
                    builder.AppendVerbatim(file, i, 1);
                }
                else
                {
                    builder.Append(value, new SourceSpan(file, i, i + 2));
                    i++;
                }
            }

            return builder.ToText(span);
        }

        private void Malformed(string message, int start, int end) =>
            problems.Add(new ReadProblem(ReadProblemKind.Malformed, message, new SourceSpan(file, start, end)));
    }
}
