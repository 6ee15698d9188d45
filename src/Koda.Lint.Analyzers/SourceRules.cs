using Koda.Lint.Analyzers.Accounts;
using Koda.Lint.Analyzers.Audit;
using Koda.Lint.Analyzers.Bindings;
using Koda.Lint.Analyzers.Cookies;
using Koda.Lint.Analyzers.Csp;
using Koda.Lint.Analyzers.Settings;

namespace Koda.Lint.Analyzers;

/// <summary>The rules that judge C# code.</summary>
internal static class SourceRules
{
    public static IReadOnlyList<SourceRule> All { get; } =
    [
        new SessionCookies(),
        new Policies(),
        new ServerListensOnAllInterfaces(),
        new IdentitySettings(),
        new SignInCalls(),
        new PasswordRules(),
        new ResetNotRateLimited(),
        new AssignedSettings(),
        new SecretConstants(),
        new SecretFileCreatedReadable(),
        new ForwardedHeadersTrustAnyone(),
        new SecurityHeaderRemoved(),
        new HstsOrRedirectMissing(),
        new AuthEventNotAudited(),
        new RecoveryCodesSurviveUse(),
    ];
}
