namespace Koda.Lint.Build.Tests;

/// <summary>What is kept is taken whole or not at all.</summary>
public sealed class KeptLintTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Nothing_that_was_changed_or_broken_off_anywhere_is_taken(bool isEmpty)
    {
        using var folder = new TemporaryFolder();
        var inputs = Keep(folder, "one", isEmpty);
        Assert.Equal(isEmpty, KeptLint.Read(inputs)?.IsEmpty);
        Assert.True(KeptLint.Read(inputs)!.IsUnchanged);

        foreach (var path in (string[])[inputs, KeptLint.FindingsFile(inputs)])
        {
            var whole = File.ReadAllBytes(path);
            Assert.True(whole.Length > 2);
            for (var at = 0; at < whole.Length; at++)
            {
                File.WriteAllBytes(path, whole[..at]);
                Assert.True(KeptLint.Read(inputs) is null, $"{path} broken off at {at}");
                var changed = (byte[])whole.Clone();
                changed[at] ^= 1;
                File.WriteAllBytes(path, changed);
                Assert.True(KeptLint.Read(inputs) is null, $"{path} changed at {at}");
            }

            File.WriteAllBytes(path, [.. whole, 0]);
            Assert.Null(KeptLint.Read(inputs));
            File.Delete(path);
            Assert.Null(KeptLint.Read(inputs));
            File.WriteAllBytes(path, whole);
            Assert.NotNull(KeptLint.Read(inputs));
        }
    }

    [Fact]
    public void Findings_of_another_lint_are_not_taken_for_those_of_this_one()
    {
        using var folder = new TemporaryFolder();
        var inputs = Keep(folder, "one", isEmpty: true);
        var others = Keep(folder, "two", isEmpty: false);

        File.Copy(KeptLint.FindingsFile(others), KeptLint.FindingsFile(inputs), overwrite: true);

        Assert.Null(KeptLint.Read(inputs));
        Assert.NotNull(KeptLint.Read(others));
    }

    [Fact]
    public void Each_request_has_a_state_of_its_own() => Assert.Equal(
        5,
        new[] { KeptLint.InputsFile("/s", "/a", "", ""), KeptLint.InputsFile("/s", "/a", "vps", ""), KeptLint.InputsFile("/s", "/a", "", "/etc"), KeptLint.InputsFile("/s", "/b", "", ""), KeptLint.InputsFile("/t", "/a", "", "") }.Distinct().Count());

    private static string Keep(TemporaryFolder folder, string name, bool isEmpty)
    {
        folder.Write(name + ".yml", "services: {}\n");
        var list = new InputList();
        list.AddFile(folder.PathTo(name + ".yml"));
        list.AddFile(folder.PathTo("100%\n.env"));
        list.AddFolder(folder.PathTo("none"));
        var path = KeptLint.InputsFile(folder.PathTo("state"), folder.PathTo(name), "", "");
        KeptLint.Write(path, list, System.Text.Encoding.UTF8.GetBytes(name), isEmpty);
        return path;
    }
}
