using System.Globalization;
using System.Text;

namespace Koda.Lint.BootGuard;

/// <summary>Writes a verdict for the person who looks at the terminal, in the shape of <c>koda-lint</c>'s report.</summary>
internal static class GuardReport
{
    public static string Write(GuardVerdict verdict)
    {
        var report = new StringBuilder();
        foreach (var finding in verdict.Findings)
            Write(report, finding);
        report.Append("koda boot guard: ").Append(verdict.Boots ? "may start" : "refused to start").Append(", ")
            .Append(Count(verdict, Severity.Error, "error")).Append(", ").Append(Count(verdict, Severity.Warning, "warning")).Append('\n');
        return report.ToString();
    }

    private static void Write(StringBuilder report, Finding finding)
    {
        report.Append(WordOf(finding.Severity)).Append(' ').Append(finding.Rule.Id).Append(": ").Append(finding.Message).Append('\n');
        if (finding.Origin is { } origin)
            report.Append("  --> ").Append(origin.Setting).Append(" (").Append(origin).Append(")\n");
        if (finding.Fix is { } fix)
            report.Append("   = fix: ").Append(fix).Append('\n');
        report.Append("   = help: ").Append(finding.Rule.HelpUri).Append("\n\n");
    }

    private static string WordOf(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "info",
    };

    private static string Count(GuardVerdict verdict, Severity severity, string word)
    {
        var count = verdict.Findings.Count(finding => finding.Severity == severity);
        return count.ToString(CultureInfo.InvariantCulture) + " " + word + (count == 1 ? "" : "s");
    }
}
