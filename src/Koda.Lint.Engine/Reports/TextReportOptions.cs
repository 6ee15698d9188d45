namespace Koda.Lint.Reports;

/// <summary>How a text report looks.</summary>
public sealed record TextReportOptions
{
    /// <summary>The columns of a source line where nothing tells how wide the reader's window is.</summary>
    public const int DefaultWidth = 140;

    /// <summary>The fewest columns that a source line gets, however narrow the window is.</summary>
    public const int LeastWidth = 40;

    /// <summary>The folder that paths are seen from, absolute.</summary>
    public required string Folder { get; init; }

    /// <summary>Whether to colour with ANSI escape sequences.</summary>
    public bool UseColour { get; init; }

    /// <summary>The columns of a source line; a longer one is cut around what is marked.</summary>
    public int Width { get; init; } = DefaultWidth;
}
