using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Koda.Lint.Catalogue;

/// <summary>A rule file as read: what it says as far as it can be understood, and what is wrong with it.</summary>
/// <param name="Path">The file.</param>
/// <param name="Definition">Null when the file names no rule or is not YAML.</param>
/// <param name="IdPlace">Where the rule's id stands, for complaints that take two files to see.</param>
/// <param name="NamePlace">Where the rule's name stands.</param>
/// <param name="Problems">What is wrong, in the order of the text.</param>
internal sealed record RuleFile(
    string Path, RuleDefinition? Definition, Place IdPlace, Place NamePlace, EquatableArray<RuleProblem> Problems);

/// <summary>A mistake in a rule file.</summary>
internal sealed record RuleProblem(string Path, Place Place, string Message)
{
    private static readonly DiagnosticDescriptor BadRuleFile = new(
        "KODARULE", "A rule file is wrong", "{0}", "Koda.Lint.Catalogue", DiagnosticSeverity.Error, isEnabledByDefault: true);

    public Diagnostic ToDiagnostic() => Diagnostic.Create(BadRuleFile, Place.In(Path), Message);
}

/// <summary>Characters of a file, by offset and by 0-based line and column.</summary>
internal readonly record struct Place(int Start, int End, LinePosition StartLine, LinePosition EndLine)
{
    public Location In(string path) =>
        Location.Create(path, TextSpan.FromBounds(Start, End), new LinePositionSpan(StartLine, EndLine));
}

/// <summary>All rules, sorted by id, each id and each name once.</summary>
internal sealed record RuleSet(EquatableArray<RuleDefinition> Rules, EquatableArray<RuleProblem> Problems)
{
    public static RuleSet Of(IEnumerable<RuleFile> files)
    {
        var problems = new List<RuleProblem>();
        var rules = new List<RuleDefinition>();
        var taken = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in files.OrderBy(file => System.IO.Path.GetFileName(file.Path), StringComparer.Ordinal))
        {
            problems.AddRange(file.Problems);
            if (file.Definition is not { } rule)
                continue;
            if (IsTaken(rule.Id, file.IdPlace) | IsTaken(rule.Name, file.NamePlace))
                continue;
            rules.Add(rule);

            bool IsTaken(string word, Place place)
            {
                var fileName = System.IO.Path.GetFileName(file.Path);
                if (!taken.TryGetValue(word, out var other))
                {
                    taken.Add(word, fileName);
                    return false;
                }

                problems.Add(new RuleProblem(file.Path, place, $"'{word}' is taken by {other}"));
                return true;
            }
        }

        return new RuleSet(new(rules.OrderBy(rule => rule.Id, StringComparer.Ordinal)), new(problems));
    }
}
