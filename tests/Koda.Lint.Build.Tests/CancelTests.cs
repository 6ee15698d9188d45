using System.Collections;
using Microsoft.Build.Framework;

namespace Koda.Lint.Build.Tests;

/// <summary>A build that is stopped stops the lint.</summary>
public sealed class CancelTests
{
    [Fact]
    public void A_cancelled_lint_ends_without_a_verdict_and_keeps_nothing()
    {
        using var folder = new TemporaryFolder();
        folder.Write("docker-compose.yml", Consumer.Broken);
        var engine = new SilentEngine();
        LintDeployments Lint() => new() { BuildEngine = engine, Root = folder.Path, InputsFile = KeptLint.InputsFile(folder.PathTo("state"), folder.Path, "") };

        var cancelled = Lint();
        cancelled.Cancel();
        Assert.False(cancelled.Execute());
        Assert.False(Directory.Exists(folder.PathTo("state")));

        var whole = Lint();
        Assert.True(whole.Execute());
        Assert.NotNull(KeptLint.Read(whole.InputsFile));
        Assert.Equal(0, engine.Errors);
    }

    private sealed class SilentEngine : IBuildEngine
    {
        public int Errors { get; private set; }

        public bool ContinueOnError => false;

        public int LineNumberOfTaskNode => 0;

        public int ColumnNumberOfTaskNode => 0;

        public string ProjectFileOfTaskNode => "";

        public bool BuildProjectFile(string projectFileName, string[] targetNames, IDictionary globalProperties, IDictionary targetOutputs) => false;

        public void LogCustomEvent(CustomBuildEventArgs e)
        {
        }

        public void LogErrorEvent(BuildErrorEventArgs e) => Errors++;

        public void LogMessageEvent(BuildMessageEventArgs e)
        {
        }

        public void LogWarningEvent(BuildWarningEventArgs e)
        {
        }
    }
}
