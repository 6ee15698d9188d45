using System.Text;
using Koda.Lint.Markup;
using Koda.Lint.Text;

namespace Koda.Lint.Verification;

/// <summary>
/// The lines of an answer that findings point into: the question, the status, the headers that a rule reads, and the policies of the page's
/// <c>meta</c> elements. No cookie's value is among them.
/// </summary>
public sealed class AnswerHead
{
    private static readonly HashSet<string> Shown = new(StringComparer.OrdinalIgnoreCase)
    {
        "Content-Type", "Content-Security-Policy", "Content-Security-Policy-Report-Only", "Location", "Set-Cookie", "Strict-Transport-Security", "X-Frame-Options",
    };

    private readonly List<HeadLine> _headers = [];
    private readonly List<HeadLine> _metaPolicies = [];

    private AnswerHead(HttpExchange exchange)
    {
        var text = new StringBuilder().Append(exchange.Method).Append(' ').Append(exchange.Url.AbsoluteUri).Append('\n');
        var status = text.Length;
        var statusEnd = status;
        var lines = new List<(bool IsMeta, string Name, int Start, string Value)>();
        if (exchange.Answer is { } answer)
        {
            text.Append("HTTP ").Append(answer.Status.ToString(System.Globalization.CultureInfo.InvariantCulture));
            statusEnd = text.Length;
            text.Append('\n');
            foreach (var header in answer.Headers.Where(header => Shown.Contains(header.Name)))
                Append(isMeta: false, header.Name, header.Name + ": ", header.Value, "");
            foreach (var policy in answer.IsPage ? MetaPolicyFinder.Find(new SourceFile(exchange.Url.AbsoluteUri, answer.Body)) : [])
                Append(isMeta: true, "Content-Security-Policy", "<meta http-equiv=\"Content-Security-Policy\" content=\"", policy.Value.Value, "\">");
        }

        File = new SourceFile(exchange.Url.AbsoluteUri, text.ToString());
        Status = new SourceSpan(File, status, statusEnd);
        foreach (var (isMeta, name, start, value) in lines)
            (isMeta ? _metaPolicies : _headers).Add(new HeadLine(name, value, new SourceSpan(File, start, start + value.Length)));

        void Append(bool isMeta, string name, string before, string value, string after)
        {
            // A value that runs over lines is one to a browser.
            value = value.Replace('\r', ' ').Replace('\n', ' ');
            text.Append(before);
            lines.Add((isMeta, name, text.Length, value));
            text.Append(value).Append(after).Append('\n');
        }
    }

    /// <summary>The lines as a file whose path is the URL.</summary>
    public SourceFile File { get; }

    /// <summary>The line of the status: the place of what the answer lacks.</summary>
    public SourceSpan Status { get; }

    /// <summary>Makes the lines.</summary>
    /// <param name="exchange">A question and its answer.</param>
    public static AnswerHead Of(HttpExchange exchange) => new(exchange);

    /// <summary>The headers of a name, with their places.</summary>
    /// <param name="name">The name in any case.</param>
    public IEnumerable<HeadLine> Headers(string name) => _headers.Where(line => string.Equals(line.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The policies that the page itself brings.</summary>
    public IReadOnlyList<HeadLine> MetaPolicies => _metaPolicies;
}

/// <summary>A header or a page's policy.</summary>
/// <param name="Name">The header's name.</param>
/// <param name="Value">Its value.</param>
/// <param name="Span">The value's place.</param>
public sealed record HeadLine(string Name, string Value, SourceSpan Span)
{
    /// <summary>The place of a part of the value.</summary>
    /// <param name="start">Offset in the value.</param>
    /// <param name="length">How many UTF-16 units.</param>
    public SourceSpan Part(int start, int length) => new(Span.File, Span.Start + start, Span.Start + start + length);
}
