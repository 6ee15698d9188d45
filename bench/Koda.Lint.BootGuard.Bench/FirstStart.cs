using System.Diagnostics;
using System.Globalization;

namespace Koda.Lint.BootGuard.Bench;

/// <summary>
/// What the guard adds to the first start of a worker, each in a process of its own, with and without in turns, so that the machine's mood hits both alike. The
/// milliseconds are of the start alone, taken inside of the process.
/// </summary>
internal static class FirstStart
{
    public static int Compare(int rounds)
    {
        var plain = new List<double>();
        var guarded = new List<double>();
        for (var i = 0; i < rounds; i++)
        {
            plain.Add(Run("plain"));
            guarded.Add(Run("guarded"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first start, median of {rounds}: {Median(plain):N1} ms without the guard, {Median(guarded):N1} ms with it"));
        return 0;
    }

    public static async Task<int> MeasureAsync(string kind)
    {
        using var host = HostStartBench.BuildWorker(isGuarded: kind == "guarded");
        var watch = Stopwatch.StartNew();
        await host.StartAsync();
        Console.WriteLine(watch.Elapsed.TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
        await host.StopAsync();
        return 0;
    }

    private static double Run(string kind)
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["child", kind]) { RedirectStandardOutput = true })!;
        var milliseconds = double.Parse(process.StandardOutput.ReadToEnd(), CultureInfo.InvariantCulture);
        process.WaitForExit();
        return milliseconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
