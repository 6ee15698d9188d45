using System.Globalization;
using Koda.Lint.Settings;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Koda.Lint.BootGuard.Live;

/// <summary>KODA5001 to KODA5004 on the options of ASP.NET Core Identity.</summary>
internal static class AccountRules
{
    private const int WantedClasses = 3;

    public static Task JudgeAsync(LiveHost host, GuardFindings found, CancellationToken cancellationToken)
    {
        var identity = host.Services.GetRequiredService<IOptions<IdentityOptions>>().Value;
        JudgePassword(identity.Password, found);
        JudgeLockout(identity.Lockout, found);
        return Task.CompletedTask;
    }

    private static void JudgePassword(PasswordOptions password, GuardFindings found)
    {
        if (password.RequiredLength < SettingRules.PasswordMinimum)
            Add(RuleTexts.PasswordMinimumTooShort.Identity(Shown(password.RequiredLength)), "Password.RequiredLength", found);

        bool[] classes = [password.RequireDigit, password.RequireLowercase, password.RequireUppercase, password.RequireNonAlphanumeric];
        var count = classes.Count(isRequired => isRequired);
        if (count < WantedClasses)
            Add(RuleTexts.PasswordClassesWeakened.Default(Shown(count)), "Password", found);
    }

    private static void JudgeLockout(LockoutOptions lockout, GuardFindings found)
    {
        const string owner = "this process";
        if (!lockout.AllowedForNewUsers)
            Add(RuleTexts.LockoutDisabled.NewUsers(), "Lockout.AllowedForNewUsers", found);
        if (lockout.MaxFailedAccessAttempts > SettingRules.MaxLoginFailures)
            Add(RuleTexts.LockoutTooLax.TooManyFailures(owner, "MaxFailedAccessAttempts", Shown(lockout.MaxFailedAccessAttempts)), "Lockout.MaxFailedAccessAttempts", found);
        if (lockout.DefaultLockoutTimeSpan < TimeSpan.FromSeconds(SettingRules.MinLockoutSeconds))
        {
            var shown = lockout.DefaultLockoutTimeSpan.ToString("c", CultureInfo.InvariantCulture);
            Add(RuleTexts.LockoutTooLax.TooBrief(owner, "DefaultLockoutTimeSpan", shown, "`TimeSpan.FromMinutes(5)`"), "Lockout.DefaultLockoutTimeSpan", found);
        }
    }

    private static void Add(FindingText text, string option, GuardFindings found)
    {
        var setting = "IdentityOptions." + option;
        found.Add(text, new SettingOrigin(setting, "options of ASP.NET Core Identity"), "options:" + setting);
    }

    private static string Shown(int number) => number.ToString(CultureInfo.InvariantCulture);
}
