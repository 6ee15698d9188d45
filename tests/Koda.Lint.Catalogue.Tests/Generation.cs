using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Koda.Lint.Catalogue.Tests;

/// <summary>The generator run in memory over rule files.</summary>
internal sealed class Generation
{
    private static readonly CSharpParseOptions Language = new(LanguageVersion.CSharp12);

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly CSharpCompilation _compilation;
    private readonly Dictionary<string, AdditionalText> _files;
    private GeneratorDriver _driver;

    public Generation(string part, params (string Name, string Text)[] files)
        : this(part, "", files)
    {
    }

    public Generation(string part, string code, params (string Name, string Text)[] files)
    {
        _files = files.ToDictionary(file => file.Name, AdditionalText (file) => new RuleText(file.Name, file.Text));
        _compilation = CSharpCompilation.Create(
            "Generated",
            [CSharpSyntaxTree.ParseText(code, Language)],
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        _driver = CSharpGeneratorDriver.Create(
            [new CatalogueGenerator().AsSourceGenerator()],
            _files.Values,
            Language,
            new Options(part),
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true)).RunGenerators(_compilation);
    }

    /// <summary>The complaints, as <c>file(line,column): message</c> with the line and column that MSBuild shows.</summary>
    public IEnumerable<string> Problems => _driver.GetRunResult().Diagnostics.Select(diagnostic =>
    {
        Assert.True(diagnostic.Severity == DiagnosticSeverity.Error, diagnostic.ToString());
        var start = diagnostic.Location.GetLineSpan();
        return $"{Path.GetFileName(start.Path)}({start.StartLinePosition.Line + 1},{start.StartLinePosition.Character + 1}): "
            + diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
    });

    /// <summary>The generated source, all files together.</summary>
    public string Source => string.Join("\n", _driver.GetRunResult().GeneratedTrees.Select(tree => tree.ToString()));

    /// <summary>What the compiler has against the generated source; the types of the real catalogue are hidden by design.</summary>
    public IEnumerable<string> CompilerComplaints => Compile().GetDiagnostics(TestContext.Current.CancellationToken)
        .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id is not ("CS0436" or "CS1701"))
        .Select(diagnostic => diagnostic.ToString());

    /// <summary>Changes a rule file and generates again.</summary>
    public void Edit(string name, string text)
    {
        var edited = new RuleText(name, text);
        _driver = _driver.ReplaceAdditionalText(_files[name], edited).RunGenerators(_compilation);
        _files[name] = edited;
    }

    /// <summary>Changes the project's code and generates again.</summary>
    public void EditCode(string code) =>
        _driver = _driver.RunGenerators(_compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(code, Language)));

    /// <summary>Why each output of a step is what it is, in the last run.</summary>
    public IEnumerable<IncrementalStepRunReason> Reasons(string step) =>
        _driver.GetRunResult().Results.Single().TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason);

    /// <summary>The generated code, loaded.</summary>
    public Assembly Load()
    {
        using var image = new MemoryStream();
        var result = Compile().Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        image.Position = 0;
        return new AssemblyLoadContext("Generated", isCollectible: true).LoadFromStream(image);
    }

    private CSharpCompilation Compile() => _compilation.AddSyntaxTrees(_driver.GetRunResult().GeneratedTrees);

    private sealed class RuleText(string name, string text) : AdditionalText
    {
        public override string Path => "/repository/rules/" + name;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }

    private sealed class Options(string part) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Properties(part);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;
    }

    private sealed class Properties(string part) : AnalyzerConfigOptions
    {
        private readonly ImmutableDictionary<string, string> _values =
            ImmutableDictionary<string, string>.Empty.Add("build_property.KodaCatalogue", part);

        public override bool TryGetValue(string key, out string value) => _values.TryGetValue(key, out value!);
    }
}
