using System.Collections;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Koda.Lint.Build.Tests;

/// <summary>The tasks as MSBuild calls them.</summary>
public sealed class TaskTests
{
    [Fact]
    public void A_finding_is_an_error_with_its_rule_its_characters_and_its_page()
    {
        using var folder = new TemporaryFolder();
        folder.Write("docker-compose.yml", Consumer.Broken);
        folder.Write("docker-compose.prod.yml", Consumer.Overlay);
        var engine = new SilentEngine();
        var lint = new LintDeployments { BuildEngine = engine, Root = folder.Path, InputsFile = KeptLint.InputsFile(folder.PathTo("state"), folder.Path, "", "") };
        Assert.True(lint.Execute());
        Assert.Empty(engine.Errors);

        var report = new ReportFindings { BuildEngine = engine, Root = folder.Path, Findings = [new TaskItem(KeptLint.FindingsFile(lint.InputsFile))] };
        Assert.False(report.Execute());

        // A binary log has no room for the page.
        var error = Assert.Single(engine.Errors);
        Assert.Equal(("KODA2002", folder.PathTo("docker-compose.yml"), 8, 9, 8, 20), (error.Code, error.File, error.LineNumber, error.ColumnNumber, error.EndLineNumber, error.EndColumnNumber));
        Assert.Equal(RuleCatalogue.OverlayPortsAppend.HelpUri, error.HelpLink);
    }

    [Fact]
    public void A_cancelled_lint_ends_without_a_verdict_and_keeps_nothing()
    {
        using var folder = new TemporaryFolder();
        folder.Write("docker-compose.yml", Consumer.Broken);
        var engine = new SilentEngine();
        LintDeployments Lint() => new() { BuildEngine = engine, Root = folder.Path, InputsFile = KeptLint.InputsFile(folder.PathTo("state"), folder.Path, "", "") };

        var cancelled = Lint();
        cancelled.Cancel();
        Assert.False(cancelled.Execute());
        Assert.False(Directory.Exists(folder.PathTo("state")));

        var whole = Lint();
        Assert.True(whole.Execute());
        Assert.NotNull(KeptLint.Read(whole.InputsFile));
        Assert.Empty(engine.Errors);
    }

    private sealed class SilentEngine : IBuildEngine
    {
        public List<BuildErrorEventArgs> Errors { get; } = [];

        public bool ContinueOnError => false;

        public int LineNumberOfTaskNode => 0;

        public int ColumnNumberOfTaskNode => 0;

        public string ProjectFileOfTaskNode => "";

        public bool BuildProjectFile(string projectFileName, string[] targetNames, IDictionary globalProperties, IDictionary targetOutputs) => false;

        public void LogCustomEvent(CustomBuildEventArgs e)
        {
        }

        public void LogErrorEvent(BuildErrorEventArgs e) => Errors.Add(e);

        public void LogMessageEvent(BuildMessageEventArgs e)
        {
        }

        public void LogWarningEvent(BuildWarningEventArgs e)
        {
        }
    }
}
