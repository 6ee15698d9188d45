using System.Text;

namespace Koda.Lint.Reports;

/// <summary>
/// Text as a terminal may have it: a control character of a file must not move the cursor, a bidirectional one must not turn the line around.
/// </summary>
public static class Printable
{
    private const char ControlPictures = '\u2400';
    private const char DeletePicture = '\u2421';
    private const char Replacement = '\uFFFD';

    /// <summary>The text with a visible stand-in for each such character.</summary>
    /// <param name="text">Any text.</param>
    public static string Of(string text)
    {
        var first = 0;
        while (first < text.Length && Of(text[first]) == text[first])
            first++;
        if (first == text.Length)
            return text;
        var printable = new StringBuilder(text, 0, first, text.Length);
        for (var i = first; i < text.Length; i++)
            printable.Append(Of(text[i]));
        return printable.ToString();
    }

    /// <summary>The character, or its stand-in.</summary>
    /// <param name="c">A UTF-16 unit.</param>
    public static char Of(char c) => c switch
    {
        < ' ' => (char)(ControlPictures + c),
        '\u007F' => DeletePicture,
        > '\u007F' and < '\u00A0' => Replacement,
        '\u2028' or '\u2029' or '\uFEFF' => Replacement,
        >= '\u202A' and <= '\u202E' => Replacement,
        >= '\u2066' and <= '\u2069' => Replacement,
        '\u200E' or '\u200F' or '\u061C' => Replacement,
        _ => c,
    };
}
