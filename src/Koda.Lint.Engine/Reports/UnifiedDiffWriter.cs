using System.Globalization;
using Koda.Lint.Files;
using Koda.Lint.Fixes;
using Koda.Lint.Secrets;
using Koda.Lint.Text;

namespace Koda.Lint.Reports;

/// <summary>Writes what a run of fixes would change as a unified diff. Secrets are masked in it, so lines with one are for reading, not for <c>patch</c>.</summary>
public static class UnifiedDiffWriter
{
    private const int Context = 3;
    private const string Mask = "***";

    /// <summary>The most comparisons of lines; beyond it everything between the first and the last change is shown as changed.</summary>
    private const long MaxComparisons = 4_000_000;

    /// <summary>Writes the changes.</summary>
    /// <param name="outcome">What a run would change.</param>
    /// <param name="output">Where to write.</param>
    /// <param name="folder">The folder that paths are seen from, absolute.</param>
    public static void Write(FixOutcome outcome, TextWriter output, string folder)
    {
        foreach (var changed in outcome.Files)
            Write(changed, output, folder);
        foreach (var mode in outcome.Modes)
        {
            var name = Printable.Of(RelativePath.From(folder, mode.Path));
            output.Write("diff --git a/" + name + " b/" + name + "\nold mode " + ModeOf(mode.Before) + "\nnew mode " + ModeOf(mode.Mode) + "\n");
        }
    }

    private static string ModeOf(int bits) => "100" + Convert.ToString(bits, 8).PadLeft(3, '0');

    private static void Write(ChangedFile changed, TextWriter output, string folder)
    {
        var name = Printable.Of(RelativePath.From(folder, changed.Before.Path));
        output.Write("--- a/" + name + "\n+++ b/" + name + "\n");
        var before = LinesOf(changed.Before);
        var after = LinesOf(changed.After);
        foreach (var hunk in HunksOf(Compare(before, after)))
            Write(hunk, output);
    }

    private static void Write(List<Row> hunk, TextWriter output)
    {
        output.Write("@@ -" + RangeOf(hunk, row => row.Old) + " +" + RangeOf(hunk, row => row.New) + " @@\n");
        foreach (var row in hunk)
        {
            output.Write(row.Old is null ? '+' : row.New is null ? '-' : ' ');
            output.Write((row.Old ?? row.New)!.Shown + "\n");
            if ((row.Old ?? row.New)!.IsUnfinished)
                output.Write("\\ No newline at end of file\n");
        }
    }

    private static string RangeOf(List<Row> hunk, Func<Row, Line?> side)
    {
        var lines = hunk.Select(side).Where(line => line is not null).ToList();
        var first = lines.Count == 0 ? 0 : lines[0]!.Number;
        return first.ToString(CultureInfo.InvariantCulture) + (lines.Count == 1 ? "" : "," + lines.Count.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Changes with the lines around them; changes whose surroundings touch are one hunk.</summary>
    private static IEnumerable<List<Row>> HunksOf(List<Row> rows)
    {
        var hunk = new List<Row>();
        var same = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i].Old is null || rows[i].New is null)
            {
                if (hunk.Count == 0)
                    hunk.AddRange(rows.Skip(Math.Max(0, i - Context)).Take(i - Math.Max(0, i - Context)));
                hunk.Add(rows[i]);
                same = 0;
            }
            else if (hunk.Count > 0)
            {
                hunk.Add(rows[i]);
                if (++same > 2 * Context)
                {
                    yield return hunk.Take(hunk.Count - same + Context).ToList();
                    hunk.Clear();
                    same = 0;
                }
            }
        }

        if (hunk.Count > 0)
            yield return hunk.Take(hunk.Count - Math.Max(0, same - Context)).ToList();
    }

    /// <summary>The lines of both texts side by side, by their longest common subsequence.</summary>
    private static List<Row> Compare(List<Line> before, List<Line> after)
    {
        var start = 0;
        while (start < before.Count && start < after.Count && before[start].Text == after[start].Text)
            start++;
        var (beforeEnd, afterEnd) = (before.Count, after.Count);
        while (beforeEnd > start && afterEnd > start && before[beforeEnd - 1].Text == after[afterEnd - 1].Text)
            (beforeEnd, afterEnd) = (beforeEnd - 1, afterEnd - 1);

        var rows = new List<Row>();
        for (var i = 0; i < start; i++)
            rows.Add(new Row(before[i], after[i]));
        rows.AddRange(CompareMiddle(before.GetRange(start, beforeEnd - start), after.GetRange(start, afterEnd - start)));
        for (var i = 0; beforeEnd + i < before.Count; i++)
            rows.Add(new Row(before[beforeEnd + i], after[afterEnd + i]));
        return rows;
    }

    private static IEnumerable<Row> CompareMiddle(List<Line> before, List<Line> after)
    {
        if ((long)before.Count * after.Count > MaxComparisons)
            return before.Select(line => new Row(line, null)).Concat(after.Select(line => new Row(null, line)));
        var common = new int[before.Count + 1, after.Count + 1];
        for (var i = before.Count - 1; i >= 0; i--)
        {
            for (var j = after.Count - 1; j >= 0; j--)
                common[i, j] = before[i].Text == after[j].Text ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        }

        var rows = new List<Row>();
        for (int i = 0, j = 0; i < before.Count || j < after.Count;)
        {
            if (i < before.Count && j < after.Count && before[i].Text == after[j].Text)
                rows.Add(new Row(before[i++], after[j++]));
            else if (j == after.Count || (i < before.Count && common[i + 1, j] >= common[i, j + 1]))
                rows.Add(new Row(before[i++], null));
            else
                rows.Add(new Row(null, after[j++]));
        }

        return rows;
    }

    private static List<Line> LinesOf(SourceFile file)
    {
        var secrets = SecretSpans.Find(file.Text);
        var lines = new List<Line>();
        var next = 0;
        for (int start = 0, end; start < file.Text.Length; start = end)
        {
            var lineBreak = file.Text.IndexOf('\n', start);
            end = lineBreak < 0 ? file.Text.Length : lineBreak + 1;
            while (next < secrets.Count && secrets[next].End <= start)
                next++;
            lines.Add(new Line(lines.Count + 1, file.Text.Substring(start, end - start), Shown(file.Text, start, lineBreak < 0 ? end : lineBreak, secrets, next), lineBreak < 0));
        }

        return lines;
    }

    private static string Shown(string text, int start, int end, IReadOnlyList<(int Start, int End)> secrets, int next)
    {
        var hasReturn = end > start && text[end - 1] == '\r';
        end -= hasReturn ? 1 : 0;
        var shown = "";
        for (; next < secrets.Count && secrets[next].Start < end; next++)
        {
            shown += text.Substring(start, Math.Max(0, secrets[next].Start - start)) + Mask;
            start = Math.Min(end, secrets[next].End);
        }

        return string.Join("\t", (shown + text.Substring(start, end - start)).Split('\t').Select(Printable.Of)) + (hasReturn ? "\r" : "");
    }

    /// <summary>A line: its text with the line break, and what of it may be seen.</summary>
    private sealed record Line(int Number, string Text, string Shown, bool IsUnfinished);

    /// <summary>A line of the old text, of the new one, or the same in both.</summary>
    private sealed record Row(Line? Old, Line? New);
}
