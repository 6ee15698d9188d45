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

    private static readonly string[] EnvPieces =
    [
        "A", "B", "SHELLVAR", "x", "é", "😀", "_", ".", "-", "[", "]", "0", "1", "7", "=", "=", "=", ":", "\n", "\n", "\n", "\r\n", "\r", " ", " ", "\t",
        "\v", "\u00A0", "\u0085", "\u2028", "\u001C", "\u3000", "#", " #", "\t#", "'", "\"", "\\", "\\'", "\\\"", "\\\\", "\\n", "\\0101", "\\$", "\\c", "\\x",
        "$", "$$", "${", "}", "${A}", "$A", "${SHELLVAR}", "${U:-d}", "${A:-", "${B:+y}", "${U}", "export ", "export", "export\t", "A=", "\nB=", "A='", "B=\"",
        "'\n", "\"\n", "`", "/", "{", "²", "\0", "\uFEFF",
    ];

    /// <summary>What a line of an env file is made of, from left to right; one of each.</summary>
    private static readonly string[][] EnvLineParts =
    [
        ["", "", "", " ", "\t", "export ", "export  ", "#"],
        ["A", "B", "C_1", "a.b", "D-E", "SHELLVAR", "'Q'", "A B", ""],
        ["=", "=", "=", "=", " =", "= ", " = ", "=\t", ":", ": ", ""],
        ["", "\"", "\"", "'", "'", "`"],
        ["", "v", "a b", "$A", "${A}", "${B:-d}", "${SHELLVAR}x", "$$", "p@$$w0rd", "$2y$10$abc", "\\n", "C:\\new\\", "\\\"", "\\'", "a=b", "l1\nl2", "l1\r\nl2", "é😀"],
        ["", "", "#c", " #c", "\t#c", "  ", " ' \" ", "\\", "$"],
        ["", "\"", "\"", "'", "'", "`"],
        ["", "", "", " ", " # c", "#c", "x", " \"", "\t# it's"],
        ["\n", "\n", "\n", "\r\n", "\r", "\n\n", ""],
    ];

    /// <summary>Env files, well-formed and not.</summary>
    public static Gen<string> EnvFiles { get; } = Pieces(EnvPieces, 40);

    /// <summary>Templates over the variables V and A, which have values, E, which is empty, and U, which is unset.</summary>
    public static Gen<string> Templates { get; } = Pieces(TemplatePieces, 24);

    /// <summary>Templates that are the same in every run.</summary>
    /// <param name="seed">Chooses them.</param>
    /// <param name="count">How many.</param>
    public static IEnumerable<string> FixedTemplates(int seed, int count) => Fixed(TemplatePieces, seed, count, 14);

    /// <summary>Env files that are the same in every run.</summary>
    /// <param name="seed">Chooses them.</param>
    /// <param name="count">How many.</param>
    public static IEnumerable<string> FixedEnvFiles(int seed, int count) =>
        Fixed(EnvPieces, seed, count / 2, 24).Concat(FixedLines(seed, count - (count / 2)));

    private static IEnumerable<string> FixedLines(int seed, int count)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            yield return string.Concat(Enumerable.Range(0, random.Next(1, 5)).SelectMany(_ => EnvLineParts)
                .Select(parts => parts[random.Next(parts.Length)]));
        }
    }

    private static Gen<string> Pieces(string[] pieces, int most) =>
        Gen.Int[0, pieces.Length - 1].Select(i => pieces[i]).Array[0, most].Select(string.Concat);

    private static IEnumerable<string> Fixed(string[] pieces, int seed, int count, int longest)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
            yield return string.Concat(Enumerable.Range(0, random.Next(1, longest + 1)).Select(_ => pieces[random.Next(pieces.Length)]));
    }
}
