using System.Text;

namespace Koda.Lint.Proxy.Caddy;

/// <summary>Caddy's handling of URL paths: cleaning, matching and stripping (modules/caddyhttp).</summary>
internal static class CaddyPath
{
    /// <summary>A path without <c>//</c>, <c>.</c> and <c>..</c>; a last slash stays.</summary>
    /// <param name="path">The path.</param>
    /// <param name="mergesSlashes">Whether <c>//</c> becomes <c>/</c>.</param>
    public static string Clean(string path, bool mergesSlashes)
    {
        var isRooted = path.StartsWith('/');
        var segments = new List<string>();
        var parts = path.Split('/');
        for (var i = 0; i < parts.Length; i++)
        {
            var part = parts[i];
            var isEdge = i == 0 || i == parts.Length - 1;
            if (part == "." || (part.Length == 0 && (mergesSlashes || isEdge)))
                continue;
            if (part != "..")
                segments.Add(part);
            else if (segments.Count > 0 && segments[segments.Count - 1] != "..")
                segments.RemoveAt(segments.Count - 1);
            else if (!isRooted)
                segments.Add(part);
        }

        var cleaned = (isRooted ? "/" : "") + string.Join("/", segments);
        if (cleaned.Length == 0)
            cleaned = ".";
        return cleaned != "/" && path.EndsWith('/') ? cleaned + "/" : cleaned;
    }

    /// <summary>Whether a pattern of the <c>path</c> matcher takes a path; case does not matter.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="path">The decoded path.</param>
    /// <param name="escapedPath">The path with its escapes.</param>
    /// <param name="traits">What the version does.</param>
    public static bool Matches(string pattern, string path, string escapedPath, CaddyTraits traits)
    {
        if (pattern == "*")
            return true;
        pattern = pattern.ToLowerInvariant();
        var mergesSlashes = !pattern.Contains("//", StringComparison.Ordinal);
        if (pattern.Contains('%'))
            return MatchesEscaped(pattern, Clean(escapedPath, mergesSlashes).ToLowerInvariant());
        if (traits.IgnoresLastDots)
            path = path.TrimEnd('.', ' ');
        path = Clean(path.ToLowerInvariant(), mergesSlashes);
        var stars = pattern.Count(c => c == '*');
        if (stars == 2 && pattern.Length > 1 && pattern.StartsWith('*') && pattern.EndsWith('*'))
            return path.Contains(pattern.Substring(1, pattern.Length - 2), StringComparison.Ordinal);
        if (stars == 1 && pattern.StartsWith('*'))
            return path.EndsWith(pattern.Substring(1), StringComparison.Ordinal);
        if (stars == 1 && pattern.EndsWith('*'))
            return path.StartsWith(pattern.Substring(0, pattern.Length - 1), StringComparison.Ordinal);
        return new Glob(pattern, '/').IsMatch(path);
    }

    /// <summary>
    /// Takes a prefix away, without regard to case. Where the prefix writes a character as an escape, so must the path;
    /// elsewhere an escape in the path counts as its character.
    /// </summary>
    public static string TrimPrefix(string escapedPath, string prefix)
    {
        var at = 0;
        var matched = 0;
        while (at < escapedPath.Length && matched < prefix.Length)
        {
            var c = escapedPath[at].ToString();
            if (c == "%" && prefix[matched] != '%' && at + 2 < escapedPath.Length)
            {
                c = Unescape(escapedPath.Substring(at, 3)) ?? c;
                at += 2;
            }

            if (!string.Equals(c, prefix[matched].ToString(), StringComparison.OrdinalIgnoreCase))
                return escapedPath;
            at++;
            matched++;
        }

        return matched >= prefix.Length ? escapedPath.Substring(at) : escapedPath;
    }

    /// <summary>Takes a suffix away, by the rules of <see cref="TrimPrefix"/> from the end.</summary>
    public static string TrimSuffix(string escapedPath, string suffix) => Reverse(TrimPrefix(Reverse(escapedPath), Reverse(suffix)));

    /// <summary>Decodes percent-escapes; null when one of them is broken.</summary>
    public static string? Unescape(string text)
    {
        if (!text.Contains('%'))
            return text;
        var input = Encoding.UTF8.GetBytes(text);
        var output = new List<byte>(input.Length);
        for (var i = 0; i < input.Length; i++)
        {
            if (input[i] != (byte)'%')
            {
                output.Add(input[i]);
                continue;
            }

            if (i + 2 >= input.Length || Hex(input[i + 1]) is not (>= 0 and var high) || Hex(input[i + 2]) is not (>= 0 and var low))
                return null;
            output.Add((byte)((high << 4) | low));
            i += 2;
        }

        return Encoding.UTF8.GetString([.. output]);
    }

    /// <summary>Escapes a path as Go's net/url does.</summary>
    public static string Escape(string path)
    {
        var output = new StringBuilder(path.Length);
        foreach (var b in Encoding.UTF8.GetBytes(path))
        {
            if (b is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'0' and <= (byte)'9') || "-_.~$&+,/:;=@".Contains((char)b))
                output.Append((char)b);
            else
                output.Append('%').Append("0123456789ABCDEF"[b >> 4]).Append("0123456789ABCDEF"[b & 15]);
        }

        return output.ToString();
    }

    /// <summary>
    /// Matches in escaped space: where the pattern has an escape the path must have the same, elsewhere an escape of the
    /// path counts as its character; <c>%*</c> in the pattern spans escapes.
    /// </summary>
    private static bool MatchesEscaped(string pattern, string escapedPath)
    {
        var text = new StringBuilder();
        var at = 0;
        for (var i = 0; i < pattern.Length && at < escapedPath.Length; i++)
        {
            if (pattern[i] == '*' || (pattern[i] == '%' && i + 1 < pattern.Length && pattern[i + 1] == '*'))
                break;
            if (escapedPath[at] == '%' && pattern[i] != '%' && at + 2 < escapedPath.Length)
            {
                text.Append(Unescape(escapedPath.Substring(at, 3)) ?? "%");
                at += 3;
            }
            else
            {
                text.Append(escapedPath[at++]);
            }
        }

        return new Glob(pattern.Replace("%*", "*"), '/').IsMatch(text + escapedPath.Substring(at));
    }

    private static string Reverse(string text)
    {
        var characters = text.ToCharArray();
        Array.Reverse(characters);
        return new string(characters);
    }

    private static int Hex(byte b) => b switch
    {
        >= (byte)'0' and <= (byte)'9' => b - '0',
        >= (byte)'a' and <= (byte)'f' => b - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => b - 'A' + 10,
        _ => -1,
    };
}
