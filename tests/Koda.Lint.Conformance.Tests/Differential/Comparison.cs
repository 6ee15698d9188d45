using System.Text.Json.Nodes;
using Koda.Lint.Compose;
using Koda.Lint.Reports;

namespace Koda.Lint.Conformance.Tests.Differential;

/// <summary>What Docker Compose and we make of a sample.</summary>
internal enum Verdict
{
    Agree,
    OnlyComposeRefuses,
    OnlyWeRefuse,
    ModelsDiffer,
    WeThrow,
}

internal sealed record Comparison(Verdict Verdict, string Detail)
{
    /// <summary>
    /// What has to stay the same while a sample is made smaller, or another disagreement would take the place of this one: of models that differ
    /// also where the first difference is.
    /// </summary>
    public string Kind => Verdict != Verdict.ModelsDiffer ? Verdict.ToString()
        : new string([.. Detail.TakeWhile(c => c != ' ' && c != '\n').Where(c => !char.IsDigit(c))]);

    /// <summary>The detail of a sample on which Docker Compose says nothing.</summary>
    public const string Crash = "crash";

    public static Comparison Of(Sample sample)
    {
        var root = Directory.CreateTempSubdirectory("koda-lint-").FullName;
        try
        {
            var folder = Path.Combine(root, "proj");
            Directory.CreateDirectory(folder);
            sample.WriteTo(folder);
            return Of(sample, folder);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static Comparison Of(Sample sample, string folder)
    {
        var theirs = DockerCompose.Run(folder, sample.Arguments, sample.Shell);
        if (theirs.IsCrash)
            return new Comparison(Verdict.Agree, Crash);
        ComposeProject ours;
        try
        {
            ours = Load(sample, folder);
            if (theirs.ExitCode != 0 || ours.IsRefused)
                return Refusals(theirs, ours);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return new Comparison(Verdict.WeThrow, e.ToString());
        }

        using var output = new MemoryStream();
        ComposeConfigWriter.WriteJson(ours, output, interpolated: true);
        var differences = JsonDifference.Between(JsonNode.Parse(theirs.Output), JsonNode.Parse(output.ToArray()));
        return new Comparison(differences.Count == 0 ? Verdict.Agree : Verdict.ModelsDiffer, string.Join("\n", differences));
    }

    private static Comparison Refusals(DockerCompose.Answer theirs, ComposeProject ours)
    {
        if (theirs.ExitCode != 0 && ours.IsRefused)
            return new Comparison(Verdict.Agree, "refused " + theirs.Error.Trim().Split('\n')[^1]);
        if (theirs.ExitCode != 0)
            return new Comparison(Verdict.OnlyComposeRefuses, theirs.Error.Trim());
        var reasons = ours.Problems.Select(p => (p.Span?.ToString() ?? p.Path) + " " + p.Text.Message)
            .Concat(ours.UnresolvedVariables.Select(v => v.Span + " " + v.Use.Name + " " + v.Use.State));
        return new Comparison(Verdict.OnlyWeRefuse, string.Join("\n", reasons));
    }

    private static ComposeProject Load(Sample sample, string folder) =>
        new RecordedCase("sample", sample.Command, 0, []).LoadFrom(folder, DockerCompose.Surroundings);
}
