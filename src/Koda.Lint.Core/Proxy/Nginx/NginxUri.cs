using System.Text;

namespace Koda.Lint.Proxy.Nginx;

/// <summary>nginx's own idea of a URI's path.</summary>
internal static class NginxUri
{
    /// <summary>
    /// Decodes, merges slashes and resolves dots as ngx_http_parse_complex_uri does. Null for what nginx answers with 400.
    /// </summary>
    /// <param name="raw">The path as it came.</param>
    /// <param name="mergesSlashes">Whether <c>//</c> becomes <c>/</c>.</param>
    public static string? Normalize(string raw, bool mergesSlashes)
    {
        if (!raw.StartsWith('/'))
            return null;
        if (Decode(raw) is not { } bytes)
            return null;
        var decoded = Encoding.UTF8.GetString(bytes);
        var segments = new List<string>();
        var parts = decoded.Substring(1).Split('/');
        for (var i = 0; i < parts.Length; i++)
        {
            var isLast = i == parts.Length - 1;
            if (parts[i] == "..")
            {
                if (segments.Count == 0)
                    return null;
                segments.RemoveAt(segments.Count - 1);
                if (isLast)
                    segments.Add("");
            }
            else if (parts[i] == ".")
            {
                if (isLast)
                    segments.Add("");
            }
            else if (parts[i].Length > 0 || isLast || !mergesSlashes)
            {
                segments.Add(parts[i]);
            }
        }

        return "/" + string.Join("/", segments);
    }

    /// <summary>Escapes what nginx escapes in a path that it passes on (NGX_ESCAPE_URI).</summary>
    /// <param name="path">The decoded path.</param>
    public static string Escape(string path)
    {
        var output = new StringBuilder(path.Length);
        foreach (var b in Encoding.UTF8.GetBytes(path))
        {
            if (b is <= 0x20 or >= 0x7F || "\"#%<>?\\^`{|}".Contains((char)b))
                output.Append('%').Append("0123456789ABCDEF"[b >> 4]).Append("0123456789ABCDEF"[b & 15]);
            else
                output.Append((char)b);
        }

        return output.ToString();
    }

    private static byte[]? Decode(string raw)
    {
        var input = Encoding.UTF8.GetBytes(raw);
        var output = new List<byte>(input.Length);
        for (var i = 0; i < input.Length; i++)
        {
            if (input[i] != (byte)'%')
            {
                output.Add(input[i]);
                continue;
            }

            if (i + 2 >= input.Length || Hex(input[i + 1]) is not (>= 0 and var high) || Hex(input[i + 2]) is not (>= 0 and var low) || (high == 0 && low == 0))
                return null;
            output.Add((byte)((high << 4) | low));
            i += 2;
        }

        return [.. output];
    }

    private static int Hex(byte b) => b switch
    {
        >= (byte)'0' and <= (byte)'9' => b - '0',
        >= (byte)'a' and <= (byte)'f' => b - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => b - 'A' + 10,
        _ => -1,
    };
}
