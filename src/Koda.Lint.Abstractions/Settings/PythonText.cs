namespace Koda.Lint.Settings;

/// <summary>Text as Koda's control plane handles it, which is written in Python and differs from .NET at the edges.</summary>
public static class PythonText
{
    /// <summary>
    /// Whether <c>str.isspace</c>, <c>str.strip</c> and <c>\s</c> take a character for white space: Unicode's, and the information
    /// separators U+001C to U+001F, which .NET does not.
    /// </summary>
    /// <param name="c">A UTF-16 unit; no white space lies outside the basic plane.</param>
    public static bool IsWhiteSpace(char c) => c switch
    {
        >= '\t' and <= '\r' => true,
        >= '\u001C' and <= ' ' => true,
        '\u0085' or '\u00A0' or '\u1680' => true,
        >= '\u2000' and <= '\u200A' => true,
        '\u2028' or '\u2029' or '\u202F' or '\u205F' or '\u3000' => true,
        _ => false,
    };

    /// <summary>The text without white space at either end, as <c>str.strip</c> leaves it.</summary>
    /// <param name="text">Any text.</param>
    public static string Strip(string text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && IsWhiteSpace(text[start]))
            start++;
        while (end > start && IsWhiteSpace(text[end - 1]))
            end--;
        return text.Substring(start, end - start);
    }

    /// <summary>
    /// Whether a setting is a word once it is stripped and lower-cased, the way Koda normalises the settings it decides by.
    /// </summary>
    /// <param name="text">The setting's value.</param>
    /// <param name="word">
    /// The word, in lower-case ASCII. The only characters outside ASCII that Python's <c>str.lower</c> takes into it are the Kelvin
    /// sign, to <c>k</c>, and İ, which becomes two characters and therefore no word.
    /// </param>
    public static bool NormalisesTo(string text, string word)
    {
        var stripped = Strip(text);
        if (stripped.Length != word.Length)
            return false;
        for (var i = 0; i < word.Length; i++)
        {
            if (ToLower(stripped[i]) != word[i])
                return false;
        }

        return true;
    }

    private static char ToLower(char c) => c switch
    {
        >= 'A' and <= 'Z' => (char)(c | 0x20),
        '\u212A' => 'k',
        _ => c,
    };
}
