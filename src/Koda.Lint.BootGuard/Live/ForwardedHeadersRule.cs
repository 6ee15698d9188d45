using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Koda.Lint.BootGuard.Live;

/// <summary>KODA7007: forwarded headers are believed whoever sends them.</summary>
internal static class ForwardedHeadersRule
{
    public static Task JudgeAsync(LiveHost host, GuardFindings found, CancellationToken cancellationToken)
    {
        var options = host.Services.GetRequiredService<IOptions<ForwardedHeadersOptions>>().Value;
        if (options.KnownProxies.Count == 0 && options.KnownNetworks.Count == 0)
            Add(IsSwitchedOn(host) ? RuleTexts.ForwardedHeadersTrustAnyone.Switch() : RuleTexts.ForwardedHeadersTrustAnyone.Default(), "KnownProxies", found);
        else if (options.KnownNetworks.Any(network => network.PrefixLength == 0))
            Add(RuleTexts.ForwardedHeadersTrustAnyone.Everyone(), "KnownNetworks", found);
        return Task.CompletedTask;
    }

    /// <summary><c>ASPNETCORE_FORWARDEDHEADERS_ENABLED</c>, as the web host reads it.</summary>
    private static bool IsSwitchedOn(LiveHost host) => string.Equals(host.Configuration["ForwardedHeaders_Enabled"], "true", StringComparison.OrdinalIgnoreCase);

    private static void Add(FindingText text, string option, GuardFindings found)
    {
        var setting = "ForwardedHeadersOptions." + option;
        found.Add(text, new SettingOrigin(setting, "options of forwarded headers"), "options:" + setting);
    }
}
