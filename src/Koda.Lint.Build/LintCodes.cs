namespace Koda.Lint.Build;

/// <summary>The codes of errors that are no finding of a rule.</summary>
internal static class LintCodes
{
    /// <summary>What was asked for makes no sense: a property, an item or <c>koda-lint.yml</c>.</summary>
    public const string Settings = "KODASETTINGS";

    /// <summary>The page about the package.</summary>
    public const string HelpLink = RuleInfo.ProjectUri + "/blob/main/docs/msbuild.md";
}
