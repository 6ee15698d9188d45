namespace Koda.Lint.Browser;

/// <summary>
/// A <c>Content-Security-Policy</c> header's value, read as a browser reads it. Syntax: Content Security Policy Level 3,
/// section 2.2; keywords and sources: section 2.3.1.
/// </summary>
public sealed class ContentSecurityPolicy
{
    /// <summary>Stands for text that a reader of source code could not learn; a source that holds it may be anything.</summary>
    public const char Unknown = '\uFFFC';

    private ContentSecurityPolicy(string text, IReadOnlyList<CspDirective> directives)
    {
        Text = text;
        Directives = directives;
    }

    /// <summary>The value that was read.</summary>
    public string Text { get; }

    /// <summary>The directives in the order of the text, without those that a browser ignores because an earlier one has their name.</summary>
    public IReadOnlyList<CspDirective> Directives { get; }

    /// <summary>Reads a header's value. Anything is a policy; what is no directive is ignored as browsers ignore it.</summary>
    /// <param name="text">The value. A comma starts another policy: all of them apply.</param>
    public static ContentSecurityPolicy Parse(string text)
    {
        var directives = new List<CspDirective>();
        foreach (var (policyStart, policyEnd) in Split(text, 0, text.Length, ','))
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            foreach (var (start, end) in Split(text, policyStart, policyEnd, ';'))
            {
                if (CspDirective.Read(text, start, end) is { } directive && names.Add(directive.Name))
                    directives.Add(directive);
            }
        }

        return new ContentSecurityPolicy(text, directives);
    }

    /// <summary>Whether a text reads as a policy: its first directive has a name that the specification knows.</summary>
    /// <param name="text">Any text.</param>
    public static bool LooksLikeOne(string text)
    {
        var directives = Parse(text).Directives;
        return directives.Count > 0 && CspDirective.KnownNames.Contains(directives[0].Name);
    }

    /// <summary>The directives that govern scripts: those of the script family, else <c>default-src</c> (section 6.8.1).</summary>
    public IEnumerable<CspDirective> GoverningScripts
    {
        get
        {
            var scripts = Directives.Where(directive => directive.Name is "script-src" or "script-src-elem").ToList();
            return scripts.Count > 0 ? scripts : Directives.Where(directive => directive.Name == "default-src");
        }
    }

    /// <summary>The directive that decides on what a directive of this name is for, itself or the one that stands in for it (section 6.8.1); null for none.</summary>
    /// <param name="name">The name, in lower case.</param>
    public CspDirective? Governing(string name)
    {
        IEnumerable<string> names = name switch
        {
            "script-src-elem" or "script-src-attr" => [name, "script-src", "default-src"],
            "style-src-elem" or "style-src-attr" => [name, "style-src", "default-src"],
            "base-uri" or "frame-ancestors" or "form-action" => [name],
            _ => [name, "default-src"],
        };
        return names.Select(one => Directives.FirstOrDefault(directive => directive.Name == one)).FirstOrDefault(directive => directive is not null);
    }

    private static IEnumerable<(int Start, int End)> Split(string text, int start, int end, char separator)
    {
        while (start < end)
        {
            var next = text.IndexOf(separator, start, end - start);
            if (next < 0)
                next = end;
            yield return (start, next);
            start = next + 1;
        }
    }
}
