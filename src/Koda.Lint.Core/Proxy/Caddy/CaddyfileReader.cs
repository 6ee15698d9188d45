using Koda.Lint.Text;

namespace Koda.Lint.Proxy.Caddy;

/// <summary>
/// Reads a Caddyfile's grammar: global options, snippets, imports with arguments, site blocks, nested blocks
/// (https://caddyserver.com/docs/caddyfile/concepts). A text that Caddy would refuse gives a problem at the place, and
/// reading goes on with the next line.
/// </summary>
public sealed class CaddyfileReader
{
    private const int MaxDepth = 64;
    private const int MaxImports = 1000;
    private const int MaxImportedWords = 1_000_000;

    private readonly IncludeSource _includes;
    private readonly Func<string, string?> _environment;
    private readonly List<ReadProblem> _problems = [];
    private readonly List<CaddyVariable> _variables = [];
    private readonly Dictionary<string, List<CaddyToken>> _snippets = [];
    private readonly Dictionary<string, CaddyBlock> _namedRoutes = [];
    private readonly Stack<Frame> _frames = new();
    private Frame? _last;
    private int _imports;
    private int _importedWords;

    private CaddyfileReader(IncludeSource includes, Func<string, string?> environment)
    {
        _includes = includes;
        _environment = environment;
    }

    /// <summary>Reads a Caddyfile.</summary>
    /// <param name="file">The file.</param>
    /// <param name="includes">Opens what <c>import</c> names; relative paths are seen from the file that has the <c>import</c>.</param>
    /// <param name="environment">The value of an environment variable, or null; without it none is known.</param>
    public static Caddyfile Read(SourceFile file, IncludeSource? includes = null, Func<string, string?>? environment = null) =>
        new CaddyfileReader(includes ?? IncludeSource.None, environment ?? (_ => null)).ReadFile(file);

    private Caddyfile ReadFile(SourceFile file)
    {
        _frames.Push(new Frame(Tokenize(file), file.Path, importer: null));
        var sites = new List<CaddyBlock>();
        List<CaddyDirective>? options = null;
        while (Peek() is { } token)
        {
            if (token.IsOpenBrace)
            {
                Next();
                var lines = ReadLines(token.Word.Span, depth: 1);
                if (options is null && sites.Count == 0)
                    options = lines;
                else
                    Report(ReadProblemKind.Malformed, "a block without addresses sets global options, and must come first", token.Word.Span);
            }
            else if (token.IsCloseBrace)
            {
                Next();
                Report(ReadProblemKind.Malformed, "this `}` closes nothing", token.Word.Span);
            }
            else if (ReadBlock() is { } site)
            {
                sites.Add(site);
            }
        }

        return new Caddyfile(file, options ?? [], sites, _namedRoutes, _variables, _problems);
    }

    private List<CaddyToken> Tokenize(SourceFile file) =>
        CaddyLexer.Read(file, CaddyEnvironment.Substitute(file, _environment, _variables), _problems);

    /// <summary>Reads a site, a snippet or a named route; null for what adds no site.</summary>
    private CaddyBlock? ReadBlock()
    {
        var keys = ReadKeys();
        if (keys.Count == 0)
            return null;
        var span = keys[0].Span.File == keys[keys.Count - 1].Span.File
            ? new SourceSpan(keys[0].Span.File, keys[0].Span.Start, Math.Max(keys[0].Span.End, keys[keys.Count - 1].Span.End))
            : keys[0].Span;
        var hasBraces = Peek() is { IsOpenBrace: true };
        if (keys.Count == 1 && !keys[0].IsQuoted && keys[0].Value.StartsWith('(') && keys[0].Value.EndsWith(')'))
        {
            ReadSnippet(keys[0].Value.Substring(1, keys[0].Value.Length - 2), span, hasBraces);
            return null;
        }

        if (hasBraces)
            Next();
        // Without braces, one site takes the rest of the file.
        var lines = ReadLines(hasBraces ? span : null, depth: 1);
        var block = new CaddyBlock(keys, lines, span);
        if (!keys[0].Value.StartsWith("&(", StringComparison.Ordinal) || !keys[0].Value.EndsWith(')'))
            return block;
        _namedRoutes[keys[0].Value.Substring(2, keys[0].Value.Length - 3)] = block;
        return null;
    }

