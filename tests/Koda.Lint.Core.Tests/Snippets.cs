using CsCheck;

namespace Koda.Lint.Core.Tests;

/// <summary>Texts made of the pieces that readers trip over, rather than of arbitrary characters.</summary>
internal static class Snippets
{
    private static readonly string[] TemplatePieces =
    [
        "$", "{", "}", "${", "$$", ":", "-", "+", "?", ":-", ":+", ":?", "V", "A", "E", "U", "_", "1", "x", " ", "\n", "é", "😀",
        "${V}", "${U:-", "${E:+", "${V-", "${A+", "${A?", "$V", "$U", "\u212A", "\u017F",
    ];

    /// <summary>Templates over the variables V and A, which have values, E, which is empty, and U, which is unset.</summary>
    public static Gen<string> Templates { get; } = Gen.Int[0, TemplatePieces.Length - 1].Select(i => TemplatePieces[i]).Array[0, 24].Select(string.Concat);

    /// <summary>Templates that are the same in every run.</summary>
    /// <param name="seed">Chooses them.</param>
    /// <param name="count">How many.</param>
    public static IEnumerable<string> FixedTemplates(int seed, int count) => Fixed(TemplatePieces, seed, count, 14);

    private static IEnumerable<string> Fixed(string[] pieces, int seed, int count, int longest)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
            yield return string.Concat(Enumerable.Range(0, random.Next(1, longest + 1)).Select(_ => pieces[random.Next(pieces.Length)]));
    }
}
