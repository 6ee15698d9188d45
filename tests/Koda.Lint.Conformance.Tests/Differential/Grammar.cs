using System.Text;
using System.Text.RegularExpressions;

namespace Koda.Lint.Conformance.Tests.Differential;

/// <summary>The symbols of <c>compose.grammar</c>, whose head explains the notation.</summary>
internal sealed class Grammar
{
    private readonly Dictionary<string, Symbol> _symbols = new(StringComparer.Ordinal);

    private Grammar()
    {
    }

    public static Grammar Compose { get; } = Read(Path.Combine(AppContext.BaseDirectory, "Differential", "compose.grammar"));

    public IEnumerable<string> Names => _symbols.Keys;

    public Symbol this[string name] => _symbols[name];

    private static Grammar Read(string path)
    {
        var grammar = new Grammar();
        Symbol? symbol = null;
        foreach (var line in File.ReadLines(path))
        {
            var text = line.Trim();
            if (text.Length == 0 || line[0] == '#')
                continue;
            if (line[0] != ' ')
                grammar._symbols.Add(text, symbol = new Symbol([], []));
            else if (text.StartsWith("? ", StringComparison.Ordinal))
                symbol!.Odd.Add(Text(text[2..].Trim()));
            else
                symbol!.Usual.Add(Text(text));
        }

        return grammar;
    }

    private static string Text(string alternative) => alternative == "ε" ? "" : alternative;

    internal sealed record Symbol(List<string> Usual, List<string> Odd);
}

/// <summary>Text of a grammar's symbols, as chance has it.</summary>
internal sealed partial class Derivation(Grammar grammar, Random random, int oddities)
{
    private const int MaxDepth = 12;

    /// <summary>How many odd alternatives may still be taken.</summary>
    public int Oddities { get; private set; } = oddities;

    public Random Random => random;

    public bool Chance(double probability) => random.NextDouble() < probability;

    public T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    /// <summary>Takes an odd choice now and then, as long as the project may have one.</summary>
    public bool Odd(double probability = 0.1)
    {
        if (Oddities == 0 || !Chance(probability))
            return false;
        Oddities--;
        return true;
    }

    /// <summary>One alternative of a symbol, not expanded yet.</summary>
    public string Alternative(string name)
    {
        var symbol = grammar[name];
        if (symbol.Odd.Count > 0 && (symbol.Usual.Count == 0 || Odd()))
            return Pick(symbol.Odd);
        return symbol.Usual.Count > 0 ? Pick(symbol.Usual) : "";
    }

    /// <summary>Expands a symbol into text for a block, or for a flow collection, where a brace needs quotes.</summary>
    public string Expand(string symbol, bool inFlow = false, int depth = 0)
    {
        var text = Fill(Alternative(symbol), inFlow, depth);
        return inFlow && text.Contains("${", StringComparison.Ordinal) && text[0] is not ('"' or '\'' or '[' or '{' or '!') && !text.Contains(": ", StringComparison.Ordinal)
            ? '"' + text + '"'
            : text;
    }

    /// <summary>Expands every <c>&lt;name&gt;</c> of a text.</summary>
    public string Fill(string text, bool inFlow = false, int depth = 0)
    {
        inFlow |= text.StartsWith('[') || text.StartsWith('{') || text.Contains(": {", StringComparison.Ordinal) || text.Contains(": [", StringComparison.Ordinal);
        return Reference().Replace(text, match =>
        {
            var name = match.Groups[1].Value;
            var isWhole = (match.Index == 0 || text[match.Index - 1] is ' ' or '[' or '{')
                && (match.Index + match.Length == text.Length || text[match.Index + match.Length] is ',' or ']' or '}');
            return match.Groups[2].Value switch
            {
                "," => string.Join(", ", Items(name, inFlow: true, depth + 1)),
                ";" => string.Join(", ", Entries(name, inFlow: true, depth + 1)),
                _ when depth > MaxDepth => grammar[name].Usual.FirstOrDefault(a => !a.Contains('<', StringComparison.Ordinal), "x"),
                _ => Expand(name, inFlow && isWhole, depth + 1),
            };
        });
    }

    /// <summary>One to three texts of a symbol, rarely the same twice.</summary>
    public List<string> Items(string symbol, bool inFlow = false, int depth = 0) => Distinct(symbol, inFlow, depth, item => item);

    /// <summary>One to three entries of a mapping, rarely with the same key.</summary>
    public List<string> Entries(string symbol, bool inFlow = false, int depth = 0) => Distinct(symbol, inFlow, depth, KeyOf);

    private List<string> Distinct(string symbol, bool inFlow, int depth, Func<string, string> key)
    {
        var items = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Expand(symbol, inFlow, depth)).ToList();
        return [.. items.Where((item, i) => items.FindIndex(other => key(other) == key(item)) == i || Odd(0.03))];
    }

    private static string KeyOf(string entry) => entry[..(entry.IndexOf(':', StringComparison.Ordinal) is var at and >= 0 ? at : entry.Length)].Trim('"', '\'');

    [GeneratedRegex("<([a-z][a-z0-9-]*)([,;]?)>")]
    private static partial Regex Reference();
}

/// <summary>Writes attributes of generated text, as a flow or as a block.</summary>
internal sealed partial class YamlText(Derivation derivation)
{
    private readonly StringBuilder _text = new();

    public override string ToString() => _text.ToString();

    public void Line(int indent, string text) => _text.Append(' ', indent).Append(text).Append('\n');

    /// <summary><c>key: value</c> with the alternative of a symbol; lists and mappings become blocks half of the time.</summary>
    public void Attribute(int indent, string key, string symbol, string prefix = "")
    {
        if (derivation.Chance(0.05))
            Line(derivation.Random.Next(0, 6), "# " + derivation.Expand("template"));
        var alternative = derivation.Alternative(symbol);
        var end = derivation.Chance(0.05) ? " # ${U" : "";
        if (List().Match(alternative) is { Success: true } list && derivation.Chance(0.5))
        {
            Line(indent, key + ":" + prefix + end);
            var deeper = indent + (derivation.Chance(0.3) ? 0 : 2);
            foreach (var item in derivation.Items(list.Groups[1].Value))
                Line(deeper, "- " + item);
        }
        else if (Mapping().Match(alternative) is { Success: true } mapping && derivation.Chance(0.5))
        {
            Line(indent, key + ":" + prefix + end);
            foreach (var entry in derivation.Entries(mapping.Groups[1].Value))
                Line(indent + 2, entry);
        }
        else if (derivation.Odd(0.05))
        {
            Line(indent, key + ":" + prefix + " " + derivation.Pick(BlockHeaders));
            foreach (var line in derivation.Pick(BlockBodies).Split('\n'))
                Line(line.Length == 0 ? 0 : indent + 2, line);
        }
        else
        {
            Line(indent, key + ":" + prefix + " " + derivation.Fill(alternative) + end);
        }
    }

    private static readonly string[] BlockHeaders = ["|", ">", "|-", ">-", "|+", ">+", "|2", ">2-"];

    private static readonly string[] BlockBodies = ["a", "a b\nc", "a\n\nb", "a ${A}\n  b\nc", "${U:-x}", "true", "5", "a\n", "${U:-x\ny}"];

    [GeneratedRegex("^\\[<([a-z][a-z0-9-]*),>\\]$")]
    private static partial Regex List();

    [GeneratedRegex("^\\{<([a-z][a-z0-9-]*);>\\}$")]
    private static partial Regex Mapping();
}
