using Koda.Lint.Analyzers.Flow;

namespace Koda.Lint.Analyzers.Cookies;

/// <summary>A <c>Set-Cookie</c> header as text. Syntax: RFC 6265, section 4.1.1.</summary>
internal sealed class SetCookieText
{
    private SetCookieText(
        TextValue text, string? name, bool isDeleted, CookieFlag secure, CookieFlag httpOnly, CookieFlag sameSite, Microsoft.CodeAnalysis.Location? sameSiteValue)
    {
        End = text.Pieces[text.Pieces.Count - 1].Source?.GetLocation();
        SameSiteValue = sameSiteValue;
        Name = name;
        IsDeleted = isDeleted;
        Secure = secure;
        HttpOnly = httpOnly;
        SameSite = sameSite;
    }

    /// <summary>The cookie's name, or null when it is not known.</summary>
    public string? Name { get; }

    public bool IsDeleted { get; }

    public CookieFlag Secure { get; }

    public CookieFlag HttpOnly { get; }

    public CookieFlag SameSite { get; }

    /// <summary>A flag by the name of the attribute.</summary>
    public CookieFlag Flag(string name) => name switch
    {
        "Secure" => Secure,
        "HttpOnly" => HttpOnly,
        _ => SameSite,
    };

    /// <summary>The literal or the expression that the text ends with, or null when nobody wrote it.</summary>
    public Microsoft.CodeAnalysis.Location? End { get; }

    /// <summary>The characters after <c>SameSite=</c>, or null when they stand nowhere.</summary>
    public Microsoft.CodeAnalysis.Location? SameSiteValue { get; }

    /// <summary>Reads a header's value, or gives null when a part that is not known may hold the flags.</summary>
    public static SetCookieText? Read(TextValue text)
    {
        var parts = text.Content.Split(';');
        var equals = parts[0].IndexOf('=');
        if (equals <= 0)
            return null;
        var name = parts[0].Substring(0, equals).Trim();
        bool isSecure = false, isHttpOnly = false, isDeleted = false;
        var sameSite = new CookieFlag(FlagState.Missing, text.Origin);
        Microsoft.CodeAnalysis.Location? sameSiteValue = null;
        var start = parts[0].Length + 1;
        for (var i = 1; i < parts.Length; start += parts[i].Length + 1, i++)
        {
            var part = parts[i].Trim();
            var separator = part.IndexOf('=');
            var key = (separator < 0 ? part : part.Substring(0, separator)).Trim();
            var value = separator < 0 ? "" : part.Substring(separator + 1).Trim();
            if (key.Contains(TextPiece.Hole))
                return null;
            switch (key.ToUpperInvariant())
            {
                case "SECURE":
                    isSecure = true;
                    break;
                case "HTTPONLY":
                    isHttpOnly = true;
                    break;
                case "SAMESITE":
                    sameSite = value.Contains(TextPiece.Hole) ? CookieFlag.Unknown
                        : value.Equals("strict", StringComparison.OrdinalIgnoreCase) ? CookieFlag.On
                        : new CookieFlag(FlagState.Off, text.Origin, value.Equals("lax", StringComparison.OrdinalIgnoreCase) ? 1 : 0);
                    sameSiteValue = PlaceOf(text, start + parts[i].IndexOf(value, StringComparison.Ordinal), value.Length);
                    break;
                case "MAX-AGE":
                    isDeleted |= value.StartsWith("-", StringComparison.Ordinal) || value == "0";
                    break;
                case "EXPIRES":
                    isDeleted |= value.Contains(" 1970 ") || value.Contains("-1970 ") || value == "0";
                    break;
            }
        }

        // A part that is not known at the very end of the value may bring flags of its own: "session=1" + flags.
        if (parts[parts.Length - 1].EndsWith(TextPiece.Hole, StringComparison.Ordinal) && parts.Length > 1)
            return null;
        var missing = new CookieFlag(FlagState.Missing, text.Origin);
        return new SetCookieText(
            text, name.Contains(TextPiece.Hole) ? null : name, isDeleted, isSecure ? CookieFlag.On : missing, isHttpOnly ? CookieFlag.On : missing, sameSite, sameSiteValue);
    }

    private static Microsoft.CodeAnalysis.Location? PlaceOf(TextValue text, int start, int length)
    {
        var (piece, offset) = text.PieceAt(start);
        return length > 0 && piece.Text is not null ? LiteralText.Locate(piece, offset, length) : null;
    }
}
