using Koda.Lint.Fuzz;
using Koda.Lint.Text;

namespace Koda.Lint.Core.Tests.Fuzzing;

/// <summary>Reads what the fuzzer starts from, and what it once found a fault with, without the fuzzer.</summary>
public sealed class CorpusTests
{
    private static readonly string Folder = Repository.PathTo("fuzz/Koda.Lint.Fuzz");

    public static TheoryData<string> Harnesses => [.. Harness.All.Select(harness => harness.Name)];

    public static TheoryData<string, string> Inputs
    {
        get
        {
            var inputs = new TheoryData<string, string>();
            foreach (var harness in Harness.All)
            foreach (var path in Directory.EnumerateFiles(Path.Combine(Folder, "corpus", harness.Name)).Order(StringComparer.Ordinal))
                inputs.Add(harness.Name, Path.GetFileName(path));
            return inputs;
        }
    }

    [Theory]
    [MemberData(nameof(Inputs))]
    public void An_input_is_read_as_every_text_must_be(string harness, string input)
    {
        var text = File.ReadAllText(Path.Combine(Folder, "corpus", harness, input));

        Assert.Null(Record.Exception(() => Harness.Find(harness)!.Read(text)));
    }

    [Theory]
    [MemberData(nameof(Harnesses))]
    public void A_harness_has_seeds_and_words(string harness)
    {
        Assert.NotEmpty(Directory.EnumerateFiles(Path.Combine(Folder, "corpus", harness)));
        Assert.NotEmpty(File.ReadAllLines(Path.Combine(Folder, "dictionaries", harness + ".dict")));
    }

    [Fact]
    public void No_seeds_are_left_that_no_harness_reads() =>
        Assert.Equal(Harness.All.Select(harness => harness.Name), Directory.EnumerateDirectories(Path.Combine(Folder, "corpus")).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [Fact]
    public void A_claim_that_does_not_hold_is_noticed()
    {
        var text = new SourceFile("a", "one\r\ntwo");
        var transcript = new Transcript();

        transcript.Add(new SourceSpan(text, 4, 8));
        Assert.Throws<BrokenClaimException>(() => transcript.Add(new SourceSpan(text, 4, 9)));
        Assert.Throws<BrokenClaimException>(() => transcript.Add(new SourceSpan(text, 5, 4)));
        Assert.Throws<BrokenClaimException>(() => transcript.AddProblem(new SourceSpan(text, 0, 1), ""));
    }

    [Fact]
    public void A_reader_that_never_says_the_same_twice_is_noticed()
    {
        var readings = 0;
        var harness = new Harness("fickle", "file", (_, transcript) => transcript.Add(readings++));

        Assert.Throws<BrokenClaimException>(() => harness.Read("text"));
    }

    [Fact]
    public void A_deployment_s_files_stand_in_one_text()
    {
        var files = DeploymentText.Split("services: {}\n=== .env\nA=1\n=== sub/docker-compose.yml\r\nx: 1\n=== .env\nA=2\n");

        Assert.Equal(["docker-compose.yml", ".env", "sub/docker-compose.yml"], files.Paths.Select(path => path[(DeploymentText.Folder.Length + 1)..]));
        Assert.Equal("A=1\n", files.Read(DeploymentText.Folder + "/.env").File!.Text);
        Assert.Equal(2, files.ComposeFiles.Count);
    }
}
