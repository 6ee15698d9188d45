using System.Text.RegularExpressions;
using Koda.Lint.Analyzers;
using Koda.Lint.Analyzers.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Koda.Lint.CodeFixes.Tests;

/// <summary>What holds for each fix, whatever it mends: the code compiles, the finding is gone, and no other has come.</summary>
public sealed class EveryFindingTests
{
    private static readonly SourceFix Fix = new();

    private static SubjectProgram Sample => SubjectProgram.Of(SourceFiles.Below("samples/web-broken"));

    [Fact]
    public async Task Each_offer_for_the_broken_sample_mends_what_it_was_made_for()
    {
        var mended = new HashSet<string>();
        await MendEach(Sample, "samples/web-broken", mended);
        Assert.NotEmpty(mended);
    }

    [Fact]
    public Task All_offers_for_the_broken_sample_together_leave_nothing_to_offer() => MendAll(Sample, "samples/web-broken");

    [Fact]
    public async Task Each_example_of_a_rule_page_is_mended()
    {
        var mended = new HashSet<string>();
        foreach (var rule in RuleCatalogue.All)
        {
            foreach (var example in rule.Examples.Where(example => example.Files.Any(file => file.Name.EndsWith(".cs", StringComparison.Ordinal))))
            {
                var files = example.Files.Select(file => (file.Name, file.Text)).ToList();
                await MendEach(SubjectProgram.Of(files), rule.Id + " " + example.Title, mended);
                await MendAll(SubjectProgram.Of(files), rule.Id + " " + example.Title);
            }
        }

        Assert.NotEmpty(mended);
    }

    /// <summary>The rules' own tests are programs with findings, in every shape that the rules know.</summary>
    [Fact]
    public async Task Each_case_of_the_tests_of_the_rules_is_mended()
    {
        var programs = 0;
        var mended = new HashSet<string>();
        foreach (var (path, code) in Cases())
        {
            var whole = SubjectProgram.Of([("Subject.cs", code)]);
            var subject = (await whole.ErrorsAsync()).Count == 0 ? whole : SubjectProgram.Of([("Subject.cs", Verify.InMethod(code))]);
            // Fragments, and texts that are no code, are not compiled on their own.
            if ((await subject.ErrorsAsync()).Count > 0)
                continue;
            programs++;
            await MendEach(subject, path, mended);
            await MendAll(subject, path);
        }

        Assert.True(programs > 100, $"{programs} programs");
        await MendEach(Sample, "samples/web-broken", mended);
        // What the pages promise is what is offered.
        Assert.Equal(Fix.FixableDiagnosticIds.Order(), mended.Order());
    }

    private static readonly Regex Markup = new(@"\{\|(?:KODA[0-9]+|#[0-9]+):|\|\}", RegexOptions.CultureInvariant);

    private static IEnumerable<(string Path, string Code)> Cases() =>
        from file in SourceFiles.Below("tests/Koda.Lint.Analyzers.Tests")
        from literal in CSharpSyntaxTree.ParseText(file.Text).GetRoot().DescendantNodes().OfType<LiteralExpressionSyntax>()
        where literal.IsKind(SyntaxKind.StringLiteralExpression) && literal.Token.ValueText.Contains("{|KODA", StringComparison.Ordinal)
        select (file.Path, Markup.Replace(literal.Token.ValueText, ""));

    private static async Task MendEach(SubjectProgram before, string origin, HashSet<string> mended)
    {
        var findings = await before.FindingsAsync();
        foreach (var finding in findings)
        {
            Assert.True(!finding.Properties.ContainsKey(Findings.FixProperty) || Fix.FixableDiagnosticIds.Contains(finding.Id), $"the page of {finding.Id} tells of no code fix");
            if (await before.OfferAsync(finding) is not { } offer)
                continue;
            mended.Add(finding.Id);
            var after = await before.AfterAsync(offer);
            var told = $"{offer.Title} for {finding} of {origin} made\n{await after.CodeAsync()}";
            Assert.True((await after.ErrorsAsync()).Count == 0, told + "\n" + string.Join("\n", await after.ErrorsAsync()));
            var left = await after.FindingsAsync();
            Assert.True(left.Count(one => one.Id == finding.Id) < findings.Count(one => one.Id == finding.Id), "the finding is still there: " + told);
            Assert.True(left.GroupBy(one => one.Id).All(rule => rule.Count() <= findings.Count(one => one.Id == rule.Key)), "another finding has come: " + told);
        }
    }

    private static async Task MendAll(SubjectProgram subject, string origin)
    {
        foreach (var rule in Fix.FixableDiagnosticIds)
        {
            // Findings that shared characters wait for a second round; nothing needs a fourth.
            for (var round = 0; round < 3 && await IsOffered(subject, rule); round++)
                subject = await subject.AfterFixAllAsync(rule);
            var told = $"Fix All for {rule} of {origin} made\n{await subject.CodeAsync()}";
            Assert.True((await subject.ErrorsAsync()).Count == 0, told + "\n" + string.Join("\n", await subject.ErrorsAsync()));
            Assert.False(await IsOffered(subject, rule), "more is offered: " + told);
        }
    }

    private static async Task<bool> IsOffered(SubjectProgram subject, string rule)
    {
        foreach (var finding in (await subject.FindingsAsync()).Where(finding => finding.Id == rule))
        {
            if (await subject.OfferAsync(finding) is not null)
                return true;
        }

        return false;
    }
}
