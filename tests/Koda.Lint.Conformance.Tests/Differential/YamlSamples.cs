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

    private static readonly string[] Words =
    [
        "a", "b", "a b", "a?b", "?a", "a ?b", "a?", "? a", "a:", ":a", "a:b", "a: b", "a : b", "*x", "a *b: c", "a *b", "&x a", "&x", "&y b", "*y", "-", "-a", "- a", "a-", "a - b",
        "#a", "a#b", "a #b", "'a'", "'a''b'", "\"a\"", "\"a\\tb\"", "'a'b", "\"a\"b", "'a':b", "\"a\":b", "'a': b", "'a' : b", "a'b", "a\"b", "!t a", "!!str a", "! a", "a!b", "a&b",
        "~", "null", "", "1", "0x1f", "1_000", "yes", "2001-01-01", "1:30", "=", "<<", "a=b", "%a", "@a", "`a", "a`b", "a%b", "|", ">", "a|b", "a>b", "---", "...", "--- a", "a ---", "a,b", "a, b", ",a",
        "http://x/?y=1", "http://x:80/", "[]", "{}", "[a]: b", "{a: b}: c", "a[b]", "a{b}", "a]", "a}", "é", "a\tb", "\ta", "a\t# b", "a\t", "\\", "\"\\", "'", "a\n    b", "a\n\n    b", "'a\n    b'", "\"a\n\n    b\"",
    ];

    /// <summary>The sample of a seed: of an even one pieces in any order, of an odd one collections that are whole, of words that are not.</summary>
    public static Sample Generate(int seed)
    {
        var random = new Random(seed);
        var value = seed % 2 == 0
            ? (random.Next(2) == 0 ? " " : "\n  ") + string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => Pick(random, Pieces)))
            : Node(random, "  ", depth: 0);
        var text = "x-v:" + value + "\nservices: {s: {image: x}}\n";
        return new Sample(new Dictionary<string, string> { ["a.yml"] = text }, ["-f", "a.yml"], new Dictionary<string, string>());
    }

    /// <summary>What may follow a key's colon, or the dash of an item.</summary>
    private static string Node(Random random, string indent, int depth) => random.Next(depth > 2 ? 2 : 8) switch
    {
        0 or 1 => " " + Pick(random, Words),
        2 or 3 => " " + Flow(random, depth),
        4 => "\n" + string.Join('\n', Several(random, () => indent + Pick(random, Words) + ":" + Node(random, indent + "  ", depth + 1))),
        5 => "\n" + string.Join('\n', Several(random, () => indent + "-" + Node(random, indent + "  ", depth + 1))),
        6 => "\n" + indent + Flow(random, depth),
        _ => " " + Pick(random, ["|", ">", "|-", ">+", "|2", "&x |", "!t >"]) + "\n" + string.Join('\n', Several(random, () => indent + Pick(random, Words))),
    };

    private static string Flow(Random random, int depth)
    {
        var isMapping = random.Next(2) == 0;
        var separator = Pick(random, [", ", ",", " , ", ",\n      ", "\n      , "]);
        var items = string.Join(separator, Several(random, () => (isMapping && random.Next(4) > 0 ? Pick(random, Words) + Pick(random, [": ", ":", " : "]) : "") + Item()));
        items += Pick(random, ["", "", "", ",", " ", ", "]);
        return isMapping ? "{" + items + "}" : "[" + items + "]";

        string Item() => depth < 2 && random.Next(6) == 0 ? Flow(random, depth + 1) : Pick(random, Words);
    }

    private static IEnumerable<string> Several(Random random, Func<string> make) => Enumerable.Range(0, random.Next(1, 4)).Select(_ => make()).ToList();

    private static string Pick(Random random, string[] choices) => choices[random.Next(choices.Length)];
}
