using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Web.Accounts;

public sealed record Registration(string Name, [property: MinLength(14)] string Password);

public interface IAuditLog
{
    Task EmitSecurityEventAsync(string kind, string subject);
}

public static class Login
{
    public static async Task<IResult> Enter(HttpContext context, SignInManager<IdentityUser> manager, IAuditLog audit, string name, string password)
    {
        var result = await manager.PasswordSignInAsync(name, password, isPersistent: false, lockoutOnFailure: true);
        await audit.EmitSecurityEventAsync(result.Succeeded ? "login" : "login-failed", name);
        if (!result.Succeeded)
            return Results.Unauthorized();
        context.Response.Cookies.Append("koda_operator_session", Guid.NewGuid().ToString(), SessionCookie());
        context.Response.Cookies.Append("koda_has_owner", "1", new CookieOptions { Secure = true, SameSite = SameSiteMode.Strict });
        context.Response.Cookies.Append("theme", "dark");
        return Results.Ok();
    }

    private static CookieOptions SessionCookie() => new() { Secure = true, HttpOnly = true, SameSite = SameSiteMode.Strict };
}

[EnableRateLimiting("accounts")]
public sealed class RecoveryController(UserManager<IdentityUser> users, IAuditLog audit) : ControllerBase
{
    [HttpPost]
    public async Task<IActionResult> Reset(string id, string code, string password)
    {
        var user = await users.FindByIdAsync(id);
        if (user is null)
            return NotFound();
        var redeemed = await users.RedeemTwoFactorRecoveryCodeAsync(user, code);
        await audit.EmitSecurityEventAsync("recovery-code", id);
        if (!redeemed.Succeeded)
            return BadRequest();
        var codes = await users.GenerateNewTwoFactorRecoveryCodesAsync(user, 10);
        var token = await users.GeneratePasswordResetTokenAsync(user);
        var reset = await users.ResetPasswordAsync(user, token, password);
        await audit.EmitSecurityEventAsync("password-reset", id);
        return reset.Succeeded ? Ok(codes) : BadRequest();
    }
}
