using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Koda.Lint.BootGuard.Bench;

// dotnet run -c Release -- first [rounds]   the first start of a process, with the just-in-time compiler at work
// dotnet run -c Release -- --filter '*'     warm
switch (args)
{
    case ["first", .. var rounds]:
        return FirstStart.Compare(rounds is [var text] ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : 21);
    case ["child", var kind]:
        return await FirstStart.MeasureAsync(kind);
    default:
        // In this process: a project that BenchmarkDotNet generates would take this repository's build settings, which are not for it.
        var job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance);
        BenchmarkSwitcher.FromTypes([typeof(SettingRulesBench), typeof(HostStartBench)]).Run(args, ManualConfig.Create(DefaultConfig.Instance).AddJob(job));
        return 0;
}
