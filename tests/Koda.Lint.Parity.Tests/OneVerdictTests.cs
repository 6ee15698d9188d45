using System.Text;
using System.Text.RegularExpressions;
using Koda.Lint.Compose;
using Koda.Lint.Conformance.Tests;
using Koda.Lint.Conformance.Tests.Differential;
using Koda.Lint.Parity.Tests.Hosts;

namespace Koda.Lint.Parity.Tests;

/// <summary>
/// The product's promise: whoever judges a deployment says the same of it. The command line is the yardstick; the build's task says all of it but for
/// permission bits, which a checkout cannot hold, and the IDE says what can be told without a disk.
/// </summary>
public sealed partial class OneVerdictTests : IDisposable
{
    private const int Batches = 6;
    private const int BatchSize = 50;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("vps-broken", 60)]
    [InlineData("vps-hardened", 0)]
    [InlineData("web", 0)]
    public async Task Every_host_says_the_same_of_a_sample(string name, int least)
    {
        foreach (var path in Directory.EnumerateFiles(Repository.PathTo("samples/" + name)))
            _folder.Write(Path.GetFileName(path) == "env.sample" ? ".env" : Path.GetFileName(path), File.ReadAllBytes(path));

        var told = CommandLine.Check(_folder.Path);

        Assert.True(told.Count >= least);
        await Compare(_folder.Path, told);
    }

    [Fact]
    public async Task Every_host_says_the_same_of_deployments_that_a_configuration_names()
    {
        foreach (var name in (string[])["vps-broken", "vps-hardened"])
        {
            foreach (var path in Directory.EnumerateFiles(Repository.PathTo("samples/" + name)))
                _folder.Write(name + "/" + Path.GetFileName(path), File.ReadAllBytes(path));
        }

        _folder.Write("koda-lint.yml", """
            deployments:
              - { name: one, compose: [vps-broken/docker-compose.yml, vps-broken/docker-compose.prod.yml], env-file: vps-broken/env.sample }
              - { name: two, compose: [vps-hardened/docker-compose.yml, vps-hardened/docker-compose.prod.yml], files: [vps-hardened/Caddyfile], environment: production }
            rules:
              KODA2004: { severity: warning }
              KODA6005: none
            """);

        var told = CommandLine.Check(_folder.Path);

        Assert.Contains(told, one => one.Path.EndsWith("nginx.conf", StringComparison.Ordinal));
        await Compare(_folder.Path, told);
    }

    [Fact]
    public async Task Every_host_says_the_same_of_the_recorded_deployments()
    {
        var configuration = new StringBuilder("deployments:\n");
        foreach (var recorded in RecordedCase.All)
        {
            var files = recorded.Request().Files;
            if (files.Count == 0)
                files = [.. ComposeFileName.BaseNames.Where(name => File.Exists(Path.Combine(recorded.Folder, name))).Take(1)];
            if (files.Count == 0 || files.Contains("-") || files.Any(Path.IsPathRooted))
                continue;
            foreach (var path in Directory.EnumerateFiles(recorded.Folder, "*", SearchOption.AllDirectories).Where(IsInput))
                _folder.Write(recorded.Name + "/" + Path.GetRelativePath(recorded.Folder, path), File.ReadAllBytes(path));
            configuration.Append("  - name: ").Append(recorded.Name).Append("\n    environment: production\n    compose: [")
                .AppendJoin(", ", files.Select(file => '"' + recorded.Name + "/" + file + '"')).Append("]\n");
        }

        _folder.Write("koda-lint.yml", configuration.ToString());

        var told = CommandLine.Check(_folder.Path);

        Assert.True(told.Select(one => one.Path).Distinct().Count() > 100);
        await Compare(_folder.Path, told);

        static bool IsInput(string path) => !Path.GetFileName(path).StartsWith("expected", StringComparison.Ordinal) && Path.GetFileName(path) != "cmd.txt";
    }

    [Fact]
    public async Task Every_host_says_the_same_of_deployments_that_are_made_up()
    {
        var rules = new HashSet<string>();
        for (var batch = 0; batch < Batches; batch++)
        {
            // The program judges a tree of them at once.
            var tree = _folder.PathTo("b" + batch);
            _folder.Write("b" + batch + "/.git/HEAD", "ref: refs/heads/main\n");
            var seeds = Enumerable.Range(1 + (batch * BatchSize), BatchSize).ToList();
            foreach (var seed in seeds)
                Write("b" + batch + "/d" + seed, SampleGenerator.Generate(seed), seed);
            var all = CommandLine.Check(tree, "--recursive");
            foreach (var seed in seeds)
            {
                var root = tree + "/d" + seed;
                var told = all.Where(one => one.Path.StartsWith(root + "/", StringComparison.Ordinal)).ToList();
                rules.UnionWith(told.Select(one => one.Rule));
                await Compare(root, told);
            }
        }

        Assert.True(rules.Count >= 25, string.Join(' ', rules.Order()));
    }

    /// <summary>A made-up deployment under the names by which a folder's files are found; below it stands what these lead to.</summary>
    private void Write(string folder, Sample sample, int seed)
    {
        foreach (var (name, text) in sample.Files)
        {
            var known = name switch { "a.yml" => "docker-compose.yml", "b.yml" => "docker-compose.prod.yml", "c.yml" => "docker-compose.dev.yml", "inc/compose.yml" => "inc/inner.yml", _ => name };
            _folder.Write(folder + "/" + known, text.Replace("inc/compose.yml", "inc/inner.yml", StringComparison.Ordinal));
        }

        string[] beside = ["nginx.conf", "koda.service", "appsettings.json"];
        if (seed % 4 < beside.Length)
            _folder.Write(folder + "/" + beside[seed % 4], File.ReadAllBytes(Repository.PathTo("samples/vps-broken/" + beside[seed % 4])));
    }

    private static async Task Compare(string root, IReadOnlyList<Told> told)
    {
        var built = BuildTask.Lint(root);
        Assert.Equal(Lines(root, told), Lines(root, built.Select(one => one with { Words = Remedy().Replace(one.Words, "") })));

        var files = Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).ToList();
        var shown = await ConfigurationAnalyzer.Show(root, files);
        Assert.Equal(Lines(root, built.Where(one => one.IsOfText)), Lines(root, shown));
    }

    private static string Lines(string root, IEnumerable<Told> told) =>
        string.Join("\n", told.Where(one => one.Rule != RuleIds.SecretFileReadableByOthers).Select(one => one.In(root)).Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\. To fix it: .*?(?=\. See |$)", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Remedy();
}
