using Koda.Lint.Configuration;
using Koda.Lint.Text;

namespace Koda.Lint.Build;

/// <summary>
/// Reads <c>dotnet_diagnostic.KODA####.severity</c> from global analyzer configurations as the compiler does: the higher <c>global_level</c> wins,
/// and files of one level that disagree are all passed over.
/// </summary>
internal static class GlobalConfigs
{
    private static readonly Dictionary<string, string> NothingSaid = [];

    /// <summary>What the files say, by id. Those that cannot be read or are not global say nothing.</summary>
    public static IReadOnlyDictionary<string, string> Read(IEnumerable<string> paths)
    {
        List<SourceFile>? files = null;
        foreach (var path in paths)
        {
            if (ReadFile(path) is { } file)
                (files ??= []).Add(file);
        }

        return files is null ? NothingSaid : Weighed(files);
    }

    /// <summary>The <c>.globalconfig</c> files of a folder and those above it, which the compiler's targets find for C# projects alone.</summary>
    public static IEnumerable<string> Above(string folder)
    {
        for (var at = folder; !string.IsNullOrEmpty(at); at = Path.GetDirectoryName(at))
        {
            var path = Path.Combine(at, ".globalconfig");
            if (File.Exists(path))
                yield return path;
        }
    }

    // Apart from the reading: most builds have no such file, and need not compile this.
    private static Dictionary<string, string> Weighed(IEnumerable<SourceFile> files)
    {
        var found = new Dictionary<string, (int Level, SeverityWord? Word)>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in files.Select(EditorConfigFile.Read).Where(file => file.IsGlobal))
        {
            foreach (var entry in file.GlobalWords)
            {
                if (!found.TryGetValue(entry.Key, out var known) || file.GlobalLevel > known.Level)
                    found[entry.Key] = (file.GlobalLevel, entry.Value);
                else if (file.GlobalLevel == known.Level && known.Word != entry.Value)
                    found[entry.Key] = (file.GlobalLevel, null);
            }
        }

        return found.Where(entry => entry.Value.Word is not null)
            .ToDictionary(entry => entry.Key, entry => entry.Value.Word!.Value.ToString().ToLowerInvariant(), StringComparer.OrdinalIgnoreCase);
    }

    private static SourceFile? ReadFile(string path)
    {
        try
        {
            // Asked first, since the compiler's targets name files that might be there, and an exception costs a build milliseconds.
            if (!File.Exists(path))
                return null;
            var text = File.ReadAllText(path);
            return text.IndexOf("dotnet_diagnostic.KODA", StringComparison.OrdinalIgnoreCase) < 0 ? null : new SourceFile(PathText.Clean(path), text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return null;
        }
    }
}
