namespace Koda.Lint.Browser;

/// <summary>A directive of a <see cref="ContentSecurityPolicy"/>: <c>script-src 'self' https://cdn.example.com</c>.</summary>
public sealed class CspDirective
{
    internal static readonly HashSet<string> KnownNames = new(StringComparer.Ordinal)
    {
        "default-src", "script-src", "script-src-elem", "script-src-attr", "style-src", "style-src-elem", "style-src-attr", "img-src", "font-src",
        "connect-src", "media-src", "object-src", "frame-src", "child-src", "worker-src", "manifest-src", "prefetch-src", "base-uri", "form-action",
        "frame-ancestors", "navigate-to", "sandbox", "report-uri", "report-to", "upgrade-insecure-requests", "block-all-mixed-content",
        "require-trusted-types-for", "trusted-types", "plugin-types", "fenced-frame-src",
    };

    private CspDirective(string name, int start, IReadOnlyList<CspSource> sources)
    {
        Name = name;
        Start = start;
        Sources = sources;
    }

    /// <summary>The name in lower case.</summary>
    public string Name { get; }

    /// <summary>Offset of the name in the policy's text.</summary>
    public int Start { get; }

    /// <summary>The sources in the order of the text.</summary>
    public IReadOnlyList<CspSource> Sources { get; }

    /// <summary>Whether a nonce, a hash or, for scripts, <c>'strict-dynamic'</c> makes browsers ignore <c>'unsafe-inline'</c> (section 6.7.3.2).</summary>
    public bool IgnoresUnsafeInline => Sources.Any(source =>
        source.Kind is CspSourceKind.Nonce or CspSourceKind.Hash
        || (source.Kind == CspSourceKind.StrictDynamic && !Name.StartsWith("style-", StringComparison.Ordinal)));

    /// <summary>Whether <c>'strict-dynamic'</c> makes browsers ignore hosts and schemes (section 8.2).</summary>
    public bool IgnoresHosts => Sources.Any(source => source.Kind == CspSourceKind.StrictDynamic);

    internal static CspDirective? Read(string text, int start, int end)
    {
        var position = start;
        if (!NextToken(text, ref position, end, out var nameStart, out var name))
            return null;
        var sources = new List<CspSource>();
        while (NextToken(text, ref position, end, out var sourceStart, out var source))
            sources.Add(new CspSource(source, sourceStart));
        return new CspDirective(name.ToLowerInvariant(), nameStart, sources);
    }

    private static bool NextToken(string text, ref int position, int end, out int start, out string token)
    {
        while (position < end && IsWhiteSpace(text[position]))
            position++;
        start = position;
        while (position < end && !IsWhiteSpace(text[position]))
            position++;
        token = text.Substring(start, position - start);
        return token.Length > 0;
    }

    private static bool IsWhiteSpace(char c) => c is ' ' or '\t' or '\n' or '\r' or '\f';
}

/// <summary>What a source of a directive is.</summary>
public enum CspSourceKind
{
    /// <summary>A host, with or without scheme, port and path; or what no other kind fits.</summary>
    Host,

    /// <summary><c>'unsafe-inline'</c>.</summary>
    UnsafeInline,

    /// <summary><c>'unsafe-eval'</c>.</summary>
    UnsafeEval,

    /// <summary><c>'strict-dynamic'</c>.</summary>
    StrictDynamic,

    /// <summary><c>'nonce-…'</c>.</summary>
    Nonce,

    /// <summary><c>'sha256-…'</c>, <c>'sha384-…'</c>, <c>'sha512-…'</c>.</summary>
    Hash,

    /// <summary>Another keyword: <c>'self'</c>, <c>'none'</c>, <c>'wasm-unsafe-eval'</c>.</summary>
    OtherKeyword,

    /// <summary><c>*</c>, with or without a scheme before it or a port behind it.</summary>
    Anything,

    /// <summary>A scheme alone: <c>https:</c>.</summary>
    Scheme,
}

/// <summary>A source of a directive.</summary>
public sealed class CspSource
{
    internal CspSource(string text, int start)
    {
        Text = text;
        Start = start;
        Kind = KindOf(text);
    }

    /// <summary>The source as it is written.</summary>
    public string Text { get; }

    /// <summary>Its offset in the policy's text.</summary>
    public int Start { get; }

    /// <summary>What it is.</summary>
    public CspSourceKind Kind { get; }

    /// <summary>Whether it lets scripts come from nearly anywhere: <c>*</c>, <c>http:</c>, <c>https:</c>, <c>data:</c>.</summary>
    public bool IsTooWide => Kind == CspSourceKind.Anything
        || (Kind == CspSourceKind.Scheme && Text.ToLowerInvariant() is "http:" or "https:" or "data:");

    private static CspSourceKind KindOf(string text)
    {
        if (text.Length > 2 && text[0] == '\'' && text[text.Length - 1] == '\'')
        {
            var keyword = text.Substring(1, text.Length - 2).ToLowerInvariant();
            return keyword switch
            {
                "unsafe-inline" => CspSourceKind.UnsafeInline,
                "unsafe-eval" => CspSourceKind.UnsafeEval,
                "strict-dynamic" => CspSourceKind.StrictDynamic,
                _ when keyword.StartsWith("nonce-", StringComparison.Ordinal) => CspSourceKind.Nonce,
                _ when keyword.StartsWith("sha256-", StringComparison.Ordinal) || keyword.StartsWith("sha384-", StringComparison.Ordinal)
                    || keyword.StartsWith("sha512-", StringComparison.Ordinal) => CspSourceKind.Hash,
                _ => CspSourceKind.OtherKeyword,
            };
        }

        if (text is "*" or "*:*" || text.EndsWith("://*", StringComparison.Ordinal) || text.EndsWith("://*:*", StringComparison.Ordinal))
            return CspSourceKind.Anything;
        return text.Length > 1 && text[text.Length - 1] == ':' && text.IndexOf(':') == text.Length - 1 && text.IndexOf('.') < 0
            ? CspSourceKind.Scheme
            : CspSourceKind.Host;
    }
}
