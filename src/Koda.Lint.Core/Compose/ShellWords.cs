using System.Text;

namespace Koda.Lint.Compose;

/// <summary>
/// Splits a command line as Compose does: quotes and backslashes as a shell has them, nothing expanded, and everything from
/// an unquoted <c>;</c>, <c>&amp;</c>, <c>|</c>, <c>&lt;</c> or <c>&gt;</c> on is dropped, because no shell is there to run it.
/// </summary>
internal static class ShellWords
{
    /// <summary>The words, or null when a quote or bracket is left open.</summary>
    public static List<string>? Split(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var hasWord = false;
        var quote = '\0';
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (c == '\\' && quote != '\'')
            {
                if (++i == line.Length)
                    return null;
                word.Append(line[i] switch { 't' => '\t', 'n' => '\n', var other => other });
                hasWord = true;
            }
            else if (c is ' ' or '\t' or '\r' or '\n' && quote == '\0')
            {
                if (hasWord)
                    words.Add(word.ToString());
                word.Clear();
                hasWord = false;
            }
            else if (c is '"' or '\'' && (quote == '\0' || quote == c))
            {
                hasWord |= quote == c;
                quote = quote == c ? '\0' : c;
            }
            else if (quote == '\0' && c is ';' or '&' or '|' or '<' or '>')
            {
                if (c == '>' && word.Length > 0 && word[0] is >= '0' and <= '9')
                    hasWord = false;
                break;
            }
            else
            {
                if (!Bracket(c, word, ref quote))
                    return null;
                word.Append(c);
                hasWord = true;
            }
        }

        if (hasWord)
            words.Add(word.ToString());
        return quote == '\0' ? words : null;
    }

    /// <summary>Back quotes and <c>$(…)</c> keep their blanks, as if a shell would run them.</summary>
    private static bool Bracket(char c, StringBuilder word, ref char quote)
    {
        switch (c)
        {
            case '`' when quote is '\0' or '`':
                quote = quote == '\0' ? '`' : '\0';
                return true;
            case ')' when quote is '\0' or '(':
                quote = quote == '\0' ? '(' : '\0';
                return true;
            case '(' when quote is '\0' or '(':
                var opens = quote == '\0' && word.Length > 0 && word[word.Length - 1] == '$';
                quote = '(';
                return opens;
            default:
                return true;
        }
    }
}
