using System.Collections.Concurrent;
using System.Globalization;

namespace Koda.Lint.Conformance.Tests.Differential;

/// <summary>
/// Random deployments, judged by the real Docker Compose and by us. A disagreement is shrunk and told with the files that show it;
/// kept as a recorded case in <c>found/</c>, it is replayed without Docker Compose.
/// </summary>
public sealed class DifferentialTests
{
    private const int MaxReported = 8;

    /// <summary>How many deployments; <c>KODA_LINT_DIFFERENTIAL=50000</c> looks harder.</summary>
    private static int Count { get; } = Setting("KODA_LINT_DIFFERENTIAL", 300);

    /// <summary>The first seed; another one looks elsewhere.</summary>
    private static int FirstSeed { get; } = Setting("KODA_LINT_DIFFERENTIAL_SEED", 1);

    [Fact]
    public void Random_deployments_get_the_model_and_the_refusal_that_docker_compose_gives_them() => Compare(SampleGenerator.Generate);

    [Fact]
    public void Random_yaml_is_read_as_docker_compose_reads_it() => Compare(YamlSamples.Generate);

    private static void Compare(Func<int, Sample> generate)
    {
        DockerCompose.Require();
        var disagreements = new ConcurrentDictionary<string, string>();
        var refused = 0;
        Parallel.For(FirstSeed, FirstSeed + Count, (seed, loop) =>
        {
            var sample = generate(seed);
            var comparison = Comparison.Of(sample);
            if (comparison.Detail.StartsWith("refused", StringComparison.Ordinal))
            { Interlocked.Increment(ref refused); lock (disagreements) System.IO.File.AppendAllText("/tmp/ref", comparison.Detail + "\n"); }
            if (comparison.Verdict == Verdict.Agree)
                return;
            var small = Shrinker.Shrink(sample, candidate => Comparison.Of(candidate).Verdict == comparison.Verdict);
            var told = Comparison.Of(small).Detail;
            disagreements.TryAdd(small.ToString(), "seed " + seed + " " + comparison.Verdict + ": " + told + "\n" + small);
            if (disagreements.Count >= MaxReported)
                loop.Stop();
        });

        TestContext.Current.TestOutputHelper?.WriteLine($"{Count} deployments compared, {refused} of them refused by both");
        Assert.True(disagreements.IsEmpty, string.Join("\n", disagreements.Values.OrderBy(d => d.Length)));
    }

    private static int Setting(string variable, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : usual;
}
