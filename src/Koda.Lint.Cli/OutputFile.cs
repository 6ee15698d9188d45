using Koda.Lint.Files;

namespace Koda.Lint.Cli;

/// <summary>Writes a file that a command makes.</summary>
internal static class OutputFile
{
    /// <summary>Writes it whole or not at all.</summary>
    /// <exception cref="UsageException">It cannot be written.</exception>
    public static void Write(string path, byte[] bytes)
    {
        try
        {
            WholeFile.Write(path, stream => stream.Write(bytes));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException("'" + path + "' cannot be written");
        }
    }
}
