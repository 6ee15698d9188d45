using System.Text;

namespace Koda.Lint.Reports;

/// <summary>Text as every report is written: UTF-8, no byte order mark, LF.</summary>
internal static class Utf8Text
{
    private const int BufferSize = 2 * 1024;

    /// <summary>A writer that leaves the stream open when it is disposed of.</summary>
    public static StreamWriter Over(Stream output) =>
        new(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), BufferSize, leaveOpen: true) { NewLine = "\n" };
}
