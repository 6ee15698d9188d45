using System.Text;
using Koda.Lint.Analyzers.Deployments;
using Koda.Lint.Text;
using Microsoft.CodeAnalysis.Text;

namespace Koda.Lint.Analyzers.Tests.Deployments;

/// <summary>An IDE that hands over the same texts again gets the judgement that it had.</summary>
public sealed class JudgementCacheTests
{
    private readonly string _request = Guid.NewGuid().ToString();
    private int _judged;

    [Fact]
    public void The_same_texts_are_judged_once_and_any_other_again()
    {
        Assert.Same(Judged("services: {}\n"), Judged("services: {}\n"));
        Assert.Equal(1, _judged);

        Judged("services: { }\n");
        Judged("services: {}\n", hasByteOrderMark: true);
        Judged("services: {}\n", path: "/app/compose.yaml");
        Assert.Equal(4, _judged);

        // What was handed over before is known still: a key that is pressed and taken back costs nothing.
        Judged("services: {}\n");
        Assert.Equal(4, _judged);
    }

    [Fact]
    public void Only_the_last_judgements_are_kept()
    {
        for (var i = 0; i < 20; i++)
            Judged("# " + i);
        Judged("# 19");
        Assert.Equal(20, _judged);
        Judged("# 0");
        Assert.Equal(21, _judged);
    }

    private Judgement Judged(string text, bool hasByteOrderMark = false, string path = "/app/docker-compose.yml")
    {
        var texts = new Dictionary<string, SourceText> { [path] = SourceText.From(text, new UTF8Encoding(hasByteOrderMark)) };
        return JudgementCache.Get(_request, texts, () =>
        {
            _judged++;
            return new Judgement([], [], new Dictionary<string, SourceFile>(), null);
        });
    }
}
