using System.Text;
using Koda.Lint.Compose;
using Koda.Lint.Compose.Model;

namespace Koda.Lint.Reports;

/// <summary>
/// Prints the effective model as <c>docker compose config</c> does, character by character for ordinary files. It stands in for
/// Docker Compose, so it shows secrets as Compose does.
/// </summary>
public static class ComposeConfigWriter
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes the model as <c>--format json</c> does, with no line break at the end.</summary>
    /// <param name="project">The project.</param>
    /// <param name="output">Where to write, as UTF-8.</param>
    /// <param name="interpolated">Whether variables were expanded; if not, <c>$</c> stays as it is written.</param>
    public static void WriteJson(ComposeProject project, Stream output, bool interpolated) =>
        Write(output, ConfigJson.Print(Tree(project, isYaml: false, interpolated)));

    /// <summary>Writes the model as <c>--format yaml</c> does, which is Compose's default.</summary>
    /// <param name="project">The project.</param>
    /// <param name="output">Where to write, as UTF-8.</param>
    /// <param name="interpolated">Whether variables were expanded; if not, <c>$</c> stays as it is written.</param>
    public static void WriteYaml(ComposeProject project, Stream output, bool interpolated) =>
        Write(output, ConfigYaml.Print(Tree(project, isYaml: true, interpolated)));

    private static ConfigMap Tree(ComposeProject project, bool isYaml, bool interpolated)
    {
        var tree = new ConfigTree(isYaml, escapesDollar: interpolated);
        return interpolated ? tree.Build(project.Model) : tree.BuildPlain(project.Model);
    }

    private static void Write(Stream output, string text)
    {
        var bytes = Utf8.GetBytes(text);
        output.Write(bytes, 0, bytes.Length);
    }
}
