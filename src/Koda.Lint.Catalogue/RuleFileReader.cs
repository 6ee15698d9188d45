using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Koda.Lint.Catalogue;

/// <summary>
/// Reads one rule file strictly. Every mistake is reported at its own place, and the rest is read on, so that a build
/// names all of them at once and code that uses the rule does not fail as well.
/// </summary>
internal sealed class RuleFileReader
{
    /// <summary>The categories by the first digit of an id.</summary>
    private static readonly Dictionary<char, string> Categories = new()
    {
        ['1'] = "Boot settings",
        ['2'] = "Network",
        ['3'] = "Session cookie",
        ['4'] = "Browser policy",
        ['5'] = "Accounts",
        ['6'] = "Secrets and files",
        ['7'] = "Proxy and service",
        ['9'] = "Input and use",
    };

    private static readonly Regex FileName = new(@"^(KODA[0-9]{4})\.([A-Z][A-Za-z0-9]+)\.yml$", RegexOptions.CultureInvariant);
    private static readonly Regex KebabCase = new("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", RegexOptions.CultureInvariant);
    private static readonly Regex CamelCase = new("^[a-z][A-Za-z0-9]*$", RegexOptions.CultureInvariant);
    private static readonly Regex Octal = new("^0[0-7]{3}$", RegexOptions.CultureInvariant);
    private static readonly Regex Expectation = new(@"^(?<file>\S+) (?<line>[1-9][0-9]*):(?<column>[1-9][0-9]*)$", RegexOptions.CultureInvariant);

    private readonly string _path;
    private readonly SourceText _text;
    private readonly List<RuleProblem> _problems = [];

    private RuleFileReader(string path, SourceText text)
    {
        _path = path;
        _text = text;
    }

    /// <summary>The keys of a rule file, of one of its messages and of one of its examples; the JSON Schema has the same.</summary>
    internal static class Keys
    {
        public static readonly string[] Rule =
            ["id", "name", "title", "severity", "surfaces", "messages", "why", "how-to-fix", "stays-silent", "examples"];

        public static readonly string[] OptionalOfRule = ["related", "no-bad-example", "code-fix"];
        public static readonly string[] Message = ["text"];
        public static readonly string[] OptionalOfMessage = ["label", "fix", "severity"];
        public static readonly string[] Example = ["title", "files", "expect"];
        public static readonly string[] OptionalOfExample = ["arguments"];
        public static readonly string[] File = ["text"];
        public static readonly string[] OptionalOfFile = ["mode", "tracked"];
        public static readonly string[] Severities = ["error", "warning", "info"];
        public const string Surfaces = "ECJSPUFGV";
    }

    /// <summary>Whether an additional file belongs to the catalogue.</summary>
    public static bool IsRuleFile(string path) =>
        path.EndsWith(".yml", StringComparison.Ordinal) && Path.GetFileName(Path.GetDirectoryName(path)) == "rules";

    /// <summary>Reads a rule file; never throws for what stands in it.</summary>
    public static RuleFile Read(string path, SourceText? text) => new RuleFileReader(path, text ?? SourceText.From("")).Read();

    private RuleFile Read()
    {
        var start = PlaceAt(0, 0);
        if (ReadRoot() is not { } root)
            return new RuleFile(_path, null, start, start, new(_problems));

        var fields = Fields(root, "a rule", Keys.Rule, Keys.OptionalOfRule);
        var (id, idPlace) = Word(fields, "id", start);
        var (name, namePlace) = Word(fields, "name", start);
        var fileName = FileName.Match(Path.GetFileName(_path));
        if (!fileName.Success)
            Report(start, "a rule file is called KODA####.<Name>.yml, with the name in Pascal case");
        else if (id != fileName.Groups[1].Value)
            Report(idPlace, $"the id is '{id}', but the file is called {fileName.Value}");
        else if (name != fileName.Groups[2].Value)
            Report(namePlace, $"the name is '{name}', but the file is called {fileName.Value}");
        if (!fileName.Success)
            return new RuleFile(_path, null, idPlace, namePlace, new(_problems));

        id = fileName.Groups[1].Value;
        name = fileName.Groups[2].Value;
        if (!Categories.TryGetValue(id[4], out var category))
            Report(idPlace, $"no category has ids that start with KODA{id[4]}");

        var noBadExample = fields.ContainsKey("no-bad-example") ? Sentence(fields, "no-bad-example") : null;
        var definition = new RuleDefinition(
            id,
            name,
            Sentence(fields, "title"),
            category ?? "",
            Severity(fields) ?? "error",
            Surfaces(fields),
            Messages(fields, name),
            Related(fields),
            Prose(fields, "why"),
            Prose(fields, "how-to-fix"),
            new(Items(fields, "stays-silent", atLeastOne: true).Select(item => item.Value)),
            Examples(fields, noBadExample is not null),
            noBadExample,
            fields.ContainsKey("code-fix") ? Sentence(fields, "code-fix") : null);
        return new RuleFile(
            _path, definition, idPlace, namePlace, new(_problems.OrderBy(problem => problem.Place.Start)));
    }

