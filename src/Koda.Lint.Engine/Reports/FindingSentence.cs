using System.Globalization;
using System.Text;
using Koda.Lint.Files;

namespace Koda.Lint.Reports;

/// <summary>A finding in one line, for hosts that show one: what is wrong, what to type, which other places explain it.</summary>
public static class FindingSentence
{
    /// <summary>Writes the line, without the finding's own place.</summary>
    /// <param name="finding">The finding.</param>
    public static string Of(Finding finding)
    {
        var text = new StringBuilder(finding.Message);
        if (finding.Fix is { } fix)
            text.Append(". To fix it: ").Append(fix);
        var folder = DeploymentPath.FolderOf(finding.Location.Path);
        for (var i = 0; i < finding.Related.Count; i++)
        {
            var (place, message) = finding.Related[i];
            text.Append(i == 0 ? ". See " : "; ").Append(RelativePath.From(folder, place.Path)).Append('(')
                .Append(place.Start.Line.ToString(CultureInfo.InvariantCulture)).Append(',')
                .Append(place.Start.Column.ToString(CultureInfo.InvariantCulture)).Append("): ").Append(message);
        }

        // It goes into logs of builds, where control characters would reach a terminal.
        return Printable.Of(text.Replace("\r", "").Replace('\n', ' ').ToString());
    }
}
