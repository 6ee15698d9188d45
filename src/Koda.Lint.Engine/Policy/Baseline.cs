using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Koda.Lint.AppSettings;
using Koda.Lint.Configuration;
using Koda.Lint.Files;
using Koda.Lint.Text;

namespace Koda.Lint.Policy;

/// <summary>
/// <c>koda-lint.baseline.json</c>: the faults that a repository had when it began to be judged, by fingerprint. Only new ones fail.
/// </summary>
public sealed class Baseline
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "koda-lint.baseline.json";

    /// <summary>The version of the format.</summary>
    public const int FormatVersion = 1;

    private const string DateFormat = "yyyy-MM-dd";

    private Baseline(string path, IReadOnlyList<BaselineEntry> entries, IReadOnlyList<ConfigurationProblem> problems)
    {
        Path = path;
        Entries = entries;
        Problems = problems;
    }

    /// <summary>The file, absolute.</summary>
    public string Path { get; }

    /// <summary>The folder that its fingerprints and paths are seen from.</summary>
    public string Folder => DeploymentPath.FolderOf(Path);

    /// <summary>What it admits.</summary>
    public IReadOnlyList<BaselineEntry> Entries { get; }

    /// <summary>Its mistakes. It must not be used while it has one.</summary>
    public IReadOnlyList<ConfigurationProblem> Problems { get; }

    /// <summary>Finds the baseline in a folder or the nearest one above it, not beyond the repository's root; null when there is none.</summary>
    /// <param name="folder">The folder, absolute.</param>
    /// <param name="files">The host's files.</param>
    public static Baseline? Find(string folder, IFolderProvider files)
    {
        for (var at = folder; ; at = DeploymentPath.FolderOf(at))
        {
            var path = DeploymentPath.Resolve(at, FileName);
            if (files.FileExists(path))
                return Read(path, files);
            if (ConfigurationFile.IsOutermost(at, files))
                return null;
        }
    }

    /// <summary>Reads a baseline that was named.</summary>
    /// <param name="path">The file, absolute.</param>
    /// <param name="files">The host's files.</param>
    public static Baseline Read(string path, IFileProvider files)
    {
        var answer = files.Read(path);
        if (answer.File is not { } file)
            return new Baseline(path, [], [new ConfigurationProblem(SourceSpan.OfFile(new SourceFile(path, "")), "it cannot be read: " + answer.Reason)]);

        var json = AppSettingsReader.Read(file);
        var problems = json.Problems.Select(problem => new ConfigurationProblem(problem.Span, problem.Message)).ToList();
        var model = new AppSettingsModel([json]);
        if (problems.Count == 0 && model.Find("version")?.Value?.Value != FormatVersion.ToString(CultureInfo.InvariantCulture))
            problems.Add(new ConfigurationProblem(model.Find("version")?.Span ?? SourceSpan.OfFile(file), "it needs the version 1"));

        var entries = new List<BaselineEntry>();
        foreach (var number in problems.Count == 0 ? model.Children("findings") : [])
            entries.Add(ReadEntry(model, "findings:" + number + ":", file, problems));
        return new Baseline(path, entries, problems);
    }

    /// <summary>Writes a baseline: one finding a line, in the order of path, rule and subject, so that a change of it reads well.</summary>
    /// <param name="entries">What it admits.</param>
    public static byte[] Write(IEnumerable<BaselineEntry> entries)
    {
        var text = new StringBuilder("{\n  \"version\": 1,\n  \"findings\": [");
        var separator = "\n";
        foreach (var entry in entries.OrderBy(e => e.Path, StringComparer.Ordinal).ThenBy(e => e.Rule, StringComparer.Ordinal).ThenBy(e => e.Subject, StringComparer.Ordinal).ThenBy(e => e.Fingerprint, StringComparer.Ordinal))
        {
            text.Append(separator).Append("    { ");
            Append(text, "fingerprint", entry.Fingerprint);
            Append(text.Append(", "), "rule", entry.Rule);
            Append(text.Append(", "), "path", entry.Path);
            Append(text.Append(", "), "subject", entry.Subject);
            if (entry.Expires is { } date)
                Append(text.Append(", "), "expires", date.ToString(DateFormat, CultureInfo.InvariantCulture));
            text.Append(" }");
            separator = ",\n";
        }

        text.Append(separator == "\n" ? "]\n}\n" : "\n  ]\n}\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Append(StringBuilder text, string name, string value) =>
        text.Append('"').Append(name).Append("\": \"").Append(JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString()).Append('"');

    private static BaselineEntry ReadEntry(AppSettingsModel model, string key, SourceFile file, List<ConfigurationProblem> problems)
    {
        var fingerprint = model.Find(key + "fingerprint");
        var span = fingerprint?.Span ?? model.Below(key.TrimEnd(':')).FirstOrDefault()?.Span ?? SourceSpan.OfFile(file);
        string Required(string name)
        {
            if (model.Find(key + name)?.Value?.Value is { Length: > 0 } text)
                return text;
            problems.Add(new ConfigurationProblem(span, "a finding needs a '" + name + "'"));
            return "";
        }

        DateTime? expires = null;
        if (model.Find(key + "expires") is { } date)
        {
            if (DateTime.TryParseExact(date.Value?.Value, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                expires = day;
            else
                problems.Add(new ConfigurationProblem(date.Span, "'expires' is a day such as 2030-12-31"));
        }

        return new BaselineEntry(Required("fingerprint"), Required("rule"), Required("path"), model.Find(key + "subject")?.Value?.Value ?? "") { Expires = expires, Span = span };
    }
}
