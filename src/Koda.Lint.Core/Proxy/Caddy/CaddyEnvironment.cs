using Koda.Lint.Text;

namespace Koda.Lint.Proxy.Caddy;

/// <summary>Puts environment variables into a Caddyfile's text, as Caddy does before it splits it into words.</summary>
internal static class CaddyEnvironment
{
    /// <summary>Replaces <c>{$NAME}</c> and <c>{$NAME:default}</c>.</summary>
    /// <param name="file">The file.</param>
    /// <param name="environment">The value of a variable, or null.</param>
    /// <param name="unresolved">Takes the variables without value and default; their text stays, so that the words around keep their sense.</param>
    public static MappedText Substitute(SourceFile file, Func<string, string?> environment, List<CaddyVariable> unresolved)
    {
        var text = file.Text;
        var whole = new SourceSpan(file, 0, text.Length);
        var open = text.IndexOf("{$", StringComparison.Ordinal);
        if (open < 0)
            return MappedText.Of(whole);

        var builder = new MappedTextBuilder();
        var taken = 0;
        while (open >= 0)
        {
            var close = text.IndexOf('}', open);
            if (close < 0)
                break;
            var inside = text.Substring(open + 2, close - open - 2);
            var colon = inside.IndexOf(':');
            var name = colon < 0 ? inside : inside.Substring(0, colon);
            var span = new SourceSpan(file, open, close + 1);
            var value = name.Length == 0 ? null : environment(name);
            if (value is not null)
            {
                builder.AppendVerbatim(file, taken, open - taken);
                builder.Append(value, span);
                taken = close + 1;
            }
            else if (name.Length > 0 && colon >= 0)
            {
                builder.AppendVerbatim(file, taken, open - taken);
                builder.AppendVerbatim(file, open + 2 + colon + 1, inside.Length - colon - 1);
                taken = close + 1;
            }
            else if (name.Length > 0)
            {
                unresolved.Add(new CaddyVariable(name, span));
            }

            open = text.IndexOf("{$", close + 1, StringComparison.Ordinal);
        }

        builder.AppendVerbatim(file, taken, text.Length - taken);
        return builder.ToText(whole);
    }
}
