using System.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Koda.Lint.Catalogue.Tests;

/// <summary>Runs <c>eng/new-rule.cs</c> in a copy of the layout.</summary>
public sealed class NewRuleScaffoldTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("koda-lint-scaffold").FullName;

    public NewRuleScaffoldTests()
    {
        Directory.CreateDirectory(Path.Combine(_root, "eng"));
        Directory.CreateDirectory(Path.Combine(_root, "rules"));
        File.Copy(Path.Combine(Repository.Root, "eng", "new-rule.cs"), Path.Combine(_root, "eng", "new-rule.cs"));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_new_rule_builds_and_waits_to_be_filled_in()
    {
        Assert.Equal((0, ""), Run("KODA2010", "DoorIsAjar"));

        var path = Path.Combine(_root, "rules", "KODA2010.DoorIsAjar.yml");
        Assert.Empty(RuleFileReader.Read(path, SourceText.From(File.ReadAllText(path))).Problems);
        Assert.Contains("FILL IN", File.ReadAllText(path), StringComparison.Ordinal);
        Assert.Contains("class DoorIsAjar : DeploymentRule", ReadSource("src/Koda.Lint.Core/Rules/Network/DoorIsAjar.cs"), StringComparison.Ordinal);
        Assert.Contains("Assert.Fail(", ReadSource("tests/Koda.Lint.Core.Tests/Rules/Network/DoorIsAjarTests.cs"), StringComparison.Ordinal);

        Assert.Equal((1, "rules/KODA2010.DoorIsAjar.yml has that id or name already.\n"), Run("KODA2010", "DoorOpen"));
        Assert.Equal(2, Run("2010", "DoorOpen").ExitCode);
    }

    private string ReadSource(string relative) => File.ReadAllText(Path.Combine(_root, relative));

    private (int ExitCode, string Error) Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["run", Path.Combine(_root, "eng", "new-rule.cs"), "--", .. arguments])
        {
            WorkingDirectory = _root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEnd();
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(3)), "The scaffold does not end.");
        _ = output.Result;
        return (process.ExitCode, error);
    }
}
