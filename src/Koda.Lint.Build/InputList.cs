using System.Globalization;
using System.Text;

namespace Koda.Lint.Build;

/// <summary>
/// Every path that a lint read or looked for, with what stood there: existence, length and time of a file, the names in a folder. Two lists are
/// equal when nothing has changed since, also when a file has come with an old time.
/// </summary>
internal sealed class InputList
{
    private const char Field = '|';
    private readonly Dictionary<string, string> _states = new(StringComparer.Ordinal);

    /// <summary>Notes a file as it is now. The first note counts: a file is noted before it is read.</summary>
    public void AddFile(string path)
    {
        var key = "F" + path;
        if (!_states.ContainsKey(key))
            _states.Add(key, StateOf(key));
    }

    /// <summary>Notes the names in a folder as they are now.</summary>
    public void AddFolder(string path)
    {
        var key = "D" + path;
        if (!_states.ContainsKey(key))
            _states.Add(key, StateOf(key));
    }

    /// <summary>Notes the day, on which an entry of a baseline may expire.</summary>
    public void AddDay() => _states["T"] = StateOf("T");

    /// <summary>The list as text: a line for each path, in order.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var entry in _states.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            AppendLine(text, entry.Value, entry.Key);
        return text.ToString();
    }

    /// <summary>A list with the states of now; the same text when nothing has changed.</summary>
    public static string Renew(string list)
    {
        var text = new StringBuilder(list.Length);
        foreach (var line in list.Split(['\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            var separator = line.IndexOf(Field);
            var key = separator < 0 ? "" : Uri.UnescapeDataString(line.Substring(separator + 1));
            if (key.Length > 0)
                AppendLine(text, StateOf(key), key);
        }

        return text.ToString();
    }

    private static void AppendLine(StringBuilder text, string state, string key) =>
        text.Append(state).Append(Field).Append(key.IndexOfAny(['\n', '\r', '%']) < 0 ? key : key.Replace("%", "%25").Replace("\n", "%0A").Replace("\r", "%0D")).Append('\n');

    private static string StateOf(string key)
    {
        if (key == "T")
            return DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var path = key.Substring(1);
        try
        {
            return key[0] == 'D' ? StateOfFolder(path) : StateOfFile(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException or System.Security.SecurityException)
        {
            return "unreadable";
        }
    }

    private static string StateOfFile(string path)
    {
        var file = new FileInfo(path);
        if (file.Exists)
            return file.Length.ToString(CultureInfo.InvariantCulture) + "/" + file.LastWriteTimeUtc.Ticks.ToString(CultureInfo.InvariantCulture);
        return Directory.Exists(path) ? "folder" : "missing";
    }

    // What a build itself leaves in the folder it runs in is no part of any deployment.
    private static bool IsLog(string name) =>
        name.EndsWith(".binlog", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".log", StringComparison.OrdinalIgnoreCase);

    private static string StateOfFolder(string path)
    {
        if (!Directory.Exists(path))
            return "missing";
        var hash = StableHash.Start;
        var names = Directory.GetFiles(path);
        Array.Sort(names, StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (!IsLog(name))
                hash = StableHash.Add(hash, Path.GetFileName(name) + "/");
        }

        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }
}
