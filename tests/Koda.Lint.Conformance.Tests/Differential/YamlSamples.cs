namespace Koda.Lint.Conformance.Tests.Differential;

/// <summary>YAML made of the pieces that readers disagree on, below an extension that Compose prints as it read it.</summary>
internal static class YamlSamples
{
    private static readonly string[] Pieces =
    [
        "a", "b", "a", ":", "-", "?", " ", " ", "\n  ", "\n  ", "\n    ", "\n", "{", "}", "[", "]", ",", ", ", "'", "\"", "|", ">", "&a ", "*a", "!t ", "!!str ", "#", " #",
        "\t", "\\", "%", "@", "`", "~", "1", "<<: ", "<<: *a", "---", "...", "é", "😀", "k: ", "k: ", "m: ", "- ", "- ", "? ", ": ", "\r\n  ", "{a: b}", "[a, b]", "'x'", "\"x\\ty\"",
        "|-\n    t", ">\n    t\n    u\n", "\u0085", "\u00a0", "\u2028", "\ufeff", "http://x?y=1", "a:b", "{a: ", "[a, ", "\\n", "\\", "!!int ", "!!map ", "!!seq ", "!<t> ", "=", "a: 1\n  b: 2",
    ];

    public static Sample Generate(int seed)
    {
        var random = new Random(seed);
        var value = string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => Pieces[random.Next(Pieces.Length)]));
        var text = "x-v:" + (random.Next(2) == 0 ? " " : "\n  ") + value + "\nservices: {s: {image: x}}\n";
        return new Sample(new Dictionary<string, string> { ["a.yml"] = text }, ["-f", "a.yml"], new Dictionary<string, string>());
    }
}
