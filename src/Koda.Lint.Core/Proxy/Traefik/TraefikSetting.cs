using Koda.Lint.Compose;
using Koda.Lint.Compose.Model;
using Koda.Lint.Text;

namespace Koda.Lint.Proxy.Traefik;

/// <summary>
/// A setting of Traefik, from whichever of its sources: a YAML file, a container's labels, arguments, environment variables. All of them spell the same tree.
/// </summary>
/// <param name="Path">The names from the root, lists as <c>servers[0]</c>. Case does not matter.</param>
/// <param name="Value">The value.</param>
/// <param name="Place">The value as written, or the key when it has none.</param>
internal sealed record TraefikSetting(IReadOnlyList<string> Path, MappedText Value, SourceSpan Place)
{
    /// <summary>The container whose label it is; null for other sources.</summary>
    public ComposeService? Container { get; init; }

    /// <summary>Whether a label, a flag or a text says yes; a name alone does.</summary>
    public bool IsTrue => Value.Value.Length == 0 || Value.Value.Trim().Equals("true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the path starts with names.</summary>
    public bool IsBelow(params string[] names)
    {
        if (Path.Count < names.Length)
            return false;
        for (var i = 0; i < names.Length; i++)
        {
            if (!Path[i].Equals(names[i], StringComparison.OrdinalIgnoreCase))
                return false;
        }

        return true;
    }

    /// <summary>A name of the path, without a list's index, in lower case; empty beyond its end.</summary>
    public string NameAt(int index)
    {
        var name = index < Path.Count ? Path[index].ToLowerInvariant() : "";
        var bracket = name.IndexOf('[');
        return bracket < 0 ? name : name.Substring(0, bracket);
    }
}

/// <summary>Collects Traefik's settings from its sources.</summary>
internal static class TraefikSettings
{
    private const string Prefix = "traefik.";

    /// <summary>The labels of the services that Traefik looks at.</summary>
    public static IEnumerable<TraefikSetting> OfLabels(ComposeProject project)
    {
        foreach (var service in project.Services)
        {
            foreach (var label in (service.Model["labels"] as ModelMap)?.Entries ?? [])
            {
                if (label.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && label.Value is ModelScalar value)
                    yield return new TraefikSetting(label.Key.Substring(Prefix.Length).Split('.'), TextOf(value), value.Span) { Container = service };
            }
        }
    }

    /// <summary>The arguments and environment variables of the service that runs Traefik.</summary>
    public static IEnumerable<TraefikSetting> OfProgram(ComposeService service)
    {
        foreach (var word in ProjectLoader.Scalars(service.Model["command"]))
        {
            if (!word.Text.StartsWith("--", StringComparison.Ordinal))
                continue;
            var equals = word.Text.IndexOf('=');
            var name = equals < 0 ? word.Text.Substring(2) : word.Text.Substring(2, equals - 2);
            var value = equals < 0 ? MappedText.Of("true", word.Span) : TextOf(word).Slice(equals + 1, word.Text.Length - equals - 1);
            yield return new TraefikSetting(name.Split('.'), value, word.Span);
        }

        foreach (var entry in service.Environment)
        {
            if (entry.Key.StartsWith("TRAEFIK_", StringComparison.Ordinal) && entry.Value is ModelScalar { IsUnknown: false } value)
                yield return new TraefikSetting(entry.Key.Substring("TRAEFIK_".Length).Split('_'), TextOf(value), value.Span);
        }
    }

    private static MappedText TextOf(ModelScalar scalar)
    {
        var builder = new MappedTextBuilder();
        builder.Append(scalar.Text, scalar.Source);
        return builder.ToText(scalar.Source.SpanOf(0, scalar.Text.Length));
    }
}
