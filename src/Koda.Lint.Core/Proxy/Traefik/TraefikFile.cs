using Koda.Lint.Text;
using Koda.Lint.Yaml;

namespace Koda.Lint.Proxy.Traefik;

/// <summary>A YAML file of Traefik, static or dynamic, with its settings flattened.</summary>
/// <param name="File">The file.</param>
/// <param name="Settings">Its settings.</param>
/// <param name="Problems">What could not be read.</param>
internal sealed record TraefikFile(SourceFile File, IReadOnlyList<TraefikSetting> Settings, IReadOnlyList<ReadProblem> Problems)
{
    /// <summary>Whether a YAML file is one of Traefik's by what stands in it: its name may be anything.</summary>
    /// <param name="text">The file's text.</param>
    public static bool LooksLikeOne(string text) =>
        HasLine(text, "http:") && (HasLine(text, "  routers:") || HasLine(text, "  middlewares:") || HasLine(text, "    routers:") || HasLine(text, "    middlewares:"));

    public static TraefikFile Read(SourceFile file)
    {
        var problems = new List<ReadProblem>();
        // Dynamic files may be templates; what they become is known to Traefik alone.
        if (file.Text.IndexOf("{{", StringComparison.Ordinal) is >= 0 and var template)
        {
            problems.Add(new ReadProblem(ReadProblemKind.NotUnderstood, "it is a template, which Traefik fills in", new SourceSpan(file, template, template + 2)));
            return new TraefikFile(file, [], problems);
        }

        var yaml = YamlReader.Read(file);
        foreach (var problem in yaml.Problems)
            problems.Add(new ReadProblem(ReadProblemKind.Malformed, problem.Reason, problem.Span));
        var settings = new List<TraefikSetting>();
        foreach (var document in yaml.Documents)
            Flatten(document, [], settings, 0);
        return new TraefikFile(file, settings, problems);
    }

    private static bool HasLine(string text, string line)
    {
        for (var at = text.IndexOf(line, StringComparison.Ordinal); at >= 0; at = text.IndexOf(line, at + 1, StringComparison.Ordinal))
        {
            var end = at + line.Length;
            if ((at == 0 || text[at - 1] == '\n') && (end == text.Length || text[end] is '\n' or '\r' or ' '))
                return true;
        }

        return false;
    }

    private static void Flatten(YamlNode node, IReadOnlyList<string> path, List<TraefikSetting> settings, int depth)
    {
        const int MaxDepth = 32;
        const int MaxSettings = 100_000;
        if (depth > MaxDepth || settings.Count > MaxSettings)
            return;
        switch (node is YamlAlias alias ? alias.Target : node)
        {
            case YamlMapping mapping:
                foreach (var entry in mapping.Entries)
                {
                    if (entry.Key is YamlScalar key)
                        Flatten(entry.Value, [.. path, key.Value], settings, depth + 1);
                }

                // `tls: {}` says something, too.
                if (mapping.Entries.Count == 0)
                    settings.Add(new TraefikSetting(path, MappedText.Of("", mapping.Span), mapping.Span));
                break;
            case YamlSequence sequence when path.Count > 0:
                for (var i = 0; i < sequence.Items.Count; i++)
                    Flatten(sequence.Items[i], [.. path.Take(path.Count - 1), path[path.Count - 1] + "[" + i.ToString(System.Globalization.CultureInfo.InvariantCulture) + "]"], settings, depth + 1);
                break;
            case YamlScalar scalar:
                var builder = new MappedTextBuilder();
                builder.Append(scalar.Value, scalar);
                settings.Add(new TraefikSetting(path, builder.ToText(scalar.SpanOf(0, scalar.Value.Length)), scalar.Span));
                break;
        }
    }
}
