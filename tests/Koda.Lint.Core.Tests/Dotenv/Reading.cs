using System.Text.Json;
using Koda.Lint.Dotenv;

namespace Koda.Lint.Core.Tests.Dotenv;

/// <summary>What a reader got out of a file, as one text that compares and prints well; null when it refuses the file.</summary>
internal static class Reading
{
    public static string? Of(EnvFile file) => file.Failed
        ? null
        : Of(file.Entries.GroupBy(e => e.Key).Select(g => (g.Key, g.Last().HasValue ? g.Last().Value : null)));

    public static string? Of(JsonElement json) => json.ValueKind == JsonValueKind.Null
        ? null
        : Of(json.EnumerateObject().Select(p => (p.Name, p.Value.GetString())));

    public static string Of(IEnumerable<(string Key, string? Value)> values) => string.Join(
        "\n", values.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => JsonSerializer.Serialize(v.Key) + " " + JsonSerializer.Serialize(v.Value)));
}
