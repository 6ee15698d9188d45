using System.Text;

namespace Koda.Lint.Checking;

/// <summary>
/// A report as bytes, for a host that shows it in another process or later. Binary, so that no text needs an escape; it is no format for
/// others, and a release may change it.
/// </summary>
public static class CheckReportFile
{
    private const string Mark = "koda-lint report 1";
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="output">Where to write.</param>
    public static void Write(CheckReport report, Stream output)
    {
        using var writer = new BinaryWriter(output, Utf8, leaveOpen: true);
        writer.Write(Mark);
        Write(writer, report.Deployments, Write);
        Write(writer, report.Findings, Write);
        Write(writer, report.LeftOut, (to, path) => to.Write(path));
        writer.Write(Mark);
    }

    /// <summary>Reads a report; null when the bytes are not one of this release, whole.</summary>
    /// <param name="input">The bytes.</param>
    public static CheckReport? Read(Stream input)
    {
        try
        {
            using var reader = new BinaryReader(input, Utf8, leaveOpen: true);
            if (reader.ReadString() != Mark)
                return null;
            var report = new CheckReport(ReadList(reader, ReadDeployment), ReadList(reader, ReadFinding), ReadList(reader, from => from.ReadString()));
            return reader.ReadString() == Mark ? report : null;
        }
        catch (Exception e) when (e is IOException or FormatException or ArgumentException or InvalidDataException or OverflowException)
        {
            return null;
        }
    }

    private static void Write(BinaryWriter to, JudgedDeployment deployment)
    {
        to.Write(deployment.Name);
        Write(to, deployment.Files, (writer, path) => writer.Write(path));
        to.Write(deployment.IsProduction);
        Write(to, deployment.SuppliedBy, (writer, path) => writer.Write(path));
    }

    private static JudgedDeployment ReadDeployment(BinaryReader from) =>
        new(from.ReadString(), ReadList(from, reader => reader.ReadString()), from.ReadBoolean(), ReadList(from, reader => reader.ReadString()));

    private static void Write(BinaryWriter to, ReportedFinding reported)
    {
        var finding = reported.Finding;
        to.Write(finding.Rule.Id);
        to.Write((byte)finding.Severity);
        to.Write(finding.Message);
        Write(to, finding.Location);
        WriteOptional(to, finding.Label);
        WriteOptional(to, finding.Fix);
        Write(to, finding.Related, (writer, related) =>
        {
            Write(writer, related.Location);
            writer.Write(related.Message);
        });
        to.Write(finding.Subject);
        WriteOptional(to, finding.Deployment);
        to.Write(reported.Fingerprint);
    }

    private static ReportedFinding ReadFinding(BinaryReader from)
    {
        var finding = new Finding
        {
            Rule = RuleCatalogue.Find(from.ReadString()) ?? throw new InvalidDataException(),
            Severity = (Severity)from.ReadByte(),
            Message = from.ReadString(),
            Location = ReadLocation(from),
            Label = ReadOptional(from),
            Fix = ReadOptional(from),
            Related = ReadList(from, reader => new RelatedLocation(ReadLocation(reader), reader.ReadString())),
            Subject = from.ReadString(),
            Deployment = ReadOptional(from),
        };
        return new ReportedFinding(finding, from.ReadString());
    }

    private static void Write(BinaryWriter to, Location location)
    {
        to.Write(location.Path);
        foreach (var position in (TextPosition[])[location.Start, location.End])
        {
            to.Write(position.Line);
            to.Write(position.Column);
        }
    }

    private static Location ReadLocation(BinaryReader from) =>
        new(from.ReadString(), new TextPosition(from.ReadInt32(), from.ReadInt32()), new TextPosition(from.ReadInt32(), from.ReadInt32()));

    private static void WriteOptional(BinaryWriter to, string? text)
    {
        to.Write(text is not null);
        if (text is not null)
            to.Write(text);
    }

    private static string? ReadOptional(BinaryReader from) => from.ReadBoolean() ? from.ReadString() : null;

    private static void Write<T>(BinaryWriter to, IReadOnlyList<T> list, Action<BinaryWriter, T> write)
    {
        to.Write(list.Count);
        foreach (var entry in list)
            write(to, entry);
    }

    /// <summary>Grows with what is there: a count that lies makes no large array.</summary>
    private static List<T> ReadList<T>(BinaryReader from, Func<BinaryReader, T> read)
    {
        var list = new List<T>();
        for (var count = from.ReadInt32(); count > 0; count--)
            list.Add(read(from));
        return list;
    }
}
