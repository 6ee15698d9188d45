using System.Globalization;
using System.Reflection;
using Koda.Lint.Analyzers;
using Koda.Lint.Analyzers.Bench;

// Wall time of the SDK's own compiler with and without analyzers, as a build runs it: one warm compiler server, which reads, compiles and writes everything
// anew each time. Rounds measure each variant once: the machine's mood hits all of them alike, and medians of the differences forget the rest.
// Telemetry's own figures (ReportAnalyzer) leave out what the compiler does because an analyzer asks.
var files = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1000;
var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 9;
string[] sonarRules = ["S2092", "S3330"]; // S7039 came later than the last version under a free licence.

var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
    .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal)
        || name.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal) || name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)
        || name.StartsWith("Microsoft.Net.", StringComparison.Ordinal)))
    .ToList();
var plainReferences = references.Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal)).ToList();
var ours = new SourceAnalyzer().SupportedDiagnostics.Select(one => one.Id).Distinct().ToList();
var variants = new[]
{
    new Variant("compiler alone", [], []),
    new Variant("an analyzer that does nothing", [typeof(Idle).Assembly.Location], [Idle.Id]),
    new Variant("Koda.Lint, all C# rules", [typeof(SourceAnalyzer).Assembly.Location], ours),
    new Variant("SonarAnalyzer " + string.Join("+", sonarRules), Directory.GetFiles(Metadata("SonarAnalyzers"), "*.dll"), sonarRules),
};

using var folder = new CompilerFolder();
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{files} files, {rounds} rounds, {Environment.ProcessorCount} cores, compiler {folder.CompilerVersion}"));
Report("ASP.NET Core", folder.Write(WebProgram.Write(files)), references, variants);
Report("no ASP.NET Core", folder.Write(WebProgram.Write(files, isWeb: false)), plainReferences, variants[..3]);
return 0;

void Report(string title, IReadOnlyList<string> sources, IReadOnlyList<string> refs, Variant[] compared)
{
    Console.WriteLine();
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{title}, {sources.Sum(path => File.ReadLines(path).Count()):N0} lines"));
    var times = compared.Select(_ => new List<double>()).ToArray();
    var found = new int[compared.Length];
    for (var round = -2; round < rounds; round++)
    {
        for (var i = 0; i < compared.Length; i++)
        {
            (var time, found[i]) = folder.Compile(sources, refs, compared[i]);
            // The first rounds warm the server up.
            if (round >= 0)
                times[i].Add(time);
        }
    }

    for (var i = 0; i < compared.Length; i++)
    {
        var added = Median(times[i].Zip(times[0], (with, without) => with - without));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {compared[i].Name,-36} {Median(times[i]),9:N1} ms   added {added,9:N1} ms   {found[i],5} findings"));
    }
}

static double Median(IEnumerable<double> values)
{
    var sorted = values.Order().ToList();
    return (sorted[sorted.Count / 2] + sorted[(sorted.Count - 1) / 2]) / 2;
}

static string Metadata(string key) => typeof(WebProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(one => one.Key == key).Value!;
