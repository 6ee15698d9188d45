using System.Collections.Concurrent;
using System.Globalization;

namespace Koda.Lint.Conformance.Tests.Differential;

/// <summary>
/// Random deployments, judged by the real Docker Compose and by us. A disagreement is shrunk and told with the files that show it. With
/// <c>KODA_LINT_DIFFERENTIAL_KEEP=1</c> it also becomes a recorded case, which is replayed without Docker Compose from then on.
/// </summary>
public sealed class DifferentialTests
{
    private const int MaxReported = 20;

    /// <summary>How many deployments: 2,000 in a CI; <c>eng/nightly.sh</c> looks at 50,000.</summary>
    private static int Count { get; } = Setting("KODA_LINT_DIFFERENTIAL", Environment.GetEnvironmentVariable("CI") == "true" ? 2000 : 300);

    /// <summary>The first seed; another one looks elsewhere.</summary>
    private static int FirstSeed { get; } = Setting("KODA_LINT_DIFFERENTIAL_SEED", 1);

    [Fact]
    public void Random_deployments_get_the_model_and_the_refusal_that_docker_compose_gives_them() => Compare(SampleGenerator.Generate, Count);

    [Fact]
    public void Random_yaml_is_read_as_docker_compose_reads_it() => Compare(YamlSamples.Generate, Math.Max(300, Count / 4));

    private static void Compare(Func<int, Sample> generate, int count)
    {
        DockerCompose.Require();
        var disagreements = new ConcurrentDictionary<string, string>();
        var (compared, refused, crashed) = (0, 0, 0);
        // Each waits for a process: without a bound, the thread pool answers the waiting with ever more of them.
        Parallel.For(FirstSeed, FirstSeed + count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, (seed, loop) =>
        {
            var sample = generate(seed);
            var comparison = Comparison.Of(sample);
            Interlocked.Increment(ref compared);
            if (comparison.Detail == Comparison.Crash)
                Interlocked.Increment(ref crashed);
            if (comparison.Detail.StartsWith("refused", StringComparison.Ordinal))
                Interlocked.Increment(ref refused);
            if (comparison.Verdict == Verdict.Agree)
                return;
            var small = Shrinker.Shrink(sample, candidate => Comparison.Of(candidate).Kind == comparison.Kind);
            var told = Comparison.Of(small).Detail;
            if (Setting("KODA_LINT_DIFFERENTIAL_KEEP", 0) == 1)
                FoundCase.Keep(small, seed);
            disagreements.TryAdd(small.ToString(), "seed " + seed + " " + comparison.Verdict + ": " + told + "\n" + small);
            if (disagreements.Count >= MaxReported)
                loop.Stop();
        });

        TestContext.Current.TestOutputHelper?.WriteLine($"{compared} deployments compared: {disagreements.Count} disagreements, {refused} refused by both, {crashed} on which Docker Compose itself breaks down");
        Assert.True(disagreements.IsEmpty, string.Join("\n", disagreements.Values.OrderBy(d => d.Length)));
    }

    private static int Setting(string variable, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : usual;
}
