using System.Text;

namespace Koda.Lint.Reports;

/// <summary>Text as XML and HTML may have it.</summary>
internal static class XmlText
{
    /// <summary>
    /// The text without what XML 1.0 has no way to write, most control characters and half a surrogate pair, and without what would turn a line
    /// around. Line breaks stay.
    /// </summary>
    public static string Of(string text)
    {
        var shown = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\n')
                shown.Append(c);
            else if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                shown.Append(c).Append(text[++i]);
            else if (char.IsSurrogate(c) || c >= '\uFFFE')
                shown.Append('\uFFFD');
            else
                shown.Append(Printable.Of(c));
        }

        return shown.ToString();
    }
}
