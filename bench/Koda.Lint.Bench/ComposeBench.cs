using BenchmarkDotNet.Attributes;
using Koda.Lint.Checking;
using Koda.Lint.Compose;
using Koda.Lint.Deployments;
using Koda.Lint.Discovery;
using Koda.Lint.Files;
using Koda.Lint.Text;
using Koda.Lint.Yaml;
using YamlDotNet.Core;

namespace Koda.Lint.Bench;

/// <summary>What each step adds: YamlDotNet's events alone, the tree with positions, the effective model, the rules.</summary>
[MemoryDiagnoser]
public class ComposeBench
{
    private string _text = "";
    private string _folder = "";

    /// <summary>How many services the file has.</summary>
    [Params(10, 200, 2000)]
    public int Services { get; set; }

    private ComposeRequest Request => new() { WorkingDirectory = _folder, Files = ["docker-compose.yml"] };

    [GlobalSetup]
    public void WriteFiles()
    {
        _text = Texts.Compose(Services);
        _folder = Directory.CreateTempSubdirectory("koda-lint-bench-").FullName;
        File.WriteAllText(Path.Combine(_folder, "docker-compose.yml"), _text);
    }

    [GlobalCleanup]
    public void DeleteFiles() => Directory.Delete(_folder, recursive: true);

    [Benchmark(Baseline = true)]
    public int Events()
    {
        var count = 0;
        for (var parser = new Parser(new StringReader(_text)); parser.MoveNext();)
            count++;
        return count;
    }

    [Benchmark]
    public object Tree() => YamlReader.Read(new SourceFile("docker-compose.yml", _text));

    [Benchmark]
    public object Model() => ComposeLoader.Load(Request, new DiskFileProvider());

    [Benchmark]
    public int Check() =>
        new DeploymentCheck(new DiskFileProvider()) { Root = _folder }.Run(DeploymentDiscovery.Of(Request, DeploymentEnvironment.Production)).Findings.Count;
}
