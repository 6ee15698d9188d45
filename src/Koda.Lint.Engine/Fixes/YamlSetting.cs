using Koda.Lint.Files;
using Koda.Lint.Text;
using Koda.Lint.Yaml;

namespace Koda.Lint.Fixes;

/// <summary>Writes a setting into a Compose file in the style that the file has: block or flow, map or list.</summary>
internal static class YamlSetting
{
    private const string MergeKey = "<<";

    /// <summary>The insertion that sets a key below a path of keys, of which the last ones may be missing.</summary>
    /// <param name="file">The file.</param>
    /// <param name="path">The keys on the way: <c>services</c>, <c>app</c>, <c>environment</c>.</param>
    /// <param name="key">The setting, which must not be there.</param>
    /// <param name="value">Its value: letters, digits, dots.</param>
    public static FixProposal Insert(SourceFile file, IReadOnlyList<string> path, string key, string value)
    {
        var documents = YamlReader.Read(file).Documents;
        if (documents.Count != 1 || documents[0] is not YamlMapping at)
            return FixProposal.Not(NameOf(file) + " is not one YAML map");
        for (var i = 0; i < path.Count; i++)
        {
            if (Find(at, path[i]) is not { } next)
            {
                return HasMergeKey(at)
                    ? FixProposal.Not("'" + path[i] + "' comes into " + NameOf(file) + " through a merge key, which it would replace if it were written")
                    : Append(at, Nested(path, i, key, value, at));
            }

            switch (next)
            {
                case YamlMapping { Tag: null or "!override" } mapping:
                    at = mapping;
                    break;
                case YamlSequence { Tag: null or "!override" } list when i == path.Count - 1:
                    return Append(list, key + "=" + value);
                default:
                    return FixProposal.Not("'" + path[i] + "' of " + NameOf(file) + " is written in a way that leaves no room for it");
            }
        }

        return Append(at, IsFlow(at) ? Flow(key, value) : key + ": " + Quoted(value));
    }

    /// <summary>The value of a key in a map, or null; an alias is what it is, since the anchored map is shared.</summary>
    public static YamlNode? Find(YamlMapping map, string key)
    {
        foreach (var entry in map.Entries)
        {
            if (entry.Key is YamlScalar scalar && scalar.Value == key)
                return entry.Value;
        }

        return null;
    }

    /// <summary>The insertion of a key in front of those that a map has, as the first of a list's item.</summary>
    public static FixProposal InsertFirst(YamlMapping map, string key, string value)
    {
        var (file, start) = (map.File, map.Start);
        if (IsFlow(map))
            return InsertInFlow(map, key + ": " + value);
        return FixProposal.Of(new TextEdit(new SourceSpan(file, start, start), key + ": " + value + LineBreakOf(file) + IndentOf(map)));
    }

    /// <summary>The insertion of lines behind what a map or list has, or in front of it where that is in brackets.</summary>
    private static FixProposal Append(YamlNode collection, string text)
    {
        var file = collection.File;
        if (IsFlow(collection))
            return InsertInFlow(collection, text);
        var end = EndOfLastLine(collection);
        var lines = collection is YamlSequence ? "- " + text : text;
        return FixProposal.Of(new TextEdit(new SourceSpan(file, end, end), string.Concat(lines.Split('\n').Select(line => LineBreakOf(file) + IndentOf(collection) + line))));
    }

    private static FixProposal InsertInFlow(YamlNode collection, string text)
    {
        var isEmpty = collection is YamlMapping { Entries.Count: 0 } or YamlSequence { Items.Count: 0 };
        return FixProposal.Of(new TextEdit(new SourceSpan(collection.File, collection.Start + 1, collection.Start + 1), isEmpty ? text : text + ", "));
    }

    /// <summary>The end of the line on which the last character of a block stands; a comment behind it stays with it.</summary>
    private static int EndOfLastLine(YamlNode collection)
    {
        var text = collection.File.Text;
        var last = collection switch
        {
            YamlMapping { Entries: { Count: > 0 } entries } => Math.Max(entries[entries.Count - 1].Key.End, entries[entries.Count - 1].Value.End),
            YamlSequence { Items: { Count: > 0 } items } => Math.Max(collection.Start + 1, items[items.Count - 1].End),
            _ => collection.End,
        };
        while (last > collection.Start && char.IsWhiteSpace(text[last - 1]))
            last--;
        var end = text.IndexOf('\n', last);
        if (end < 0)
            return text.Length;
        return end > 0 && text[end - 1] == '\r' ? end - 1 : end;
    }

    /// <summary>Whether a map or list is written in brackets.</summary>
    public static bool IsFlow(YamlNode collection) => collection.File.Text[collection.Start] is '{' or '[' && collection.End > collection.Start + 1;

    private static bool HasMergeKey(YamlMapping map) => Find(map, MergeKey) is not null;

    /// <summary>The maps that are missing on the way, with the setting in the innermost.</summary>
    private static string Nested(IReadOnlyList<string> path, int from, string key, string value, YamlMapping into)
    {
        if (IsFlow(into))
            return string.Concat(path.Skip(from).Select(name => name + ": {")) + Flow(key, value) + new string('}', path.Count - from);
        var lines = path.Skip(from).Select((name, depth) => new string(' ', 2 * depth) + name + ":");
        return string.Join("\n", lines) + "\n" + new string(' ', 2 * (path.Count - from)) + key + ": " + Quoted(value);
    }

    private static string Flow(string key, string value) => key + ": " + Quoted(value);

    /// <summary>A container's variables are text; what YAML would take for something else is quoted.</summary>
    private static string Quoted(string value) => value is not ("true" or "false") && value.All(char.IsLetter) ? value : "\"" + value + "\"";

    /// <summary>As far in as a block begins; the dash of a list that it follows counts as a blank.</summary>
    private static string IndentOf(YamlNode collection) => new(' ', collection.File.GetPosition(collection.Start).Column - 1);

    private static string LineBreakOf(SourceFile file)
    {
        var end = file.Text.IndexOf('\n');
        return end > 0 && file.Text[end - 1] == '\r' ? "\r\n" : "\n";
    }

    private static string NameOf(SourceFile file) => "'" + DeploymentPath.NameOf(file.Path) + "'";
}
