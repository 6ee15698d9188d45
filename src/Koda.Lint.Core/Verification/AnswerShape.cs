using System.Text.RegularExpressions;

namespace Koda.Lint.Verification;

/// <summary>
/// What makes an answer recognisable however often it is given: nonces, dates and build numbers differ from one to the next, the status, the kind and
/// the outline of the body do not.
/// </summary>
internal sealed class AnswerShape
{
    private static readonly Regex TitleElement = new(@"<title[^>]*>([^<]{1,200})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private readonly HttpAnswer _answer;
    private readonly string? _target;
    private readonly string? _outline;

    private AnswerShape(HttpAnswer answer, string? target, string? outline)
    {
        _answer = answer;
        _target = target;
        _outline = outline;
    }

    /// <summary>Whether it is a page, data, or neither.</summary>
    public string? Kind => _answer.IsRedirect ? null : _answer.IsPage ? "page" : _answer.MediaType.EndsWith("json", StringComparison.Ordinal) ? "json" : null;

    /// <summary>The shape of an answer.</summary>
    public static AnswerShape? Of(HttpExchange? exchange)
    {
        if (exchange?.Answer is not { } answer)
            return null;
        var target = answer.Target(exchange.Url)?.AbsolutePath;
        var body = answer.Body.Trim();
        var outline = answer.IsRedirect || body.Length == 0 ? ""
            : answer.IsPage && TitleOf(body) is { } title ? "title " + title
            : body[0] == '{' ? "keys " + string.Join(" ", KeysOf(body))
            : null;
        return new AnswerShape(answer, target, outline);
    }

    /// <summary>Whether the same server may have given both answers: nothing tells them apart but what changes from one answer to the next.</summary>
    public bool Matches(AnswerShape other) =>
        _answer.Status == other._answer.Status
        && _answer.MediaType == other._answer.MediaType
        && _target == other._target
        && ((_outline is not null && _outline == other._outline) || HasBodyOf(other));

    /// <summary>Whether the bodies are the same.</summary>
    public bool HasBodyOf(AnswerShape other) => _answer.Body == other._answer.Body;

    private static string? TitleOf(string page)
    {
        try
        {
            return TitleElement.Match(page) is { Success: true } match ? match.Groups[1].Value.Trim() : null;
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    /// <summary>The names of the outermost object's members, sorted.</summary>
    private static IEnumerable<string> KeysOf(string json)
    {
        var keys = new SortedSet<string>(StringComparer.Ordinal);
        var depth = 0;
        for (var i = 0; i < json.Length; i++)
        {
            var c = json[i];
            depth += c is '{' or '[' ? 1 : c is '}' or ']' ? -1 : 0;
            if (c != '"')
                continue;
            var start = ++i;
            while (i < json.Length && json[i] != '"')
                i += json[i] == '\\' ? 2 : 1;
            var end = Math.Min(i, json.Length);
            var next = i + 1;
            while (next < json.Length && json[next] is ' ' or '\n' or '\r' or '\t')
                next++;
            if (depth == 1 && next < json.Length && json[next] == ':')
                keys.Add(json.Substring(start, end - start));
        }

        return keys;
    }
}
