using System.Globalization;
using System.Text.RegularExpressions;
using Koda.Lint.Text;

namespace Koda.Lint.Proxy.Caddy;

/// <summary>
/// Puts the arguments of an <c>import</c> into what it imports: <c>{args[0]}</c>, <c>{args.0}</c>, <c>{args[1:]}</c>, and the
/// lines of its block for <c>{block}</c> (https://caddyserver.com/docs/caddyfile/directives/import).
/// </summary>
internal static class CaddyImportArguments
{
    private static readonly Regex Placeholder = new(@"\{args(?:\[(\d{0,4})(:?)(\d{0,4})\]|\.(\d{1,4}))\}", RegexOptions.CultureInvariant);

    public static List<CaddyToken> Apply(List<CaddyToken> tokens, List<ConfigWord> arguments, List<CaddyToken> block)
    {
        if (!tokens.Exists(t => t.Word.Value == "{block}" || t.Word.Value.Contains("{args", StringComparison.Ordinal)))
            return tokens;
        var output = new List<CaddyToken>(tokens.Count);
        foreach (var token in tokens)
        {
            if (!token.Word.IsQuoted && token.Word.Value == "{block}")
                output.AddRange(block);
            else if (Placeholder.Match(token.Word.Value) is { Success: true } match && match.Length == token.Word.Value.Length && match.Groups[2].Length > 0)
                output.AddRange(Range(match, arguments).Select((word, i) => new CaddyToken(word, token.StartsLine && i == 0)));
            else
                output.Add(token with { Word = Substitute(token.Word, arguments) });
        }

        return output;
    }

    private static IEnumerable<ConfigWord> Range(Match match, List<ConfigWord> arguments)
    {
        var from = Number(match.Groups[1]) ?? 0;
        var to = Math.Min(Number(match.Groups[3]) ?? arguments.Count, arguments.Count);
        return arguments.Skip(from).Take(Math.Max(0, to - from));
    }

    private static ConfigWord Substitute(ConfigWord word, List<ConfigWord> arguments)
    {
        var matches = Placeholder.Matches(word.Value);
        if (matches.Count == 0)
            return word;
        var builder = new MappedTextBuilder();
        var taken = 0;
        foreach (Match match in matches)
        {
            var index = Number(match.Groups[4]) ?? (match.Groups[2].Length == 0 ? Number(match.Groups[1]) : null);
            if (index is not { } i || i >= arguments.Count)
                continue;
            builder.Append(word.Text, taken, match.Index - taken);
            builder.Append(arguments[i].Text, 0, arguments[i].Value.Length);
            taken = match.Index + match.Length;
        }

        builder.Append(word.Text, taken, word.Value.Length - taken);
        return word with { Text = builder.ToText(word.Text.Span) };
    }

    private static int? Number(Group group) => group.Length == 0 ? null : int.Parse(group.Value, CultureInfo.InvariantCulture);
}
