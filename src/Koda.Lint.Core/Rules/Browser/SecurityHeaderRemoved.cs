using Koda.Lint.Proxy.Routing;
using Koda.Lint.Text;

namespace Koda.Lint.Rules;

/// <summary>KODA4005: a proxy takes a security header out of the answer, or loses it where an inner block sets others.</summary>
internal sealed class SecurityHeaderRemoved : DeploymentRule
{
    private static readonly string[] Headers = ["Content-Security-Policy", "Strict-Transport-Security"];

    public override void Judge(RuleContext context)
    {
        var reported = new HashSet<(SourceSpan, string)>();
        foreach (var config in context.Deployment.Companions.Proxies.Select(proxy => proxy.Config))
        {
            foreach (var lost in config.LostHeaders)
            {
                if (Array.Find(Headers, lost.Header.Names) is { } name && reported.Add((lost.Scope, name)))
                {
                    context.Report(
                        RuleTexts.SecurityHeaderRemoved.Inheritance(name), lost.Scope, "lost:" + name,
                        related: [new RelatedLocation(lost.Header.Span.ToLocation(), RuleTexts.SecurityHeaderRemoved.Related.Outer())]);
                }
            }

            foreach (var header in Headers)
            {
                foreach (var removal in RemovalsOf(config, header))
                {
                    if (reported.Add((removal.Span, header)))
                        context.Report(RuleTexts.SecurityHeaderRemoved.Proxy(header), removal.Span, "removed:" + header);
                }
            }
        }
    }

    /// <summary>The removals after which no answer of some path has the header; what is set again in the same place is there after all.</summary>
    private static IEnumerable<HeaderChange> RemovalsOf(ProxyConfig config, string header)
    {
        if (!config.HeaderChanges.Any(change => change.Kind == HeaderChangeKind.Remove && change.Names(header)))
            return [];
        return config.Sites.SelectMany(site => site.Addresses)
            .SelectMany(address => config.MentionedPaths.Select(path => config.Route(ProxyRequest.To(address, path))))
            .SelectMany(decision => decision.Outcomes)
            .Select(outcome => outcome.Header(header))
            .Where(outcome => outcome.IsGone)
            .Select(outcome => outcome.RemovedBy!);
    }
}
