using System.Text;
using Koda.Lint.Checking;
using Koda.Lint.Reports;

namespace Koda.Lint.Build;

/// <summary>
/// Findings as bytes: first what a build shows of each, then the whole report, which only SARIF needs. An unchanged deployment is reported without
/// the engine and the catalogue, which would have to be compiled first.
/// </summary>
internal static class KeptFindings
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="lockedRules">The rules that nobody may make lighter.</param>
    public static byte[] Write(CheckReport report, IReadOnlyCollection<string> lockedRules)
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes, Utf8, leaveOpen: true))
        {
            writer.Write(report.Findings.Count);
            foreach (var reported in report.Findings)
            {
                var finding = reported.Finding;
                writer.Write(finding.Rule.Id);
                writer.Write(finding.Rule.HelpUri);
                writer.Write((byte)finding.Severity);
                writer.Write(lockedRules.Contains(finding.Rule.Id));
                writer.Write(finding.Location.Path);
                writer.Write(finding.Location.Start.Line);
                writer.Write(finding.Location.Start.Column);
                writer.Write(finding.Location.End.Line);
                writer.Write(finding.Location.End.Column);
                writer.Write(FindingSentence.Of(finding));
            }
        }

        CheckReportFile.Write(report, bytes);
        return bytes.ToArray();
    }

    /// <summary>Reads what a build shows.</summary>
    /// <param name="findings">What <see cref="Write"/> wrote, at its start; left at the whole report.</param>
    /// <exception cref="IOException">They are not whole.</exception>
    public static List<ShownFinding> ReadShown(Stream findings)
    {
        using var reader = new BinaryReader(findings, Utf8, leaveOpen: true);
        var shown = new List<ShownFinding>();
        for (var count = reader.ReadInt32(); count > 0; count--)
        {
            shown.Add(new ShownFinding(
                reader.ReadString(), reader.ReadString(), (Severity)reader.ReadByte(), reader.ReadBoolean(), reader.ReadString(),
                reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadString()));
        }

        return shown;
    }

    /// <summary>Reads the whole report, whose findings are in the same order.</summary>
    /// <param name="findings">What <see cref="ReadShown"/> has left.</param>
    /// <exception cref="InvalidDataException">It is not whole.</exception>
    public static CheckReport ReadReport(Stream findings) => CheckReportFile.Read(findings) ?? throw new InvalidDataException("they are not whole");
}

/// <summary>What a build shows of a finding.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="HelpUri">The rule's page.</param>
/// <param name="Severity">The severity that it has by itself.</param>
/// <param name="IsLocked">Whether nobody may make it lighter.</param>
/// <param name="Path">Its file, absolute.</param>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Column">Where it begins, from 1.</param>
/// <param name="EndLine">Where it ends.</param>
/// <param name="EndColumn">The column after its last character.</param>
/// <param name="Text">Its words.</param>
internal sealed record ShownFinding(
    string Rule, string HelpUri, Severity Severity, bool IsLocked, string Path, int Line, int Column, int EndLine, int EndColumn, string Text);
