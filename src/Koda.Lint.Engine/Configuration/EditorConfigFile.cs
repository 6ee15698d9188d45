using Koda.Lint.Files;
using Koda.Lint.Text;

namespace Koda.Lint.Configuration;

/// <summary>What an <c>.editorconfig</c> or <c>.globalconfig</c> says about severities of Koda.Lint's rules.</summary>
internal sealed class EditorConfigFile
{
    private const string Prefix = "dotnet_diagnostic.";
    private const string Suffix = ".severity";

    private readonly List<Section> _sections = [];

    private readonly bool _isNamedGlobal;
    private int? _level;
    private bool _saysGlobal;

    private EditorConfigFile(string path) => _isNamedGlobal = DeploymentPath.NameOf(path).Equals(".globalconfig", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether files of folders above count no more.</summary>
    public bool IsRoot { get; private set; }

    /// <summary>Which of several global files wins: the higher one. 100 for a file that is called <c>.globalconfig</c>, as the compiler has it.</summary>
    public int GlobalLevel => _level ?? (_isNamedGlobal ? 100 : 0);

    /// <summary>Whether it holds for all files, by its name or its own word.</summary>
    public bool IsGlobal => _isNamedGlobal || _saysGlobal;

    /// <summary>What it says for all files, by the rules' ids in capitals.</summary>
    public IReadOnlyDictionary<string, SeverityWord> GlobalWords => _sections[0].Words;

    /// <summary>Reads a file as the compiler does: what it does not understand says nothing.</summary>
    /// <param name="file">The text.</param>
    public static EditorConfigFile Read(SourceFile file)
    {
        var config = new EditorConfigFile(file.Path);
        var section = new Section(Pattern: null, []);
        config._sections.Add(section);
        for (var number = 1; number <= file.LineCount; number++)
        {
            var line = file.GetLine(number).Trim();
            if (line.Length == 0 || line[0] is '#' or ';')
                continue;
            if (line[0] == '[' && line[line.Length - 1] == ']')
            {
                section = new Section(PathPattern.Read(line.Substring(1, line.Length - 2)), []);
                config._sections.Add(section);
            }
            else if (line.IndexOfAny(['=', ':']) is > 0 and var separator)
            {
                config.Set(section, line.Substring(0, separator).TrimEnd().ToLowerInvariant(), WithoutComment(line.Substring(separator + 1)));
            }
        }

        return config;
    }

    /// <summary>A rule's word in the lines before the first section, which a global file has for all files.</summary>
    /// <param name="rule">The rule's id.</param>
    public SeverityWord? Global(string rule) => _sections[0].Words.TryGetValue(rule, out var word) ? word : null;

    /// <summary>A rule's word in the last section that covers a path.</summary>
    /// <param name="rule">The rule's id.</param>
    /// <param name="path">The path as seen from the file's folder.</param>
    public SeverityWord? For(string rule, string path)
    {
        for (var i = _sections.Count - 1; i > 0; i--)
        {
            if (_sections[i].Words.TryGetValue(rule, out var word) && _sections[i].Pattern!.Matches(path))
                return word;
        }

        return null;
    }

    private void Set(Section section, string key, string value)
    {
        if (section.Pattern is null && key == "root")
            IsRoot = value.Equals("true", StringComparison.OrdinalIgnoreCase);
        else if (section.Pattern is null && key == "global_level" && int.TryParse(value, out var level))
            _level = level;
        else if (section.Pattern is null && key == "is_global")
            _saysGlobal = value.Equals("true", StringComparison.OrdinalIgnoreCase);
        else if (key.StartsWith(Prefix, StringComparison.Ordinal) && key.EndsWith(Suffix, StringComparison.Ordinal) && WordOf(value) is { } word)
            section.Words[key.Substring(Prefix.Length, Math.Max(0, key.Length - Prefix.Length - Suffix.Length)).ToUpperInvariant()] = word;
    }

    private static string WithoutComment(string value)
    {
        var comment = value.IndexOfAny(['#', ';']);
        return (comment < 0 ? value : value.Substring(0, comment)).Trim();
    }

    private static SeverityWord? WordOf(string value) => value.ToLowerInvariant() switch
    {
        "error" => SeverityWord.Error,
        "warning" or "warn" => SeverityWord.Warning,
        "suggestion" or "info" => SeverityWord.Suggestion,
        "silent" or "hidden" or "refactoring" or "none" or "suppress" => SeverityWord.None,
        "default" => SeverityWord.Default,
        _ => null,
    };

    private sealed record Section(PathPattern? Pattern, Dictionary<string, SeverityWord> Words);
}

/// <summary>The words that a compiler's configuration has for severities. What is silent in an editor is not reported at all here.</summary>
internal enum SeverityWord
{
    /// <summary>What the rule or <c>koda-lint.yml</c> says.</summary>
    Default,

    /// <summary>Not reported.</summary>
    None,

    /// <summary>Info.</summary>
    Suggestion,

    /// <summary>Warning.</summary>
    Warning,

    /// <summary>Error.</summary>
    Error,
}
