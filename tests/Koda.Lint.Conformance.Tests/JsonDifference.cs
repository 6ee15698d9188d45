using System.Text.Json.Nodes;

namespace Koda.Lint.Conformance.Tests;

/// <summary>Compares models strictly, but for the order of lists that Compose keeps in maps and so prints in any order.</summary>
internal static class JsonDifference
{
    private static readonly HashSet<string> Unordered = [];

    public static List<string> Between(JsonNode? expected, JsonNode? actual)
    {
        var differences = new List<string>();
        Compare(expected, actual, "", differences);
        return differences;
    }

    private static void Compare(JsonNode? expected, JsonNode? actual, string path, List<string> differences)
    {
        switch (expected, actual)
        {
            case (JsonObject e, JsonObject a):
                foreach (var key in e.Select(p => p.Key).Union(a.Select(p => p.Key)))
                {
                    if (!a.ContainsKey(key))
                        differences.Add(path + "." + key + ": missing " + Text(e[key]));
                    else if (!e.ContainsKey(key))
                        differences.Add(path + "." + key + ": unexpected " + Text(a[key]));
                    else
                        Compare(e[key], a[key], path + "." + key, differences);
                }

                break;
            case (JsonArray e, JsonArray a) when e.Count == a.Count:
                var (left, right) = Unordered.Contains(path[(path.LastIndexOf('.') + 1)..]) ? (Sorted(e), Sorted(a)) : (e.ToArray(), a.ToArray());
                for (var i = 0; i < left.Length; i++)
                    Compare(left[i], right[i], path + "[" + i + "]", differences);
                break;
            default:
                if (!JsonNode.DeepEquals(expected, actual))
                    differences.Add(path + ": expected " + Text(expected) + ", was " + Text(actual));
                break;
        }
    }

    private static JsonNode?[] Sorted(JsonArray array) => [.. array.OrderBy(Text, StringComparer.Ordinal)];

    private static string Text(JsonNode? node) => node?.ToJsonString() ?? "null";
}
