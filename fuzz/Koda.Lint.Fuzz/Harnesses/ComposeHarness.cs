using Koda.Lint.Companions;
using Koda.Lint.Compose;
using Koda.Lint.Compose.Model;
using Koda.Lint.Deployments;
using Koda.Lint.Text;

namespace Koda.Lint.Fuzz.Harnesses;

/// <summary>
/// A deployment of several files in one text (<see cref="DeploymentText"/>): its effective model, and what all rules find in it.
/// </summary>
internal static class ComposeHarness
{
    /// <summary>Where it stands once, as the value of a setting that is secret, no word of a finding may hold it.</summary>
    private const string Canary = "c4nary";

    public static void Describe(SourceFile file, Transcript transcript)
    {
        var files = DeploymentText.Split(file.Text);
        var project = ComposeLoader.Load(
            new ComposeRequest
            {
                WorkingDirectory = DeploymentText.Folder,
                Files = files.ComposeFiles,
                ExampleEnvFiles = [DeploymentText.Folder + "/.env.example"],
                HomeDirectory = "/home/fuzz",
            },
            files);
        Describe(project, transcript);
        var deployment = new Deployment
        {
            Name = "fuzz",
            Project = project,
            Companions = CompanionReader.Read(project, files.Companions, files),
            Environment = DeploymentEnvironment.Production,
        };
        var findings = DeploymentJudge.Judge(deployment);
        foreach (var finding in findings)
            Describe(finding, files, transcript);
        if (IsCanarySecret(files, project))
            Transcript.Claim(findings.All(finding => !WordsOf(finding).Any(HoldsCanary)), "no finding tells a secret");
        foreach (var path in files.Paths)
            CommentClaims.Describe(files.Read(path).File!, transcript);
    }

    private static void Describe(ComposeProject project, Transcript transcript)
    {
        Describe(project.Model, transcript, depth: 0);
        foreach (var problem in project.Problems)
        {
            transcript.Add(problem.Text.Message);
            Transcript.Claim(problem.Path.Length > 0, "a problem belongs to a file");
            if (problem.Span is { } span)
                transcript.AddProblem(span, problem.Text.Message);
        }

        foreach (var variable in project.UnresolvedVariables)
            transcript.AddProblem(variable.Span, variable.Use.Name);
        foreach (var repeated in project.RepeatedSettings)
            transcript.Add([repeated.Earlier, repeated.Later]);
        Transcript.Claim(!project.IsRefused || project.Problems.Count + project.UnresolvedVariables.Count > 0, "a project is refused for a reason");
    }

    private static void Describe(ModelNode node, Transcript transcript, int depth)
    {
        Transcript.Claim(depth < 1000, "a model nests within limits");
        transcript.Add(node.Span);
        for (var previous = node.Previous; previous is not null; previous = previous.Previous)
            transcript.Add(previous.Span);
        switch (node)
        {
            case ModelScalar scalar:
                transcript.Add(scalar.Text);
                transcript.Add(ReaderSpans.Of(scalar.Source, scalar.Text.Length));
                break;
            case ModelMap map:
                foreach (var entry in map.Entries)
                {
                    transcript.Add(entry.Key);
                    transcript.Add(entry.KeySource.Span);
                    Describe(entry.Value, transcript, depth + 1);
                }

                break;
            case ModelList list:
                foreach (var item in list.Items)
                    Describe(item, transcript, depth + 1);
                break;
        }
    }

    private static void Describe(Finding finding, DeploymentText files, Transcript transcript)
    {
        Transcript.Claim(finding.Rule.Id != RuleIds.RuleFailed, "no rule throws: " + finding.Message);
        Transcript.Claim(finding.Message.Length > 0 && finding.Subject.Length > 0, "a finding has words and a subject");
        transcript.Add(finding.Rule.Id);
        foreach (var word in WordsOf(finding))
            transcript.Add(word);
        foreach (var location in finding.Related.Select(related => related.Location).Prepend(finding.Location))
        {
            if (files.Read(location.Path).File is not { } file)
                continue;
            transcript.Add(new SourceSpan(file, file.GetOffset(location.Start), file.GetOffset(location.End)));
            Transcript.Claim(location.Start <= location.End && location.End.Line <= file.LineCount && location.End.Column <= file.GetLine(location.End.Line).Length + 2, "a finding stands on a line of its file");
        }
    }

    private static IEnumerable<string?> WordsOf(Finding finding) =>
        finding.Related.Select(related => related.Message).Concat([finding.Message, finding.Label, finding.Fix, finding.Subject]);

    private static bool HoldsCanary(string? words) => words?.Contains(Canary, StringComparison.Ordinal) == true;

    private static bool IsCanarySecret(DeploymentText files, ComposeProject project)
    {
        var standing = files.Paths.Select(path => (Path: path, Text: files.Read(path).File!.Text)).Where(file => HoldsCanary(file.Path) || HoldsCanary(file.Text)).ToList();
        if (standing is not [var (path, text)] || HoldsCanary(path))
            return false;
        var at = text.IndexOf(Canary, StringComparison.Ordinal);
        return at == text.LastIndexOf(Canary, StringComparison.Ordinal)
            && project.EnvFileContents.Any(env => env.File.Path == path && env.Entries.Any(entry =>
                Settings.SecretNames.IsSecret(entry.Key, null) && entry.ValueSpan.Start <= at && at + Canary.Length <= entry.ValueSpan.End));
    }
}
