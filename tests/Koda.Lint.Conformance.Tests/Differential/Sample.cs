using System.Text;

namespace Koda.Lint.Conformance.Tests.Differential;

/// <summary>A deployment to compare: its files, Docker Compose's options, and the shell's variables.</summary>
internal sealed record Sample(IReadOnlyDictionary<string, string> Files, IReadOnlyList<string> Options, IReadOnlyDictionary<string, string> Shell)
{
    /// <summary>The command line as a recorded case has it.</summary>
    public string Command =>
        string.Concat(Shell.Select(v => v.Key + "='" + v.Value + "' ")) + "{COMPOSE} " + string.Concat(Options.Select(o => o + " ")) + "config --format json";

    /// <summary>The same without the shell's quotes.</summary>
    public IReadOnlyList<string> Arguments => [.. Options.Select(option => option.Trim('"')), "config", "--format", "json"];

    public void WriteTo(string folder)
    {
        foreach (var (name, text) in Files)
        {
            var path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text, new UTF8Encoding(false));
        }
    }

    public override string ToString() =>
        "$ " + Command + "\n" + string.Concat(Files.Select(f => "--- " + f.Key + "\n" + f.Value + (f.Value.EndsWith('\n') ? "" : "\n")));
}
