namespace Koda.Lint.Configuration;

/// <summary>The codes of errors of a build and an IDE that are no finding of a rule.</summary>
public static class LintCodes
{
    /// <summary>What was asked for makes no sense: a property, an item, <c>koda-lint.yml</c> or its baseline.</summary>
    public const string Settings = "KODASETTINGS";

    /// <summary>The page about the package.</summary>
    public const string HelpLink = RuleInfo.ProjectUri + "/blob/main/docs/msbuild.md";
}
