using System.Text;

namespace Koda.Lint.Reports;

/// <summary>
/// Text as a terminal and the log of a CI may have it: a control character of a file must not move the cursor, a bidirectional one must not turn
/// the line around, and what Azure Pipelines and GitHub's runner obey anywhere in a line (<c>##vso[…]</c>, <c>##[…]</c>) must not be a command.
/// </summary>
public static class Printable
{
    private const char ControlPictures = '\u2400';
    private const char DeletePicture = '\u2421';
    private const char Replacement = '\uFFFD';
    private const char OrnamentalBracket = '\u2772';

    /// <summary>The text with a visible stand-in for each such character.</summary>
    /// <param name="text">Any text.</param>
    public static string Of(string text)
    {
        var first = 0;
        while (first < text.Length && At(text, first) == text[first])
            first++;
        if (first == text.Length)
            return text;
        var printable = new StringBuilder(text, 0, first, text.Length);
        for (var i = first; i < text.Length; i++)
            printable.Append(At(text, i));
        return printable.ToString();
    }

    /// <summary>A character of a text, or its stand-in there.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="index">Which of its UTF-16 units.</param>
    public static char At(string text, int index) => text[index] == '[' && (Follows(text, index, "##") || Follows(text, index, "##vso")) ? OrnamentalBracket : Of(text[index]);

    private static bool Follows(string text, int index, string word) =>
        index >= word.Length && string.Compare(text, index - word.Length, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0;

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
