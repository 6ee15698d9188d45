using System.Diagnostics;
using System.Text;

namespace Koda.Lint.Cli.Tests;

/// <summary>What no deployment should have: each gets a word at a place and an exit code, in time and memory that a pre-commit hook can spare.</summary>
public sealed class BadInputTests : IDisposable
{
    private const string Deployment = "services:\n  web:\n    image: x:1\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_path_that_is_not_there() => AssertUsage("there is no 'missing'", "missing");

    [Fact]
    public void A_folder_without_a_deployment()
    {
        _folder.Write("package.json", "{}");

        AssertUsage("no deployment in '.'", ".");
    }

    [Fact]
    public void A_named_file_that_is_not_there() => AssertUsage("'a.yml' cannot be read: there is no such file", "-f", "a.yml");

    [Fact]
    public void A_named_file_that_is_a_folder()
    {
        Directory.CreateDirectory(_folder.PathTo("a.yml"));

        AssertUsage("'a.yml' cannot be read: it is a directory", "-f", "a.yml");
    }

    [Fact]
    public void A_named_env_file_that_is_not_there()
    {
        _folder.Write("compose.yml", Deployment);

        AssertUsage("'prod.env' cannot be read: there is no such file", "--env-file", "prod.env");
    }

    [Fact]
    public void A_folder_named_env()
    {
        _folder.Write("compose.yml", Deployment);
        Directory.CreateDirectory(_folder.PathTo(".env"));

        AssertFinding("KODA9001", ".env:1:1");
    }

    [Fact]
    public void A_file_without_permission()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "permissions do not bind this user");
        _folder.Write("compose.yml", Deployment);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder.PathTo("compose.yml"), UnixFileMode.None);

        AssertFinding("KODA9001", "compose.yml:1:1");
        AssertUsage("'compose.yml' cannot be read: permission is denied", "-f", "compose.yml");
    }

    [Fact]
    public void Binary_garbage()
    {
        var garbage = new byte[200_000];
        new Random(1).NextBytes(garbage);
        _folder.Write("compose.yml", garbage);

        AssertFinding("KODA9001", "compose.yml:1:1");
    }

    [Fact]
    public void An_archive_of_text_with_control_characters()
    {
        _folder.Write("compose.yml", "PK\u0003\u0004services:\n");

        AssertFinding("KODA9008", "compose.yml:1:3");
    }

    [Fact]
    public void Utf_16_is_read_as_docker_compose_reads_it()
    {
        _folder.Write("compose.yml", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Deployment)]);

        Assert.Equal(0, Run().ExitCode);
    }

    [Fact]
    public void A_file_of_100_megabytes()
    {
        using (var file = File.Create(_folder.PathTo("compose.yml")))
            file.SetLength(100_000_000);

        AssertFinding("KODA9004", "compose.yml:1:1");
    }

    [Fact]
    public void A_bomb_of_aliases()
    {
        var bomb = new StringBuilder("x-0: &x0 [y, y, y, y, y, y, y, y, y, y]\n");
        for (var i = 1; i < 30; i++)
            bomb.Append("x-" + i + ": &x" + i + " [" + string.Join(", ", Enumerable.Repeat("*x" + (i - 1), 10)) + "]\n");
        _folder.Write("compose.yml", bomb + Deployment);

        AssertFinding("KODA9004", "compose.yml:");
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("? ")]
    public void Nesting_100_000_deep(string opening)
    {
        _folder.Write("compose.yml", "services:\n  " + new StringBuilder().Insert(0, opening, 100_000));

        AssertFinding("KODA900", "compose.yml:");
    }

    [Fact]
    public void References_nested_100_000_deep()
    {
        _folder.Write("compose.yml", "services:\n  web:\n    image: \"" + new StringBuilder().Insert(0, "${A:-", 100_000) + "\"\n");

        AssertFinding("KODA900", "compose.yml:3:");
    }

    [Fact]
    public void A_circle_of_includes()
    {
        _folder.Write("compose.yml", "include: [other.yml]\n" + Deployment);
        _folder.Write("other.yml", "include: [compose.yml]\n");

        AssertFinding("KODA9003", "other.yml:1:11");
    }

    [Fact]
    public void A_named_pipe_that_nobody_writes_to()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are none in folders");
        using (var make = Process.Start("mkfifo", _folder.PathTo("compose.yml")))
            make.WaitForExit();

        AssertFinding("KODA9001", "compose.yml:1:1");
    }

    [Fact]
    public void A_link_to_nowhere()
    {
        File.CreateSymbolicLink(_folder.PathTo("compose.yml"), "nowhere");

        AssertFinding("KODA9001", "compose.yml:1:1");
    }

    [Fact]
    public async Task Files_that_come_and_go()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var editing = Task.Run(
            () =>
            {
                for (var i = 0; !stop.IsCancellationRequested; i++)
                {
                    foreach (var name in (string[])["compose.yml", "compose.prod.yml", ".env", ".gitignore"])
                    {
                        if ((i + name.Length) % 3 == 0)
                            File.Delete(_folder.PathTo(name));
                        else
                            _folder.Write(name, i % 5 == 0 ? "" : Deployment);
                    }
                }
            },
            stop.Token);
        for (var i = 0; i < 20; i++)
        {
            var answer = Run("--recursive");
            Assert.True(answer.ExitCode is 0 or 1 or 2, answer.ToString());
        }

        await stop.CancelAsync();
        await editing;
    }

    private Answer Run(params string[] arguments)
    {
        var answer = KodaLint.Run(_folder.Path, arguments);
        Assert.InRange(answer.ProcessorTime.TotalSeconds, 0, 2);
        Assert.InRange(answer.PeakBytes, 0, 300_000_000);
        return answer;
    }

    private void AssertUsage(string message, params string[] arguments)
    {
        var answer = Run(arguments);
        Assert.Equal(2, answer.ExitCode);
        Assert.Equal("", answer.Output);
        Assert.StartsWith("koda-lint: " + message, answer.Error, StringComparison.Ordinal);
    }

    private void AssertFinding(string rule, string place)
    {
        var answer = Run();
        Assert.True(answer.ExitCode == 1, answer.ToString());
        Assert.Contains("error " + rule, answer.Output, StringComparison.Ordinal);
        Assert.Contains("--> " + place, answer.Output, StringComparison.Ordinal);
        Assert.Equal("", answer.Error);
    }
}
