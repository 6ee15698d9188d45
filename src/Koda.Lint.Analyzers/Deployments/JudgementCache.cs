using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Koda.Lint.Analyzers.Deployments;

/// <summary>
/// The last judgements by what was judged: an IDE makes a compilation for every key that is pressed in any C# file, and nearly always hands over the
/// same deployment.
/// </summary>
internal static class JudgementCache
{
    private const int Kept = 8;
    private static readonly object Gate = new();
    private static readonly LinkedList<(string Key, Judgement Value)> Entries = new();

    public static Judgement Get(string request, IReadOnlyDictionary<string, SourceText> texts, Func<Judgement> judge)
    {
        var text = new StringBuilder(request);
        foreach (var entry in texts)
        {
            text.Append('\n').Append(entry.Key).Append('\n').Append(entry.Value.Encoding?.GetPreamble().Length ?? 0).Append(' ');
            foreach (var b in entry.Value.GetChecksum())
                text.Append(b.ToString("x2", System.Globalization.CultureInfo.InvariantCulture));
        }

        var key = text.ToString();
        lock (Gate)
        {
            for (var node = Entries.First; node is not null; node = node.Next)
            {
                if (node.Value.Key != key)
                    continue;
                Entries.Remove(node);
                Entries.AddFirst(node);
                return node.Value.Value;
            }
        }

        var made = judge();
        lock (Gate)
        {
            Entries.AddFirst((key, made));
            if (Entries.Count > Kept)
                Entries.RemoveLast();
        }

        return made;
    }
}
