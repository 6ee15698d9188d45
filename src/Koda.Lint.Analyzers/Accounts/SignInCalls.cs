using Koda.Lint.Analyzers.Flow;
using Koda.Lint.Analyzers.Scan;

namespace Koda.Lint.Analyzers.Accounts;

/// <summary>Finds the calls that sign users in or change who may be locked out.</summary>
internal sealed class SignInCalls : SourceRule
{
    public override IEnumerable<Word> Words => ["PasswordSignInAsync", "CheckPasswordSignInAsync", "lockoutOnFailure", "SetLockoutEnabledAsync"];

    public override void OnCalled(Call call, CodeUnit unit)
    {
        switch (call.Name)
        {
            case "PasswordSignInAsync" or "CheckPasswordSignInAsync" when call["lockoutOnFailure"] is { } lockout:
                LockoutDisabled.JudgeSignIn(lockout, call, unit);
                break;
            case "SetLockoutEnabledAsync" when call["enabled"] is { } enabled && call.IsOn("Microsoft.AspNetCore.Identity.UserManager"):
                LockoutDisabled.JudgeUser(enabled, call, unit);
                break;
        }
    }
}
