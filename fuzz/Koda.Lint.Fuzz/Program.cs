using System.Globalization;
using System.Text;
using Koda.Lint.Fuzz;
using SharpFuzz;

// eng/fuzz.sh runs this under afl-fuzz. By hand: a harness with files reads them and names the claim that one breaks.
switch (args)
{
    case ["list"]:
        foreach (var one in Harness.All)
            Console.WriteLine(one.Name);
        return 0;
    case ["instrument", var folder]:
        Instrument(folder);
        return 0;
    case [var name] when Harness.Find(name) is { } harness:
        Fuzzer.OutOfProcess.Run(stream => harness.Read(TextOf(stream)));
        return 0;
    case [var name, .. var files] when Harness.Find(name) is { } harness:
        return Array.TrueForAll(Array.ConvertAll(files, file => Replay(harness, file)), holds => holds) ? 0 : 1;
    default:
        Console.Error.WriteLine("usage: Koda.Lint.Fuzz list | instrument FOLDER | HARNESS [FILE…]\nharnesses: " + string.Join(' ', Harness.All.Select(one => one.Name)));
        return 2;
}

// What is fuzzed tells the fuzzer which branches an input took; the harnesses themselves do not, so that no input is kept for their sake.
static void Instrument(string folder)
{
    foreach (var library in new[] { "Koda.Lint.Abstractions", "Koda.Lint.Core", "YamlDotNet" })
    {
        var types = Fuzzer.Instrument(Path.Combine(folder, library + ".dll"), _ => true, Options.Value).Count();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{library}: {types} types"));
    }
}

// Counted in processor time, so that a busy machine makes no input slow; the first reading of a process also compiles.
static bool Replay(Harness harness, string file)
{
    try
    {
        using var stream = File.OpenRead(file);
        var text = TextOf(stream);
        harness.Read(text);
        var before = Environment.CpuUsage.TotalTime;
        harness.Read(text);
        Transcript.Claim(Environment.CpuUsage.TotalTime - before < TimeSpan.FromSeconds(1), "a text of a few kilobytes is read twice within a second");
        return true;
    }
    catch (BrokenClaimException e)
    {
        Console.WriteLine(file + ": " + e.Message);
        return false;
    }
}

static string TextOf(Stream stream)
{
    using var reader = new StreamReader(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), detectEncodingFromByteOrderMarks: false, leaveOpen: true);
    return reader.ReadToEnd();
}
