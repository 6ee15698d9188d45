using System.Collections;
using Koda.Lint.Build;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Koda.Lint.Parity.Tests.Hosts;

/// <summary>The MSBuild task: what it judges and keeps, and what is then shown.</summary>
internal static class BuildTask
{
    public static IReadOnlyList<Told> Lint(string root)
    {
        using var state = new TemporaryFolder();
        var engine = new Engine();
        var lint = new LintDeployments { BuildEngine = engine, Root = root, InputsFile = state.PathTo("lint.inputs") };
        Assert.True(lint.Execute(), string.Join("\n", engine.Told.Select(told => told.In(root))));
        Assert.Empty(engine.Told);
        new ReportFindings { BuildEngine = engine, Root = root, Findings = [new TaskItem(state.PathTo("lint.findings"))] }.Execute();
        return engine.Told;
    }

    private sealed class Engine : IBuildEngine
    {
        public List<Told> Told { get; } = [];

        public bool ContinueOnError => false;

        public int LineNumberOfTaskNode => 0;

        public int ColumnNumberOfTaskNode => 0;

        public string ProjectFileOfTaskNode => "";

        public bool BuildProjectFile(string projectFileName, string[] targetNames, IDictionary globalProperties, IDictionary targetOutputs) => false;

        public void LogCustomEvent(CustomBuildEventArgs e)
        {
        }

        public void LogErrorEvent(BuildErrorEventArgs e) => Add(e.Code, e.File, e.LineNumber, e.ColumnNumber, e.EndLineNumber, e.EndColumnNumber, Severity.Error, e.Message);

        public void LogWarningEvent(BuildWarningEventArgs e) => Add(e.Code, e.File, e.LineNumber, e.ColumnNumber, e.EndLineNumber, e.EndColumnNumber, Severity.Warning, e.Message);

        public void LogMessageEvent(BuildMessageEventArgs e)
        {
            if (e.Code is { Length: > 0 })
                Add(e.Code, e.File, e.LineNumber, e.ColumnNumber, e.EndLineNumber, e.EndColumnNumber, Severity.Info, e.Message);
        }

        private void Add(string code, string file, int line, int column, int endLine, int endColumn, Severity severity, string? words) =>
            Told.Add(new Told(code, file, new TextPosition(line, column), new TextPosition(endLine, endColumn), severity, words ?? ""));
    }
}