    private YamlMappingNode? ReadRoot()
    {
        var parser = new Parser(new StringReader(_text.ToString()));
        try
        {
            var stream = new YamlStream();
            stream.Load(parser);
            if (stream.Documents.Count > 1)
                Report(PlaceOf(stream.Documents[1].RootNode), "a rule file is one YAML document");
            if (stream.Documents.Count > 0 && stream.Documents[0].RootNode is YamlMappingNode root)
                return root;
            Report(PlaceAt(0, 0), "a rule file is a YAML mapping");
        }
        catch (YamlException exception)
        {
            Report(PlaceOf(exception.Start, exception.End), "not YAML: " + exception.Message.TrimEnd('.'));
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            // What the parser throws for some unclosed brackets and stray colons names no place; its last event does.
            var end = parser.Current?.End ?? Mark.Empty;
            Report(PlaceOf(end, end), "not YAML after this");
        }

        return null;
    }

    private string? Severity(Dictionary<string, YamlNode> fields)
    {
        if (!fields.TryGetValue("severity", out var node))
            return null;
        if (Text(node, "severity") is { } word && Keys.Severities.Contains(word))
            return word;
        Report(PlaceOf(node), "a severity is error, warning or info");
        return null;
    }

    private EquatableArray<char> Surfaces(Dictionary<string, YamlNode> fields)
    {
        var surfaces = new List<char>();
        foreach (var (letter, place) in Items(fields, "surfaces", atLeastOne: true))
        {
            if (letter.Length != 1 || Keys.Surfaces.IndexOf(letter[0]) < 0)
                Report(place, $"'{letter}' is no surface; the surfaces are {string.Join(" ", Keys.Surfaces.ToCharArray())}");
            else if (surfaces.Contains(letter[0]))
                Report(place, $"surface {letter} is listed twice");
            else
                surfaces.Add(letter[0]);
        }

        return new(surfaces);
    }

    private EquatableArray<MessageVariant> Messages(Dictionary<string, YamlNode> fields, string ruleName)
    {
        var variants = new List<MessageVariant>();
        foreach (var (key, keyNode, value) in Named(fields, "messages"))
        {
            if (value is not YamlMappingNode mapping)
            {
                Report(PlaceOf(value), $"message '{key}' is a mapping with 'text'");
                continue;
            }

            var words = Fields(mapping, $"message '{key}'", Keys.Message, Keys.OptionalOfMessage);
            var variant = new MessageVariant(
                key, Severity(words), Template(words, "text") ?? new Template(default), Template(words, "label"), Template(words, "fix"));
            if (CodeText.Pascal(key) == ruleName || key == "related")
                Report(PlaceOf(keyNode), $"'{key}': a message needs a name of its own");
            else
                variants.Add(variant);
        }

        return new(variants);
    }

    private EquatableArray<RelatedText> Related(Dictionary<string, YamlNode> fields)
    {
        var texts = new List<RelatedText>();
        foreach (var (key, _, value) in Named(fields, "related"))
        {
            var words = new Dictionary<string, YamlNode> { [key] = value };
            texts.Add(new RelatedText(key, Template(words, key) ?? new Template(default)));
        }

        return new(texts);
    }

    /// <summary>The entries of a mapping whose keys become names in C#.</summary>
    private IEnumerable<(string Key, YamlNode KeyNode, YamlNode Value)> Named(Dictionary<string, YamlNode> fields, string field)
    {
        if (!fields.TryGetValue(field, out var node))
            yield break;
        if (node is not YamlMappingNode { Children.Count: > 0 } mapping)
        {
            Report(PlaceOf(node), $"'{field}' is a mapping from names to words");
            yield break;
        }

        var names = new HashSet<string>();
        foreach (var pair in mapping.Children)
        {
            if (Text(pair.Key, $"a name in '{field}'") is not { } key)
                continue;
            if (!KebabCase.IsMatch(key))
                Report(PlaceOf(pair.Key), $"'{key}': a name in '{field}' is in kebab case");
            else if (!names.Add(CodeText.Pascal(key)))
                Report(PlaceOf(pair.Key), $"'{key}': '{field}' has that name twice");
            else
                yield return (key, pair.Key, pair.Value);
        }
    }

