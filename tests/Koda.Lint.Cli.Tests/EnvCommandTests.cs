
namespace Koda.Lint.Cli.Tests;

public sealed class EnvCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("compose", "{\n  \"A\": \"1x\",\n  \"B\": \"\"\n}\n")]
    [InlineData("python-dotenv", "{\n  \"A\": \"$Nx\",\n  \"B\": \"\"\n}\n")]
    [InlineData("dotenv-net", "{\n  \"A\": \"$Nx\",\n  \"B\": \"\"\n}\n")]
    [InlineData("naive", "{\n  \"A\": \"$Nx # c\",\n  \"B\": \"\"\n}\n")]
    public void Each_program_reads_it_in_its_own_way(string dialect, string json)
    {
        _folder.Write(".env", "A=$Nx # c\nB=\n");

        var answer = KodaLint.Run(_folder.Path, new Dictionary<string, string> { ["Nx"] = "1x" }, "", "env", ".env", "--dialect", dialect, "--format", "json", "--show-values");

        Assert.Equal((0, json), (answer.ExitCode, answer.Output));
    }

    [Fact]
    public void Values_are_masked_unless_asked_for()
    {
        _folder.Write(".env", "PORT=8080\nEMPTY=\nDB_PASSWORD=hunter2\nPORT=9090\n");

        Assert.Equal("PORT=***  <- .env:4:1\nEMPTY=  <- .env:2:1\nDB_PASSWORD=***  <- .env:3:1\n", KodaLint.Run(_folder.Path, "env", ".env").Output);
        Assert.DoesNotContain("hunter2", KodaLint.Run(_folder.Path, "env", ".env", "--format", "json").Output, StringComparison.Ordinal);
        Assert.Contains("DB_PASSWORD=hunter2", KodaLint.Run(_folder.Path, "env", ".env", "--show-values").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_the_program_refuses_fails_with_a_place()
    {
        _folder.Write(".env", "A=1\nB C=hunter2\n");

        var answer = KodaLint.Run(_folder.Path, "env", ".env");

        Assert.Equal(1, answer.ExitCode);
        Assert.Equal("", answer.Output);
        Assert.StartsWith(".env:2:", answer.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_bad_usage() =>
        Assert.Equal((2, "koda-lint: '.env' cannot be read: there is no such file\n"), (KodaLint.Run(_folder.Path, "env", ".env").ExitCode, KodaLint.Run(_folder.Path, "env", ".env").Error));
}
