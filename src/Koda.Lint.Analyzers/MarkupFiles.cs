using Koda.Lint.Analyzers.Csp;
using Koda.Lint.Markup;
using Koda.Lint.Text;
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
        foreach (var policy in MetaPolicyFinder.Find(new SourceFile(file.Path, text.ToString())))
        {
            var found = new PolicyText
            {
                Content = policy.Value.Value,
                IsFixable = false,
                Locate = (offset, length) =>
                {
                    var place = policy.Value.SpanOf(offset, length);
                    var span = TextSpan.FromBounds(place.Start, place.End);
                    return Microsoft.CodeAnalysis.Location.Create(file.Path, span, text.Lines.GetLinePositionSpan(span));
                },
            };
            Policies.Judge(found, (finding, location, _) => context.ReportDiagnostic(Findings.ToDiagnostic(finding, location, null)));
        }
    }
}