    private EquatableArray<Example> Examples(Dictionary<string, YamlNode> fields, bool badIsExcused)
    {
        var examples = new List<Example>();
        if (!fields.TryGetValue("examples", out var node))
            return default;
        if (node is not YamlSequenceNode sequence)
        {
            Report(PlaceOf(node), "'examples' is a list");
            return default;
        }

        foreach (var item in sequence.Children)
        {
            if (item is not YamlMappingNode mapping)
            {
                Report(PlaceOf(item), "an example is a mapping with 'title', 'files' and 'expect'");
                continue;
            }

            var example = Fields(mapping, "an example", Keys.Example, Keys.OptionalOfExample);
            var files = Files(example);
            var expect = new List<string>();
            foreach (var (written, place) in Items(example, "expect", atLeastOne: false))
            {
                if (Complaint(written, files) is { } complaint)
                    Report(place, complaint);
                expect.Add(written);
            }

            var title = Sentence(example, "title");
            if (title.Length > 0 && examples.Any(other => other.Title == title))
                Report(PlaceOf(example["title"]), "another example has this title");
            examples.Add(new Example(
                title, new(files), new(Items(example, "arguments", atLeastOne: false).Select(argument => argument.Value)), new(expect)));
        }

        if (!badIsExcused && !examples.Any(example => example.Expect.Count > 0))
            Report(PlaceOf(node), "no example shows the fault; say why in 'no-bad-example' if none can");
        if (!examples.Any(example => example.Expect.Count == 0))
            Report(PlaceOf(node), "no example stays silent");
        return new(examples);
    }

    private List<ExampleText> Files(Dictionary<string, YamlNode> example)
    {
        var files = new List<ExampleText>();
        if (!example.TryGetValue("files", out var node))
            return files;
        if (node is not YamlMappingNode { Children.Count: > 0 } mapping)
        {
            Report(PlaceOf(node), "'files' is a mapping from a file's name to its text");
            return files;
        }

        foreach (var pair in mapping.Children)
        {
            if (Text(pair.Key, "a file's name") is not { } name)
                continue;
            if (pair.Value is YamlScalarNode { Value: { } text })
                files.Add(new ExampleText(name, text, null, false));
            else if (pair.Value is YamlMappingNode file)
                files.Add(File(name, file));
            else
                Report(PlaceOf(pair.Value), "'files' is a mapping from a file's name to its text");
        }

        return files;
    }

    private ExampleText File(string name, YamlMappingNode mapping)
    {
        var file = Fields(mapping, $"file '{name}'", Keys.File, Keys.OptionalOfFile);
        var mode = file.TryGetValue("mode", out var bits) ? Text(bits, "'mode'") : null;
        if (mode is not null && !Octal.IsMatch(mode))
            Report(PlaceOf(bits), "a mode is four octal digits, such as 0644");
        var tracked = file.TryGetValue("tracked", out var flag) ? Text(flag, "'tracked'") : null;
        if (tracked is not (null or "true" or "false"))
            Report(PlaceOf(flag), "'tracked' is true or false");
        return new ExampleText(name, file.TryGetValue("text", out var text) ? Text(text, "'text'") ?? "" : "", mode, tracked == "true");
    }

