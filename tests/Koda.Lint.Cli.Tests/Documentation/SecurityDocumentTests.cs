using System.Text.RegularExpressions;

namespace Koda.Lint.Cli.Tests.Documentation;

/// <summary>Each claim of <c>SECURITY.md</c> names the tests that hold it.</summary>
public sealed partial class SecurityDocumentTests
{
    private static readonly IReadOnlyList<string> Claims = [.. File.ReadLines(Repository.PathTo("SECURITY.md"))
        .SkipWhile(line => line != "| claim | test |").Skip(2).TakeWhile(line => line.StartsWith('|'))];

    [Fact]
    public void Every_claim_names_a_test_that_is_there()
    {
        Assert.True(Claims.Count > 20);
        var sources = Directory.EnumerateFiles(Repository.PathTo("tests"), "*Tests.cs", SearchOption.AllDirectories).ToLookup(path => Path.GetFileNameWithoutExtension(path));
        foreach (var claim in Claims)
        {
            var tests = Test().Matches(claim).Select(match => (Class: match.Groups[1].Value, Name: match.Groups[2].Value)).ToList();
            Assert.True(tests.Count > 0, claim);
            foreach (var (type, name) in tests)
                Assert.True(sources[type].Any(path => File.ReadAllText(path).Contains(" " + name + "(", StringComparison.Ordinal)), type + "." + name);
        }
    }

    [GeneratedRegex("`([A-Z][A-Za-z]+Tests)\\.([A-Za-z0-9_]+)`")]
    private static partial Regex Test();
}
