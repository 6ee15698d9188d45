using Koda.Lint.Files;

namespace Koda.Lint.Reports;

/// <summary>What a report needs to know beside the findings.</summary>
public sealed record ReportSurroundings
{
    /// <summary>The folder that people see paths from, absolute: the current one.</summary>
    public required string Folder { get; init; }

    /// <summary>The folder that code hosts see paths from, absolute: what was judged.</summary>
    public required string Root { get; init; }

    /// <summary>The files that were judged, for formats that show their lines, secrets masked.</summary>
    public required IFileProvider Files { get; init; }

    /// <summary>Tells the version of Koda.Lint, for formats that name it: looking it up takes longer than writing a short report.</summary>
    public required Func<string> ToolVersion { get; init; }

    /// <summary>How text looks where the report goes.</summary>
    public required TextReportOptions Text { get; init; }

    /// <summary>When the report was made, for formats that tell; null for one that must be the same on every run.</summary>
    public DateTimeOffset? MadeAt { get; init; }
}
