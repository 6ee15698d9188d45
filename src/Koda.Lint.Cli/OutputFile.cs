namespace Koda.Lint.Cli;

/// <summary>Writes a file whole or not at all.</summary>
internal static class OutputFile
{
    /// <summary>Writes beside the file and then puts it in its place.</summary>
    /// <exception cref="UsageException">The folder cannot be written to.</exception>
    public static void Write(string path, byte[] bytes)
    {
        var unfinished = path + "." + Guid.NewGuid().ToString("N")[..8] + ".tmp";
        try
        {
            File.WriteAllBytes(unfinished, bytes);
            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(unfinished);
            throw new UsageException("'" + path + "' cannot be written");
        }
    }
}
