using System.Diagnostics;
using CsCheck;
using Koda.Lint.Text;

namespace Koda.Lint.Core.Tests;

/// <summary>What every reader owes for any text: it returns, soon, and points only at characters that exist.</summary>
public static class ReaderProperties
{
    /// <summary>Reads random texts and samples with random wounds.</summary>
    /// <param name="read">Reads a file and yields every span it made.</param>
    /// <param name="alphabet">Fragments that mean something in the format.</param>
    /// <param name="samples">Texts to damage.</param>
    public static void Survive(Func<SourceFile, IEnumerable<SourceSpan>> read, IReadOnlyList<string> alphabet, params string[] samples)
    {
        var noise = Gen.OneOf(Gen.Int[0, alphabet.Count - 1].Select(i => alphabet[i]), Gen.Char.Select(c => c.ToString()), Gen.Char[" \n\t\"'`\\{}()[]$#;:,<>=@*/"].Select(c => c.ToString()));
        var random = noise.Array[0, 60].Select(string.Concat);
        var wounded = Gen.Select(Gen.Int[0, samples.Length - 1], Gen.Int[0, 5000], Gen.Int[0, 40], noise.Array[0, 3], Gen.Int[0, 5000], noise)
            .Select((sample, at, cut, insert, at2, insert2) => Wound(Wound(samples[sample], at, cut, string.Concat(insert)), at2, 0, insert2));
        Gen.OneOf(random, wounded).Sample(text => Check(read, text), iter: 3000, threads: 1);
        foreach (var sample in samples)
        {
            for (var length = 0; length < sample.Length; length += Math.Max(1, sample.Length / 400))
                Check(read, sample[..length]);
        }
    }

    /// <summary>Reads a megabyte made of a repeated fragment within a few seconds: a reader that looks back gets nowhere near.</summary>
    public static void ReadInLinearTime(Func<SourceFile, IEnumerable<SourceSpan>> read, params string[] fragments)
    {
        foreach (var fragment in fragments)
        {
            var text = string.Concat(Enumerable.Repeat(fragment, (1 << 20) / fragment.Length));
            var clock = Stopwatch.StartNew();
            Check(read, text);
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"1 MB of `{fragment}` took {clock.Elapsed}");
        }
    }

    private static void Check(Func<SourceFile, IEnumerable<SourceSpan>> read, string text)
    {
        foreach (var span in read(new SourceFile("input", text)))
        {
            Assert.NotNull(span.File);
            Assert.InRange(span.Start, 0, span.File.Text.Length);
            Assert.InRange(span.End, span.Start, span.File.Text.Length);
        }
    }

    private static string Wound(string text, int at, int cut, string insert)
    {
        at = text.Length == 0 ? 0 : at % (text.Length + 1);
        return text[..at] + insert + text[Math.Min(text.Length, at + cut)..];
    }
}
