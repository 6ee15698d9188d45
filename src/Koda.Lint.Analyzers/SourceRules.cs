using Koda.Lint.Analyzers.Cookies;

namespace Koda.Lint.Analyzers;

/// <summary>The rules that judge C# code.</summary>
internal static class SourceRules
{
    public static IReadOnlyList<SourceRule> All { get; } =
    [
        new SessionCookies(),
    ];
}
