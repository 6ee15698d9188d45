using Koda.Lint.Files;

namespace Koda.Lint.Parity.Tests;

/// <summary>A finding as a host tells it.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Path">The file, absolute.</param>
/// <param name="Start">The first character.</param>
/// <param name="End">One past the last.</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Words">All that the host says in one line.</param>
internal sealed record Told(string Rule, string Path, TextPosition Start, TextPosition End, Severity Severity, string Words)
{
    /// <summary>Whether a host can tell that has the deployment's text and no disk: neither who may read a file, nor that one is missing.</summary>
    public bool IsOfText => (RuleCatalogue.All.Single(rule => rule.Id == Rule).Surfaces & Surfaces.FileSystem) == 0
        && !(Rule == RuleIds.FileUnreadable && Words.Contains("there is no such file", StringComparison.Ordinal))
        && !(Rule == RuleIds.ReferenceBroken && (Words.Contains("names a file that does not exist", StringComparison.Ordinal)
            || Words.Contains("is supplied at deploy", StringComparison.Ordinal) || Words.Contains("is not read:", StringComparison.Ordinal)));

    /// <summary>A line for comparing and reading.</summary>
    public string In(string root) => $"{RelativePath.From(root, Path)}({Start}-{End}) {Severity} {Rule}: {Words}";
}
