using Koda.Lint.Analyzers.Csp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Koda.Lint.Analyzers;

/// <summary>Judges the pages that a project hands to the compiler: Razor views, components and static HTML.</summary>
internal static class MarkupFiles
{
    private static readonly string[] Extensions = [".cshtml", ".razor", ".html", ".htm"];

    public static void Analyze(AdditionalFileAnalysisContext context)
    {
        var file = context.AdditionalFile;
        if (!Extensions.Any(extension => file.Path.EndsWith(extension, StringComparison.OrdinalIgnoreCase)) || file.GetText(context.CancellationToken) is not { } text)
            return;
        foreach (var policy in MetaPolicies.Find(text.ToString()))
        {
            var found = new PolicyText
            {
                Content = policy.Content,
                IsFixable = false,
                Locate = (offset, length) =>
                {
                    var span = new TextSpan(policy.Start + offset, length);
                    return Microsoft.CodeAnalysis.Location.Create(file.Path, span, text.Lines.GetLinePositionSpan(span));
                },
            };
            Policies.Judge(found, (finding, location, _) => context.ReportDiagnostic(Findings.ToDiagnostic(finding, location, null)));
        }
    }
}
