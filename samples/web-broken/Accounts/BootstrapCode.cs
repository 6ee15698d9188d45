namespace WebBroken.Accounts;

public static class BootstrapCode
{
    public static void Write(string folder, string code) => File.WriteAllText(Path.Combine(folder, "bootstrap.txt"), code);
}