    /// <summary>What is wrong with an expectation, or null.</summary>
    private static string? Complaint(string expectation, List<ExampleText> files)
    {
        var match = Expectation.Match(expectation);
        if (!match.Success)
            return $"'{expectation}': an expectation is 'file line:column'";
        if (files.Find(file => file.Name == match.Groups["file"].Value) is not { } file)
            return $"the example has no file '{match.Groups["file"].Value}'";
        var lines = file.Text.Split('\n');
        return int.TryParse(match.Groups["line"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var line)
            && int.TryParse(match.Groups["column"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var column)
            && line <= lines.Length
            && column <= lines[line - 1].Length + 1
                ? null
                : $"'{expectation}' lies outside the file";
    }

    private Template? Template(Dictionary<string, YamlNode> fields, string key)
    {
        if (!fields.TryGetValue(key, out var node) || Sentence(fields, key) is not { Length: > 0 } written)
            return null;

        var parts = new List<TemplatePart>();
        var words = "";
        for (var i = 0; i < written.Length; i++)
        {
            var c = written[i];
            if (c is not ('{' or '}'))
            {
                words += c;
                continue;
            }

            if (i + 1 < written.Length && written[i + 1] == c)
            {
                words += c;
                i++;
                continue;
            }

            var end = c == '{' ? written.IndexOf('}', i) : -1;
            var name = end < 0 ? "" : written.Substring(i + 1, end - i - 1);
            if (!CamelCase.IsMatch(name))
            {
                var bad = end < 0 ? written.Substring(i) : written.Substring(i, end - i + 1);
                Report(PlaceInside(node, bad), $"'{bad}': a placeholder is {{nameInCamelCase}}, and a brace is written twice");
                return null;
            }

            if (words.Length > 0)
                parts.Add(new TemplatePart(false, words));
            parts.Add(new TemplatePart(true, name));
            words = "";
            i = end;
        }

        if (words.Length > 0)
            parts.Add(new TemplatePart(false, words));
        return new Template(new(parts));
    }

    /// <summary>One line of words that ends without a full stop.</summary>
    private string Sentence(Dictionary<string, YamlNode> fields, string key)
    {
        if (!fields.TryGetValue(key, out var node) || Text(node, $"'{key}'") is not { } text)
            return "";
        if (text.IndexOf('\n') >= 0)
            Report(PlaceOf(node), $"'{key}' is one line");
        else if (text.EndsWith(".", StringComparison.Ordinal))
            Report(PlaceOf(node), $"'{key}' ends without a full stop");
        else if (text.Trim() != text)
            Report(PlaceOf(node), $"'{key}' starts and ends without white space");
        return text;
    }

    private string Prose(Dictionary<string, YamlNode> fields, string key) =>
        fields.TryGetValue(key, out var node) ? (Text(node, $"'{key}'") ?? "").TrimEnd() : "";

    private (string? Value, Place Place) Word(Dictionary<string, YamlNode> fields, string key, Place otherwise) =>
        fields.TryGetValue(key, out var node) ? (Text(node, $"'{key}'"), PlaceOf(node)) : (null, otherwise);

    private List<(string Value, Place Place)> Items(Dictionary<string, YamlNode> fields, string key, bool atLeastOne)
    {
        var items = new List<(string, Place)>();
        if (!fields.TryGetValue(key, out var node))
            return items;
        if (node is not YamlSequenceNode sequence)
        {
            Report(PlaceOf(node), $"'{key}' is a list");
            return items;
        }

        foreach (var item in sequence.Children)
        {
            if (Text(item, $"an item of '{key}'") is { } value)
                items.Add((value.TrimEnd(), PlaceOf(item)));
        }

        if (atLeastOne && sequence.Children.Count == 0)
            Report(PlaceOf(node), $"'{key}' is empty");
        return items;
    }

    private string? Text(YamlNode node, string what)
    {
        if (node is not YamlScalarNode scalar)
            Report(PlaceOf(node), what + " is text; quote it when it has ': ' in it");
        else if (string.IsNullOrWhiteSpace(scalar.Value))
            Report(PlaceOf(node), what + " is empty");
        else
            return scalar.Value;
        return null;
    }

    private Dictionary<string, YamlNode> Fields(YamlMappingNode mapping, string what, string[] required, string[] optional)
    {
        var fields = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        foreach (var pair in mapping.Children)
        {
            var key = (pair.Key as YamlScalarNode)?.Value ?? "";
            if (fields.ContainsKey(key))
                Report(PlaceOf(pair.Key), $"{what} has '{key}' twice");
            else if (required.Contains(key) || optional.Contains(key))
                fields.Add(key, pair.Value);
            else
                Report(PlaceOf(pair.Key), $"{what} has no key '{key}'; it has {string.Join(", ", required.Concat(optional))}");
        }

        foreach (var key in required.Where(key => !fields.ContainsKey(key)))
            Report(PlaceAt(PlaceOf(mapping).Start, 0), $"{what} needs '{key}'");
        return fields;
    }

    private void Report(Place place, string message) => _problems.Add(new RuleProblem(_path, place, message));

    private Place PlaceOf(YamlNode node) => PlaceOf(node.Start, node.End);

    private Place PlaceOf(Mark start, Mark end) => PlaceAt(Offset(start), Math.Max(0, Offset(end) - Offset(start)));

    /// <summary>Where words of a scalar are written; the whole scalar when escapes or folding hide them.</summary>
    private Place PlaceInside(YamlNode node, string words)
    {
        var place = PlaceOf(node);
        var offset = _text.ToString(TextSpan.FromBounds(place.Start, place.End)).IndexOf(words, StringComparison.Ordinal);
        return offset < 0 ? place : PlaceAt(place.Start + offset, words.Length);
    }

    private Place PlaceAt(int offset, int length) =>
        new(offset, offset + length, _text.Lines.GetLinePosition(offset), _text.Lines.GetLinePosition(offset + length));

    private int Offset(Mark mark)
    {
        var line = _text.Lines[(int)Math.Min(Math.Max(mark.Line - 1, 0), _text.Lines.Count - 1)];
        return (int)Math.Min(line.Start + Math.Max(mark.Column - 1, 0), line.End);
    }
}
