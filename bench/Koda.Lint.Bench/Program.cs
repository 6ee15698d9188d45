using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Koda.Lint.Bench;

// dotnet run -c Release -- --filter '*'
// In this process: a project that BenchmarkDotNet generates would take this repository's build settings, which are not for it.
var job = Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance);
BenchmarkSwitcher.FromTypes([typeof(ReaderBench), typeof(ComposeBench)]).Run(args, ManualConfig.Create(DefaultConfig.Instance).AddJob(job));