    private List<ConfigWord> ReadKeys()
    {
        var keys = new List<ConfigWord>();
        var expectsAnother = false;
        while (Peek() is { } token)
        {
            if (token.IsOpenBrace)
            {
                if (expectsAnother)
                    Report(ReadProblemKind.Malformed, "an address must follow the comma", token.Word.Span);
                break;
            }

            if (keys.Count > 0 && token.StartsLine && !expectsAnother)
                break;
            Next();
            if (token.StartsLine && IsImport(token))
            {
                Import(token);
                continue;
            }

            var length = token.Word.Value.Length;
            expectsAnother = length > 0 && token.Word.Value[length - 1] == ',';
            var word = token.Word;
            if (expectsAnother && word.Text.Slice(0, length - 1) is var address)
                word = word with { Text = address, Span = word.IsQuoted ? word.Span : address.Span };
            if (word.Value.Length > 0)
                keys.Add(word);
        }

        return keys;
    }

    private void ReadSnippet(string name, SourceSpan span, bool hasBraces)
    {
        if (!hasBraces)
        {
            Report(ReadProblemKind.Malformed, "a snippet needs its lines in braces", span);
            return;
        }

        Next();
        var tokens = new List<CaddyToken>();
        var depth = 1;
        while (Next() is { } token)
        {
            depth += token.IsOpenBrace ? 1 : token.IsCloseBrace ? -1 : 0;
            if (depth == 0)
                break;
            tokens.Add(token);
        }

        if (depth > 0)
            Report(ReadProblemKind.Malformed, "this block is not closed: a `}` is missing", span);
        if (_snippets.ContainsKey(name))
            Report(ReadProblemKind.Malformed, "the snippet `" + name + "` is there twice: the last one is taken", span);
        _snippets[name] = tokens;
    }

    /// <summary>Reads lines up to the closing brace, or to the end of the file when nothing was opened.</summary>
    private List<CaddyDirective> ReadLines(SourceSpan? opener, int depth)
    {
        var lines = new List<CaddyDirective>();
        while (Next() is { } token)
        {
            if (token.IsCloseBrace)
            {
                if (opener is not null)
                    return lines;
                Report(ReadProblemKind.Malformed, "this `}` closes nothing", token.Word.Span);
            }
            else if (token.IsOpenBrace)
            {
                Report(ReadProblemKind.Malformed, "a block needs a directive before its `{`, on the same line", token.Word.Span);
                SkipBlock();
            }
            else if (IsImport(token))
            {
                Import(token);
            }
            else
            {
                lines.Add(ReadLine(token.Word, depth));
            }
        }

        if (opener is { } span)
            Report(ReadProblemKind.Malformed, "this block is not closed: a `}` is missing", span);
        return lines;
    }

    private CaddyDirective ReadLine(ConfigWord name, int depth)
    {
        var arguments = ReadArguments();
        var last = arguments.Count > 0 ? arguments[arguments.Count - 1].Span : name.Span;
        var span = ReferenceEquals(last.File, name.Span.File) && last.End > name.Span.Start ? new SourceSpan(last.File, name.Span.Start, last.End) : name.Span;
        if (Peek() is not { IsOpenBrace: true, StartsLine: false })
            return new CaddyDirective(name, arguments, null, span);
        Next();
        if (depth < MaxDepth)
            return new CaddyDirective(name, arguments, ReadLines(span, depth + 1), span);
        Report(ReadProblemKind.LimitReached, "blocks are nested too deep: this one is not read", span);
        SkipBlock();
        return new CaddyDirective(name, arguments, [], span);
    }

    private List<ConfigWord> ReadArguments()
    {
        var arguments = new List<ConfigWord>();
        while (Peek() is { StartsLine: false, IsOpenBrace: false, IsCloseBrace: false } token)
        {
            arguments.Add(token.Word);
            Next();
        }

        return arguments;
    }

