using System.Collections.Immutable;
using Koda.Lint.Analyzers.Deployments;
using Koda.Lint.Configuration;
using Koda.Lint.Reports;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Koda.Lint.Analyzers;

/// <summary>
/// Shows in an IDE what is wrong with a deployment's files, without a build: the same engine as the build task's, over the files that the
/// package hands to the compiler. Reads no disk. In a build it is silent, since the task reports there.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeploymentAnalyzer : DiagnosticAnalyzer
{
#pragma warning disable RS2008 // It is no rule: releases have nothing to track.
    private static readonly DiagnosticDescriptor SettingsMistake = new(
        LintCodes.Settings, "What was asked for makes no sense", "{0}", "Settings", DiagnosticSeverity.Error, isEnabledByDefault: true,
        description: "A mistake in koda-lint.yml or in the baseline. No deployment is judged until it is mended.", helpLinkUri: LintCodes.HelpLink);
#pragma warning restore RS2008

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        RuleCatalogue.All.Where(rule => (rule.Surfaces & Surfaces.Configuration) != 0).Select(Descriptors.For).Append(SettingsMistake).ToImmutableArray();

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (SuppliedDeployments.Of(start.Options) is { } deployments)
                start.RegisterAdditionalFileAction(file => Report(file, deployments));
        });
    }

    private static void Report(AdditionalFileAnalysisContext context, SuppliedDeployments deployments)
    {
        foreach (var mistake in deployments.MistakesIn(context.AdditionalFile))
            context.ReportDiagnostic(Diagnostic.Create(SettingsMistake, deployments.ToLocation(mistake.Span.ToLocation()), mistake.Message));
        foreach (var finding in deployments.In(context.AdditionalFile))
        {
            context.ReportDiagnostic(Findings.ToDiagnostic(
                finding, FindingSentence.Of(finding), deployments.ToLocation(finding.Location), finding.Related.Select(related => deployments.ToLocation(related.Location))));
        }
    }
}
