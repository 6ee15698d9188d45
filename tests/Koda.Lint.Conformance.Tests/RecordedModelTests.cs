using System.Text.Json.Nodes;
using Koda.Lint.Compose;
using Koda.Lint.Reports;

namespace Koda.Lint.Conformance.Tests;

/// <summary>Every recorded answer of Docker Compose, against ours.</summary>
public sealed class RecordedModelTests
{
    /// <summary>
    /// Cases in which we leave the recorded Compose on purpose: its successors accept what it refused, and a finding there
    /// would be a false alarm.
    /// </summary>
    private static readonly HashSet<string> AcceptedBecauseNewerComposeDoes = ["490-valid-newer-provider"];

    public static TheoryData<RecordedCase> Accepted => [.. RecordedCase.All.Where(c => c.ExitCode == 0)];

    public static TheoryData<RecordedCase> Refused => [.. RecordedCase.All.Where(c => c.ExitCode != 0 && !AcceptedBecauseNewerComposeDoes.Contains(c.Name))];

    [Theory]
    [MemberData(nameof(Accepted))]
    public void The_model_is_the_one_that_docker_compose_computes(RecordedCase recorded)
    {
        var project = recorded.Load();

        Assert.False(project.IsRefused, string.Join("\n", project.Problems.Select(p => p.Span + " " + p.Text.Message)));
        if (recorded.Command.EndsWith("--profiles", StringComparison.Ordinal))
            return;
        var differences = recorded.Expected("json").Select(expected => Differences(recorded, project, expected)).ToList();
        Assert.True(differences.Exists(d => d.Count == 0), string.Join("\n", differences[0]));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_docker_compose_refuses_is_refused_with_a_place(RecordedCase recorded)
    {
        var project = recorded.Load();

        Assert.True(project.IsRefused);
        Assert.All(project.Problems, problem => Assert.True(problem.Span is not null || problem.Path.Length > 0));
    }

    private static List<string> Differences(RecordedCase recorded, ComposeProject project, string expectedText)
    {
        using var output = new MemoryStream();
        ComposeConfigWriter.WriteJson(project, output, recorded.Request().Interpolate);
        var actual = JsonNode.Parse(output.ToArray());
        var expected = JsonNode.Parse(expectedText.Replace("{DIR}", recorded.Folder, StringComparison.Ordinal));
        return JsonDifference.Between(expected, actual);
    }
}
