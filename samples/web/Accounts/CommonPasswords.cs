using Microsoft.AspNetCore.Identity;

namespace Web.Accounts;

/// <summary>Rejects passwords that everybody tries first. A real list is longer and comes from a file.</summary>
public sealed class CommonPasswords : IPasswordValidator<IdentityUser>
{
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase) { "password1234!", "correct horse battery staple" };

    public Task<IdentityResult> ValidateAsync(UserManager<IdentityUser> manager, IdentityUser user, string? password) =>
        Task.FromResult(password is null || Known.Contains(password) || password.Contains(user.UserName ?? "\0", StringComparison.OrdinalIgnoreCase)
            ? IdentityResult.Failed(new IdentityError { Code = "CommonPassword", Description = "Choose a password that nobody else has." })
            : IdentityResult.Success);
}
