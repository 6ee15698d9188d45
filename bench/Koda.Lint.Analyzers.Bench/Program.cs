using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using Koda.Lint.Analyzers;
using Koda.Lint.Analyzers.Bench;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

// Wall time of the compiler with and without analyzers, on fresh compilations, in rounds that measure each once: the machine's
// mood hits all of them alike, and medians forget the rest. On a busy machine processor time tells more than wall time. Telemetry's own figures leave out the building of operation trees.
var files = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1000;
var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 9;

var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
    .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal)
        || name.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal) || name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)
        || name.StartsWith("Microsoft.Net.", StringComparison.Ordinal)))
    .Select(path => MetadataReference.CreateFromFile(path)).ToList();
var plainReferences = references.Where(reference => Path.GetFileName(reference.FilePath)!.StartsWith("System.", StringComparison.Ordinal)).ToList();

var web = WebProgram.Write(files).ToList();
var plain = WebProgram.Write(files, isWeb: false).ToList();
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{files} files, {web.Sum(file => file.Text.Count(c => c == '\n')):N0} lines, {rounds} rounds, {Environment.ProcessorCount} cores"));

var sonar = LoadSonar();
Report("ASP.NET Core", web, references,
[
    ("compiler alone", []),
    ("an analyzer that does nothing", [new Idle()]),
    ("Koda.Lint, all C# rules", [new SourceAnalyzer()]),
    ("SonarAnalyzer " + string.Join("+", sonar.SelectMany(one => one.SupportedDiagnostics).Select(one => one.Id).Distinct()), sonar),
]);
Report("no ASP.NET Core", plain, plainReferences,
[
    ("compiler alone", []),
    ("an analyzer that does nothing", [new Idle()]),
    ("Koda.Lint, all C# rules", [new SourceAnalyzer()]),
]);
return 0;

void Report(string title, List<(string Path, string Text)> sources, IEnumerable<MetadataReference> refs, List<(string Name, ImmutableArray<DiagnosticAnalyzer> Analyzers)> variants)
{
    Console.WriteLine();
    Console.WriteLine(title);
    var times = variants.Select(_ => new List<double>()).ToList();
    var processor = variants.Select(_ => new List<double>()).ToList();
    var found = new int[variants.Count];
    for (var round = -1; round < rounds; round++)
    {
        for (var i = 0; i < variants.Count; i++)
        {
            var (time, cpu, count) = Measure(sources, refs, variants[i].Analyzers);
            found[i] = count;
            // The first round warms up.
            if (round >= 0)
            {
                times[i].Add(time);
                processor[i].Add(cpu);
            }
        }
    }

    for (var i = 0; i < variants.Count; i++)
    {
        var added = Median(times[i].Zip(times[0], (with, without) => with - without).ToList());
        var addedCpu = Median(processor[i].Zip(processor[0], (with, without) => with - without).ToList());
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {variants[i].Name,-50} {Median(times[i]),9:N1} ms   added {added,9:N1} ms   (processor {Median(processor[i]),9:N1} ms, added {addedCpu,9:N1} ms)   {found[i]} findings"));
    }
}

static (double Milliseconds, double Processor, int Findings) Measure(List<(string Path, string Text)> sources, IEnumerable<MetadataReference> references, ImmutableArray<DiagnosticAnalyzer> analyzers)
{
    GC.Collect();
    GC.WaitForPendingFinalizers();
    var processor = Process.GetCurrentProcess().TotalProcessorTime;
    var watch = Stopwatch.StartNew();
    var trees = sources.AsParallel().AsOrdered().Select(file => CSharpSyntaxTree.ParseText(SourceText.From(file.Text), path: file.Path)).ToList();
    var enabled = analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(one => one.Id).Distinct()
        .ToDictionary(id => id, _ => ReportDiagnostic.Warn);
    var compilation = CSharpCompilation.Create("Bench", trees, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary,
        concurrentBuild: true, specificDiagnosticOptions: enabled));
    int findings;
    if (analyzers.IsEmpty)
    {
        var diagnostics = compilation.GetDiagnostics();
        if (diagnostics.FirstOrDefault(one => one.Severity == DiagnosticSeverity.Error) is { } error)
            throw new InvalidOperationException(error.ToString());
        findings = 0;
    }
    else
    {
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([new SonarSettings()]), onAnalyzerException: (exception, _, _) => throw exception, concurrentAnalysis: true, logAnalyzerExecutionTime: false);
        var diagnostics = compilation.WithAnalyzers(analyzers, options).GetAllDiagnosticsAsync().GetAwaiter().GetResult();
        findings = diagnostics.Count(one => enabled.ContainsKey(one.Id));
    }

    return (watch.Elapsed.TotalMilliseconds, (Process.GetCurrentProcess().TotalProcessorTime - processor).TotalMilliseconds, findings);
}

static double Median(List<double> values)
{
    var sorted = values.Order().ToList();
    return sorted.Count == 0 ? 0 : (sorted[sorted.Count / 2] + sorted[(sorted.Count - 1) / 2]) / 2;
}

static ImmutableArray<DiagnosticAnalyzer> LoadSonar()
{
    var folder = typeof(WebProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(one => one.Key == "SonarAnalyzers").Value!;
    AssemblyLoadContext.Default.Resolving += (context, name) =>
        File.Exists(Path.Combine(folder, name.Name + ".dll")) ? context.LoadFromAssemblyPath(Path.Combine(folder, name.Name + ".dll")) : null;
    var assembly = AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.Combine(folder, "SonarAnalyzer.CSharp.dll"));
    Type[] types;
    try
    {
        types = assembly.GetTypes();
    }
    catch (ReflectionTypeLoadException exception)
    {
        // Its code fixes need an IDE's assemblies; its analyzers do not.
        types = [.. exception.Types.OfType<Type>()];
    }

    // S7039 came later than the last version under a free licence.
    return
    [
        .. types.Where(type => !type.IsAbstract && typeof(DiagnosticAnalyzer).IsAssignableFrom(type) && type.GetConstructor([]) is not null)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)
            .Where(analyzer => analyzer.SupportedDiagnostics.Any(one => one.Id is "S2092" or "S3330" or "S7039")),
    ];
}

/// <summary>Takes part in the analysis and does nothing: what the driver costs by itself.</summary>
#pragma warning disable RS1001, RS1012 // it is handed to the compiler by hand, and it is meant to do nothing
internal sealed class Idle : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [new DiagnosticDescriptor("IDLE001", "Idle", "Idle", "Bench", DiagnosticSeverity.Warning, isEnabledByDefault: true)];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(_ => { });
    }
}
#pragma warning restore RS1001, RS1012

/// <summary>SonarAnalyzer runs its hotspot rules only when this file asks for them.</summary>
internal sealed class SonarSettings : AdditionalText
{
    public override string Path => "/src/SonarLint.xml";

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(
        "<AnalysisInput><Settings/><Rules><Rule><Key>S2092</Key></Rule><Rule><Key>S3330</Key></Rule><Rule><Key>S7039</Key></Rule></Rules><Files/></AnalysisInput>");
}