    private void SkipBlock()
    {
        for (var depth = 1; depth > 0 && Next() is { } token;)
            depth += token.IsOpenBrace ? 1 : token.IsCloseBrace ? -1 : 0;
    }

    private static bool IsImport(CaddyToken token) => !token.Word.IsQuoted && token.Word.Value == "import";

    private void Import(CaddyToken import)
    {
        var importer = _last!;
        var arguments = ReadArguments();
        var block = new List<CaddyToken>();
        if (Peek() is { IsOpenBrace: true, StartsLine: false })
        {
            Next();
            for (var depth = 1; Next() is { } token;)
            {
                depth += token.IsOpenBrace ? 1 : token.IsCloseBrace ? -1 : 0;
                if (depth == 0)
                    break;
                block.Add(token);
            }
        }

        if (arguments.Count == 0 || arguments[0].Value.Length == 0)
        {
            Report(ReadProblemKind.Malformed, "`import` needs a snippet or a path", import.Word.Span);
            return;
        }

        var name = arguments[0];
        arguments.RemoveAt(0);
        if (_snippets.TryGetValue(name.Value, out var snippet))
        {
            Push(importer, snippet, "(" + name.Value + ")", name.Span, arguments, block);
            return;
        }

        var path = IncludeSource.Resolve(name.Span.File.Path, name.Value);
        if (!Glob.IsPattern(path))
        {
            PushFile(importer, path, name.Span, arguments, block);
        }
        else if (_includes.Match(path) is { } matches)
        {
            // The frame pushed last is read first.
            foreach (var match in matches.Reverse())
                PushFile(importer, match, name.Span, arguments, block);
        }
        else
        {
            Report(ReadProblemKind.ReferenceBroken, "which files this pattern takes cannot be known", name.Span);
        }
    }

    private void PushFile(Frame importer, string path, SourceSpan span, List<ConfigWord> arguments, List<CaddyToken> block)
    {
        if (_includes.Open(path) is { } file)
            Push(importer, Tokenize(file), path, span, arguments, block);
        else
            Report(ReadProblemKind.ReferenceBroken, "neither a snippet nor a file is called `" + path + "`", span);
    }

    private void Push(Frame importer, List<CaddyToken> tokens, string name, SourceSpan span, List<ConfigWord> arguments, List<CaddyToken> block)
    {
        var chain = importer.Chain;
        if (chain.Contains(name))
        {
            Report(ReadProblemKind.ReferenceBroken, "an import leads back to itself: " + string.Join(" -> ", chain) + " -> " + name, span);
            return;
        }

        _importedWords += tokens.Count;
        if (++_imports > MaxImports || _importedWords > MaxImportedWords || chain.Count > MaxDepth)
        {
            Report(ReadProblemKind.LimitReached, "too many imports: this one is not read", span);
            return;
        }

        _frames.Push(new Frame(CaddyImportArguments.Apply(tokens, arguments, block), name, importer));
    }

    private CaddyToken? Peek()
    {
        while (_frames.Count > 1 && !_frames.Peek().IsOpen)
            _frames.Pop();
        return _frames.Peek().Peek();
    }

    private CaddyToken? Next()
    {
        var token = Peek();
        _last = _frames.Peek();
        _last.Advance();
        return token;
    }

    private void Report(ReadProblemKind kind, string message, SourceSpan span) => _problems.Add(new ReadProblem(kind, message, span));

    /// <summary>The words of a file or snippet that is being read; an import is read before its surroundings go on.</summary>
    private sealed class Frame(List<CaddyToken> tokens, string name, Frame? importer)
    {
        private int _index;

        /// <summary>The files and snippets that led here, from the main file on.</summary>
        public IReadOnlyList<string> Chain { get; } = [.. importer?.Chain ?? [], name];

        public bool IsOpen => _index < tokens.Count;

        /// <summary>An imported word never continues the line of the <c>import</c>.</summary>
        public CaddyToken? Peek() => !IsOpen ? null : _index == 0 ? tokens[0] with { StartsLine = true } : tokens[_index];

        public void Advance() => _index++;
    }
}
