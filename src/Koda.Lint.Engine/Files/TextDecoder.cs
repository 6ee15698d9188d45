using System.Globalization;
using System.Text;
using Koda.Lint.Text;

namespace Koda.Lint.Files;

/// <summary>
/// Bytes as text: UTF-8, or UTF-16 when its byte order mark says so, as YAML readers take them. Nothing is replaced: bytes
/// that are no text make the file unreadable.
/// </summary>
internal static class TextDecoder
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static FileAnswer Decode(string path, byte[] bytes, int count)
    {
        var (encoding, name, mark) = Detect(bytes, count);
        try
        {
            var text = encoding.GetString(bytes, mark, count - mark);
            return FileAnswer.Of(new SourceFile(path, text) { HasByteOrderMark = mark > 0 });
        }
        catch (DecoderFallbackException e)
        {
            var line = 1;
            for (var i = 0; i < mark + e.Index && i < count; i++)
                line += bytes[i] == '\n' ? 1 : 0;
            return FileAnswer.Unreadable("it is not " + name + " text: line " + line.ToString(CultureInfo.InvariantCulture) + " has bytes that are no character");
        }
    }

    /// <summary>A text in the encoding of other bytes, with a byte order mark when they have one.</summary>
    public static byte[] EncodeLike(byte[] bytes, string text)
    {
        var (encoding, _, mark) = Detect(bytes, bytes.Length);
        return [.. bytes.Take(mark), .. encoding.GetBytes(text)];
    }

    private static (Encoding Encoding, string Name, int Mark) Detect(byte[] bytes, int count)
    {
        if (count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF)
            return (Utf8, "UTF-8", 3);
        if (count >= 2 && bytes[0] == 0xFF && bytes[1] == 0xFE)
            return (new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true), "UTF-16", 2);
        if (count >= 2 && bytes[0] == 0xFE && bytes[1] == 0xFF)
            return (new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true), "UTF-16", 2);
        return (Utf8, "UTF-8", 0);
    }
}
