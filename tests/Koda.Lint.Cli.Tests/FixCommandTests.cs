namespace Koda.Lint.Cli.Tests;

public sealed class FixCommandTests : IDisposable
{
    private const string Base = "services:\n  web:\n    image: x:1\n    ports: [\"8080:80\"]\n";
    private const string Overlay = "services:\n  web:\n    # loopback only\n    ports:\n      - \"127.0.0.1:8080:80\"\n";

    private readonly TemporaryFolder _folder = new();

    public FixCommandTests()
    {
        _folder.Write("compose.yml", Base);
        _folder.Write("compose.prod.yml", Overlay);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_dry_run_prints_a_diff_and_writes_nothing()
    {
        var answer = KodaLint.Run(_folder.Path, "fix", "--dry-run");

        Assert.Equal(
            "--- a/compose.prod.yml\n+++ b/compose.prod.yml\n@@ -1,5 +1,5 @@\n services:\n   web:\n     # loopback only\n-    ports:\n+    ports: !override\n       - \"127.0.0.1:8080:80\"\n"
                + "would fix KODA2002 compose.yml:4:13: service 'web' still publishes 8080 on all interfaces: Compose appends 'ports' across files\n"
                + "1 finding would be fixed in compose.prod.yml, none left to do by hand\n",
            answer.Output);
        Assert.Equal(0, answer.ExitCode);
        Assert.Equal(Overlay, File.ReadAllText(_folder.PathTo("compose.prod.yml")));
    }

    [Fact]
    public void A_fix_mends_the_files_and_the_check_after_it_passes()
    {
        Assert.Equal(1, KodaLint.Run(_folder.Path).ExitCode);

        var answer = KodaLint.Run(_folder.Path, "fix");

        Assert.Equal(0, answer.ExitCode);
        Assert.EndsWith("1 finding fixed in compose.prod.yml, none left to do by hand\n", answer.Output, StringComparison.Ordinal);
        Assert.Equal(Overlay.Replace("ports:", "ports: !override", StringComparison.Ordinal), File.ReadAllText(_folder.PathTo("compose.prod.yml")));
        Assert.Equal(0, KodaLint.Run(_folder.Path).ExitCode);
        Assert.Equal("nothing to fix\n", KodaLint.Run(_folder.Path, "fix").Output);
        Assert.Equal(2, Directory.GetFiles(_folder.Path).Length);
    }

    [Fact]
    public void What_is_left_is_told_with_the_reason_and_the_exit_code()
    {
        _folder.Write("compose.yml", Base + "  db:\n    image: postgres:16\n    ports: [\"5432:5432\"]\n    volumes: [\"data:/var/lib/postgresql/data\"]\nvolumes:\n  data:\n");

        var answer = KodaLint.Run(_folder.Path, "fix");

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("not fixed KODA2003 compose.yml:7:13: ", answer.Output, StringComparison.Ordinal);
        Assert.Contains("\n  because: there is no automatic fix for it\n  to do: remove the port", answer.Output, StringComparison.Ordinal);
        Assert.EndsWith("1 finding fixed in compose.prod.yml, 1 left to do by hand\n", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Standard_input_is_judged_and_not_written()
    {
        var answer = KodaLint.Run(_folder.Path, new Dictionary<string, string>(), Base, "fix", "-f", "-", "--environment", "production");

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("'<stdin>' is not touched: it is standard input", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_beside_the_folder_are_not_written()
    {
        Directory.CreateDirectory(_folder.PathTo("sub"));

        var answer = KodaLint.Run(_folder.PathTo("sub"), "fix", "-f", "../compose.yml", "--environment", "production");

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("it lies outside of the folder", answer.Output, StringComparison.Ordinal);
        Assert.Equal(Base, File.ReadAllText(_folder.PathTo("compose.yml")));
    }
}
