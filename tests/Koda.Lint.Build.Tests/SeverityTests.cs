using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Koda.Lint.Build.Tests;

/// <summary>Severities are the compiler's: what it would do with a diagnostic of ours, the task does with a finding.</summary>
public sealed class SeverityTests(PackedFeed feed)
{
    private static readonly string?[] Words = [null, "default", "none", "silent", "suggestion", "warning", "error"];

    [Fact]
    public void Every_combination_of_switches_and_configuration_weighs_as_in_the_compiler()
    {
        using var folder = new TemporaryFolder();
        var wrong = new List<string>();
        var count = 0;
        foreach (var word in Words)
        {
            folder.Write(".globalconfig", "is_global = true\n" + (word is null ? "" : "dotnet_diagnostic.KODA2001.severity = " + word + "\n"));
            var configured = GlobalConfigs.Read([folder.PathTo(".globalconfig")]);
            for (var switches = 0; switches < 16; switches++)
            {
                var (noWarn, asError, notAsError, all) = ((switches & 1) != 0, (switches & 2) != 0, (switches & 4) != 0, (switches & 8) != 0);
                string[] arguments =
                [
                    all ? "/warnaserror+" : "/warnaserror-",
                    .. noWarn ? ["/nowarn:KODA2001"] : Array.Empty<string>(),
                    .. asError ? ["/warnaserror+:KODA2001"] : Array.Empty<string>(),
                    .. notAsError ? ["/warnaserror-:KODA2001"] : Array.Empty<string>(),
                ];
                var settings = SeveritySettings.From(noWarn ? "KODA2001" : "", asError ? "CS1591;koda2001" : "", notAsError ? "KODA2001" : "", all, configured);
                settings = SeveritySettings.Parse(settings.ToString());
                foreach (var severity in Enum.GetValues<Severity>())
                {
                    count++;
                    var expected = Compiler(arguments, folder.PathTo(".globalconfig"), severity);
                    var actual = settings.SeverityOf("KODA2001", severity);
                    if (expected != actual)
                        wrong.Add($"{word} {string.Join(' ', arguments)} {severity}: the compiler says {expected}, the task {actual} ({settings})");
                }
            }
        }

        Assert.Equal(Words.Length * 16 * 3, count);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Global_files_of_one_level_that_disagree_are_passed_over_and_a_higher_level_wins()
    {
        using var folder = new TemporaryFolder();
        folder.Write(".globalconfig", "dotnet_diagnostic.KODA2001.severity = none\ndotnet_diagnostic.KODA2003.severity = none\n[*.cs]\ndotnet_diagnostic.KODA2002.severity = none\n");
        folder.Write("a/.globalconfig", "dotnet_diagnostic.KODA2001.severity = error\n");
        folder.Write("b/high.ini", "is_global = true\nglobal_level = 101\ndotnet_diagnostic.KODA2003.severity = warning\n");
        folder.Write("c/plain.ini", "dotnet_diagnostic.KODA2004.severity = none\n");

        var read = GlobalConfigs.Read([folder.PathTo(".globalconfig"), folder.PathTo("a/.globalconfig"), folder.PathTo("b/high.ini"), folder.PathTo("c/plain.ini"), folder.PathTo("missing")]);

        Assert.Equal(["KODA2003=warning"], read.Select(entry => entry.Key + "=" + entry.Value));
    }

    [Fact]
    public void A_project_says_what_its_findings_weigh()
    {
        using var consumer = new Consumer(feed);
        consumer.WriteLibrary();
        consumer.WriteBroken();
        Assert.Empty(consumer.Build("-p:NoWarn=KODA2002").Findings);

        consumer.Write(".globalconfig", "is_global = true\ndotnet_diagnostic.KODA2002.severity = warning\n");
        Assert.Equal(["warning KODA2002 docker-compose.yml(8,9,8,20)"], consumer.Build("--no-restore").Findings);
        Assert.Equal([PlacesTests.Finding], consumer.Build("--no-restore", "-p:TreatWarningsAsErrors=true").Findings);
        Assert.Equal(["warning KODA2002 docker-compose.yml(8,9,8,20)"], consumer.Build("--no-restore", "-p:TreatWarningsAsErrors=true", "-p:KodaLintTreatWarningsAsErrors=false").Findings);
        Assert.Equal(["warning KODA2002 docker-compose.yml(8,9,8,20)"], consumer.Build("--no-restore", "-p:TreatWarningsAsErrors=true", "-p:WarningsNotAsErrors=KODA2002").Findings);
        Assert.Equal([PlacesTests.Finding], consumer.Build("--no-restore", "-p:KodaLintFailOn=warning").Findings);

        File.Delete(consumer.PathTo(".globalconfig"));
        consumer.Write("koda-lint.yml", "rules:\n  KODA2002: { severity: warning }\n");
        Assert.Equal([PlacesTests.Finding], consumer.Build("--no-restore", "-p:WarningsAsErrors=KODA2002").Findings);
    }

    private static Severity? Compiler(string[] arguments, string globalConfig, Severity severity)
    {
        var parsed = CSharpCommandLineParser.Default.Parse(["a.cs", .. arguments], "/", "/");
        var config = AnalyzerConfigSet.Create<AnalyzerConfig[]>([AnalyzerConfig.Parse(File.ReadAllText(globalConfig), globalConfig)], out _);
        var options = parsed.CompilationOptions.WithSyntaxTreeOptionsProvider(new GlobalOptions(config.GlobalConfigOptions.TreeOptions));
        var own = severity switch { Severity.Error => DiagnosticSeverity.Error, Severity.Warning => DiagnosticSeverity.Warning, _ => DiagnosticSeverity.Info };
        var descriptor = new DiagnosticDescriptor("KODA2001", "t", "m", "c", DiagnosticSeverity.Error, isEnabledByDefault: true);
        var place = Microsoft.CodeAnalysis.Location.Create("compose.yml", default, default);
        var diagnostic = Diagnostic.Create(descriptor, place, own, null, null);
        var compilation = CSharpCompilation.Create("a", options: options);
        return Microsoft.CodeAnalysis.Diagnostics.CompilationWithAnalyzers.GetEffectiveDiagnostics([diagnostic], compilation).SingleOrDefault() switch
        {
            null or { Severity: DiagnosticSeverity.Hidden } or { IsSuppressed: true } => null,
            { Severity: DiagnosticSeverity.Error } => Severity.Error,
            { Severity: DiagnosticSeverity.Warning } => Severity.Warning,
            _ => Severity.Info,
        };
    }

    private sealed class GlobalOptions(System.Collections.Immutable.ImmutableDictionary<string, ReportDiagnostic> words) : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
        {
            severity = default;
            return false;
        }

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
            words.TryGetValue(diagnosticId, out severity);
    }
}
