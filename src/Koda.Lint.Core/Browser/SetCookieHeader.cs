using System.Globalization;

namespace Koda.Lint.Browser;

/// <summary>A <c>Set-Cookie</c> header's value, read as a browser reads it (RFC 6265, section 5.2).</summary>
public sealed class SetCookieHeader
{
    private const string Hidden = "…";

    private readonly string? _maxAge;
    private readonly string? _expires;

    private SetCookieHeader(string name, bool isEmpty, Dictionary<string, (string Value, int Start, int Length)> attributes)
    {
        Name = name;
        IsEmpty = isEmpty;
        IsSecure = attributes.ContainsKey("SECURE");
        IsHttpOnly = attributes.ContainsKey("HTTPONLY");
        if (attributes.TryGetValue("SAMESITE", out var sameSite))
            (SameSite, SameSiteStart, SameSiteLength) = sameSite;
        _maxAge = attributes.TryGetValue("MAX-AGE", out var maxAge) ? maxAge.Value : null;
        _expires = attributes.TryGetValue("EXPIRES", out var expires) ? expires.Value : null;
    }

    /// <summary>The cookie's name; empty for a value alone.</summary>
    public string Name { get; }

    /// <summary>Whether the cookie holds nothing.</summary>
    public bool IsEmpty { get; }

    /// <summary>Whether it has <c>Secure</c>.</summary>
    public bool IsSecure { get; }

    /// <summary>Whether it has <c>HttpOnly</c>.</summary>
    public bool IsHttpOnly { get; }

    /// <summary>The value of its last <c>SameSite</c>, or null.</summary>
    public string? SameSite { get; }

    /// <summary>Offset of the attribute <c>SameSite=…</c> in the text.</summary>
    public int SameSiteStart { get; }

    /// <summary>Length of that attribute.</summary>
    public int SameSiteLength { get; }

    /// <summary>Reads a header's value. Anything is one; attributes that nobody knows are ignored.</summary>
    /// <param name="text">The value.</param>
    public static SetCookieHeader Parse(string text)
    {
        var end = EndOfPair(text);
        var equals = text.IndexOf('=', 0, end);
        var name = equals < 0 ? "" : text.Substring(0, equals).Trim();
        var value = text.Substring(equals + 1, end - equals - 1).Trim();

        // The last attribute of a name counts.
        var attributes = new Dictionary<string, (string, int, int)>(StringComparer.Ordinal);
        for (var start = end + 1; start <= text.Length;)
        {
            var next = text.IndexOf(';', start);
            if (next < 0)
                next = text.Length;
            var part = text.Substring(start, next - start);
            var separator = part.IndexOf('=');
            var key = (separator < 0 ? part : part.Substring(0, separator)).Trim().ToUpperInvariant();
            var first = start + part.Length - part.TrimStart().Length;
            attributes[key] = (separator < 0 ? "" : part.Substring(separator + 1).Trim(), first, part.Trim().Length);
            start = next + 1;
        }

        return new SetCookieHeader(name, value.Length == 0 || value == "\"\"", attributes);
    }

    /// <summary>The header without the cookie's value, which may be a session: <c>name=…; Path=/</c>.</summary>
    /// <param name="text">The value of the header.</param>
    public static string WithoutValue(string text)
    {
        var end = EndOfPair(text);
        var start = text.IndexOf('=', 0, end) + 1;
        return text.Substring(start, end - start).Trim().Length == 0 ? text : text.Substring(0, start) + Hidden + text.Substring(end);
    }

    /// <summary>Whether the header takes the cookie away: it is empty, or its time has passed.</summary>
    /// <param name="now">The time of the answer.</param>
    public bool IsDeletion(DateTimeOffset now)
    {
        if (IsEmpty)
            return true;
        if (_maxAge is { Length: > 0 } age && age.Skip(age[0] == '-' ? 1 : 0).All(c => c is >= '0' and <= '9'))
            return age[0] == '-' || age.All(c => c == '0');
        return _expires is { } expires
            && DateTimeOffset.TryParse(expires.Replace('-', ' '), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) && time <= now;
    }

    private static int EndOfPair(string text) => text.IndexOf(';') is >= 0 and var semicolon ? semicolon : text.Length;
}
