using Koda.Lint.AppSettings;
using Koda.Lint.Browser;
using Koda.Lint.Deployments;
using Koda.Lint.Proxy.Nginx;
using Koda.Lint.Proxy.Routing;
using Koda.Lint.Text;

namespace Koda.Lint.Rules;

/// <summary>A Content-Security-Policy where it is written.</summary>
/// <param name="Text">The policy.</param>
/// <param name="Use">How it is sent.</param>
internal sealed record WrittenPolicy(MappedText Text, PolicyUse Use);

/// <summary>Finds the policies that a deployment's proxies and settings send.</summary>
internal static class WrittenPolicies
{
    public static IEnumerable<WrittenPolicy> Of(Deployment deployment) =>
        deployment.Companions.Proxies.SelectMany(proxy => OfProxy(proxy.Config))
            .Concat(deployment.Companions.AppSettings.SelectMany(settings => settings.Settings).SelectMany(OfSetting));

    private static IEnumerable<WrittenPolicy> OfProxy(ProxyConfig config)
    {
        foreach (var change in config.HeaderChanges)
        {
            if (change.Value is not { } value || change.Kind is HeaderChangeKind.Remove or HeaderChangeKind.Replace || PolicyFaults.UseOf(change.Name) is not { } use)
                continue;
            foreach (var text in config is NginxConfig nginx ? nginx.Expand(value) : [value])
                yield return new WrittenPolicy(text, use);
        }
    }

    /// <summary>A setting is a policy when its name says so or it reads as one; a part of one stands below such a name, in the place of its directive.</summary>
    private static IEnumerable<WrittenPolicy> OfSetting(AppSetting setting)
    {
        if (setting.Value is not { Value.Length: > 0 } value)
            yield break;
        var names = setting.Key.Split(':');
        var at = Array.FindLastIndex(names, NamesPolicy);
        var use = at >= 0 && names[at].IndexOf("ReportOnly", StringComparison.OrdinalIgnoreCase) >= 0 ? new PolicyUse { IsReportOnly = true } : PolicyUse.Enforced;
        if (ContentSecurityPolicy.LooksLikeOne(value.Value))
            yield return new WrittenPolicy(value, use);
        else if (at >= 0 && names.Skip(at + 1).Select(DirectiveCalled).FirstOrDefault(directive => directive is not null) is { } name)
            yield return new WrittenPolicy(Below(name, value), use);
    }

    private static bool NamesPolicy(string name) => Folded(name) is "csp" or "cspreportonly" || Folded(name).IndexOf("contentsecuritypolicy", StringComparison.Ordinal) >= 0;

    /// <summary><c>ScriptSrc</c>, <c>script-src</c>, <c>ScriptSources</c>.</summary>
    private static string? DirectiveCalled(string name) => CspDirective.KnownNames
        .FirstOrDefault(directive => Folded(name) is var folded && (folded == Folded(directive) || folded == Folded(directive) + "s" || folded == Folded(directive).Replace("src", "sources")));

    private static string Folded(string name) => name.Replace("-", "").Replace("_", "").ToLowerInvariant();

    private static MappedText Below(string directive, MappedText sources)
    {
        var builder = new MappedTextBuilder();
        builder.Append(directive + " ", new SourceSpan(sources.Span.File, sources.Span.Start, sources.Span.Start));
        builder.Append(sources, 0, sources.Value.Length);
        return builder.ToText(sources.Span);
    }
}
