using System.Globalization;

namespace Koda.Lint.Conformance.Tests.Differential;

/// <summary>Makes a recorded case of a disagreement: its files, and what Docker Compose answers in a folder of the case's name.</summary>
internal static class FoundCase
{
    private static readonly Lock _lock = new();

    public static void Keep(Sample sample, int seed)
    {
        var name = "found-" + seed.ToString(CultureInfo.InvariantCulture);
        var root = Directory.CreateTempSubdirectory("koda-lint-").FullName;
        try
        {
            var folder = Path.Combine(root, name);
            Directory.CreateDirectory(folder);
            sample.WriteTo(folder);
            var answer = DockerCompose.Run(folder, sample.Arguments, sample.Shell);
            var kept = Repository.PathTo("tests/Koda.Lint.Conformance.Tests/cases/" + name);
            Directory.CreateDirectory(kept);
            sample.WriteTo(kept);
            if (answer.ExitCode == 0)
                File.WriteAllText(Path.Combine(kept, "expected.json"), answer.Output.Replace(folder, "{DIR}", StringComparison.Ordinal));
            else
                File.WriteAllText(Path.Combine(kept, "expected.err"), "exit " + answer.ExitCode.ToString(CultureInfo.InvariantCulture) + "\n" + answer.Error.Replace(folder, "{DIR}", StringComparison.Ordinal));
            lock (_lock)
                File.AppendAllText(Repository.PathTo("tests/Koda.Lint.Conformance.Tests/cases.tsv"), $"cases/{name}\t{sample.Command}\t{answer.ExitCode}\tsynthetic\tfound\n");
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }
}
