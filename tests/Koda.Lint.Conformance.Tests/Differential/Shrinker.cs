using System.Text;

namespace Koda.Lint.Conformance.Tests.Differential;

/// <summary>Takes out of a sample whatever its disagreement does not need.</summary>
internal static class Shrinker
{
    private const int MaxAttempts = 600;

    public static Sample Shrink(Sample sample, Func<Sample, bool> disagrees)
    {
        var attempts = 0;
        while (Candidates(sample).FirstOrDefault(candidate => attempts++ < MaxAttempts && disagrees(candidate)) is { } smaller && attempts < MaxAttempts)
            sample = smaller;
        return sample;
    }

    private static IEnumerable<Sample> Candidates(Sample sample)
    {
        foreach (var name in sample.Files.Keys)
            yield return sample with { Files = sample.Files.Where(f => f.Key != name).ToDictionary() };
        for (var i = 0; i < sample.Options.Count; i++)
        {
            if (sample.Options[i].StartsWith('-'))
                yield return sample with { Options = [.. sample.Options.Where((_, at) => at != i && at != i + 1)] };
        }

        foreach (var name in sample.Shell.Keys)
            yield return sample with { Shell = sample.Shell.Where(v => v.Key != name).ToDictionary() };
        foreach (var (name, text) in sample.Files)
        {
            foreach (var smaller in Blocks(text).Concat(FlowParts(text)))
                yield return sample with { Files = sample.Files.ToDictionary(f => f.Key, f => f.Key == name ? smaller : f.Value) };
        }
    }

    /// <summary>A line with the lines that are indented deeper; long ones first.</summary>
    private static IEnumerable<string> Blocks(string text)
    {
        var lines = text.TrimEnd('\n').Split('\n');
        var blocks = new List<(int Start, int End)>();
        for (var i = 0; i < lines.Length; i++)
        {
            var end = i + 1;
            while (end < lines.Length && (lines[end].Trim().Length == 0 || Indent(lines[end]) > Indent(lines[i])))
                end++;
            blocks.Add((i, end));
            if (end > i + 1)
                blocks.Add((i, i + 1));
        }

        return blocks.OrderByDescending(b => b.End - b.Start).Select(b => string.Concat(lines.Where((_, i) => i < b.Start || i >= b.End).Select(line => line + "\n")));
    }

    private static int Indent(string line) => line.Length - line.TrimStart(' ').Length;

    /// <summary>An item of a flow list or an entry of a flow mapping.</summary>
    private static IEnumerable<string> FlowParts(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('[' or '{' or ','))
                continue;
            var end = PartEnd(text, i + 1);
            if (end < 0 || end == i + 1)
                continue;
            var from = text[i] == ',' ? i : i + 1;
            var to = text[i] != ',' && text[end] == ',' ? end + 1 : end;
            yield return new StringBuilder(text).Remove(from, to - from).ToString();
        }
    }

    private static int PartEnd(string text, int start)
    {
        var depth = 0;
        for (var i = start; i < text.Length && text[i] != '\n'; i++)
        {
            switch (text[i])
            {
                case '[' or '{':
                    depth++;
                    break;
                case ']' or '}' when depth == 0:
                    return i;
                case ']' or '}':
                    depth--;
                    break;
                case ',' when depth == 0:
                    return i;
            }
        }

        return -1;
    }
}
