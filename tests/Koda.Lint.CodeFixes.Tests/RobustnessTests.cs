using System.Text;
using Koda.Lint.Analyzers.Tests;
using Microsoft.CodeAnalysis.CSharp;

namespace Koda.Lint.CodeFixes.Tests;

public sealed class RobustnessTests
{
    private const int Mutants = 60;

    /// <summary>An editor asks for fixes while the code is half typed.</summary>
    [Fact]
    public async Task No_mutant_of_broken_code_makes_a_fix_throw()
    {
        var sources = SourceFiles.Below("samples/web-broken").Select(file => Tokens(file.Text)).ToList();
        var random = new Random(20260101);
        var offered = 0;
        for (var i = 0; i < Mutants; i++)
        {
            var subject = SubjectProgram.Of(sources.Select((tokens, index) => ($"Part{index}.cs", Mutate(tokens, random))));
            foreach (var finding in await subject.FindingsAsync())
            {
                if (await subject.OfferAsync(finding) is not { } offer)
                    continue;
                offered++;
                Assert.True(await subject.CodeAsync() != await (await subject.AfterAsync(offer)).CodeAsync(), $"{offer.Title} for {finding} changes nothing of\n{await subject.CodeAsync()}");
            }
        }

        Assert.True(offered > 0, $"{offered} offers for {Mutants} mutants");
    }

    private static List<string> Tokens(string text) => [.. CSharpSyntaxTree.ParseText(text).GetRoot().DescendantTokens().Select(token => token.ToFullString())];

    private static string Mutate(List<string> tokens, Random random)
    {
        var deleted = Enumerable.Range(0, random.Next(0, 4)).Select(_ => random.Next(tokens.Count)).ToHashSet();
        var mutant = new StringBuilder();
        for (var i = 0; i < tokens.Count; i++)
        {
            if (!deleted.Contains(i))
                mutant.Append(tokens[i]);
        }

        return mutant.ToString();
    }
}
