using System.Diagnostics.CodeAnalysis;

namespace Koda.Lint.BootGuard.Live;

/// <summary>
/// The rules on what only a live process knows: its options, and what its server is about to listen on. Each is asked only when the host has what it judges,
/// so that a worker never loads a type of ASP.NET Core.
/// </summary>
internal static class LiveRules
{
    public static async Task JudgeAsync(LiveHost host, GuardFindings found, CancellationToken cancellationToken)
    {
        if (host.Registration.Has("Microsoft.AspNetCore.Identity", "ILookupNormalizer"))
            await RunAsync(RuleCatalogue.PasswordMinimumTooShort, AccountRules.JudgeAsync).ConfigureAwait(false);
        if (!host.Registration.Has("Microsoft.AspNetCore.Hosting.Server", "IServer"))
            return;
        await RunAsync(RuleCatalogue.SessionCookieNotSecure, CookieRules.JudgeAsync).ConfigureAwait(false);
        await RunAsync(RuleCatalogue.ForwardedHeadersTrustAnyone, ForwardedHeadersRule.JudgeAsync).ConfigureAwait(false);
        await RunAsync(RuleCatalogue.ServerListensOnAllInterfaces, EndpointRule.JudgeAsync).ConfigureAwait(false);

        [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "A rule that throws is a finding and never hides the others.")]
        async Task RunAsync(RuleInfo rule, Func<LiveHost, GuardFindings, CancellationToken, Task> judge)
        {
            try
            {
                await judge(host, found, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                found.Add(RuleTexts.RuleFailed.Default(rule.Id, e.GetType().Name), new SettingOrigin(rule.Name, "options of this process"), rule.Id);
            }
        }
    }
}
