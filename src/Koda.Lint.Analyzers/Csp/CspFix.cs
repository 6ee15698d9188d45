using Koda.Lint.Browser;

namespace Koda.Lint.Analyzers.Csp;

/// <summary>What the code fix for a source of a policy is told.</summary>
internal static class CspFix
{
    /// <summary>A directive whose only source goes would forbid everything, so its first source is replaced.</summary>
    public static string? For(PolicyText policy, CspDirective directive, CspSource source) =>
        !policy.IsFixable ? null
        : directive.Sources[0].Start == source.Start && directive.Sources.All(other => other.Kind == source.Kind) ? "replace:" + InsteadOf(directive.Name)
        : "remove";

    /// <summary>What is meant by a directive that allowed nothing else: for what a page needs to work at all, its own origin; for the rest, nothing.</summary>
    /// <param name="directive">The directive's name.</param>
    public static string InsteadOf(string directive) => directive is
        "object-src" or "base-uri" or "frame-ancestors" or "frame-src" or "child-src" or "form-action" or "script-src-attr" or "style-src-attr"
        ? "'none'"
        : "'self'";
}
