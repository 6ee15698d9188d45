namespace Web.Accounts;

public static class BootstrapCode
{
    public static void Write(string folder, string code)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        using var writer = new StreamWriter(Path.Combine(folder, "bootstrap.txt"), options);
        writer.Write(code);
    }
}
