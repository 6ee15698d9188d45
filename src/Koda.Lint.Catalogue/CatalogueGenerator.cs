using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Koda.Lint.Catalogue;

/// <summary>Turns <c>rules/*.yml</c> into the rule catalogue. Catalogue.props says which part a project gets.</summary>
[Generator]
internal sealed class CatalogueGenerator : IIncrementalGenerator
{
    /// <summary>The step that reads one rule file.</summary>
    public const string ReadStep = "ReadRuleFile";

    /// <summary>The step that puts all rules together.</summary>
    public const string CollectStep = "CollectRules";

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var part = context.AnalyzerConfigOptionsProvider.Select((options, _) =>
            options.GlobalOptions.TryGetValue("build_property.KodaCatalogue", out var value) ? value : "");

        var rules = context.AdditionalTextsProvider
            .Where(file => RuleFileReader.IsRuleFile(file.Path))
            .Select((file, cancellation) => RuleFileReader.Read(file.Path, file.GetText(cancellation)))
            .WithTrackingName(ReadStep)
            .Collect()
            .Select((files, _) => RuleSet.Of(files))
            .WithTrackingName(CollectStep);

        context.RegisterSourceOutput(rules.Combine(part), (output, pair) => Write(output, pair.Left, pair.Right));
    }

    private static void Write(SourceProductionContext output, RuleSet set, string part)
    {
        switch (part)
        {
            case "Catalogue":
                // One project complains about a rule file; the others would only repeat it.
                foreach (var problem in set.Problems)
                    output.ReportDiagnostic(problem.ToDiagnostic());
                Add("RuleIds", RuleIdsWriter.Write(set.Rules));
                Add("RuleCatalogue", RuleCatalogueWriter.Write(set.Rules));
                Add("RuleTexts", RuleTextsWriter.Write(set.Rules));
                break;
            case "Rules" when set.Rules.Any(rule => rule.JudgesDeployments):
                Add("RuleRegistry", RuleRegistryWriter.Write(set.Rules));
                break;
            case "Descriptors":
                Add("Descriptors", DescriptorsWriter.Write(set.Rules));
                break;
        }

        void Add(string type, string source) => output.AddSource(type + ".g.cs", SourceText.From(source, Encoding.UTF8));
    }
}
