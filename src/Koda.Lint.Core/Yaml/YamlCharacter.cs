namespace Koda.Lint.Yaml;

/// <summary>What parts YAML's words and lines.</summary>
internal static class YamlCharacter
{
    /// <summary>What a block's header states its indentation with.</summary>
    public static readonly char[] Digits = [.. "123456789"];

    public static bool IsBlank(char c) => c is ' ' or '\t' || IsBreak(c);

    /// <summary>What an anchor's name is made of, to Compose's reader.</summary>
    public static bool IsOfName(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_';

    /// <summary>The breaks of YAML 1.1, which both Compose's reader and YamlDotNet keep to.</summary>
    public static bool IsBreak(char c) => c is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029';

    /// <summary>Where the line begins that follows a place.</summary>
    public static int NextLine(string text, int at)
    {
        var end = text.IndexOf('\n', at);
        return end < 0 ? text.Length : end + 1;
    }
}
