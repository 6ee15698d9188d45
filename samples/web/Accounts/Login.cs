using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Web.Accounts;

public sealed record Registration(string Code, string Name, [property: MinLength(14)] string Password);

public sealed record Credentials(string Name, string Password);

public static class Login
{
    public static async Task<IResult> Register(UserManager<IdentityUser> users, BootstrapCode code, IAuditLog audit, Registration registration)
    {
        if (!code.IsRedeemedBy(registration.Code))
        {
            await audit.EmitSecurityEventAsync("bootstrap-code-refused", registration.Name);
            return Results.Unauthorized();
        }

        var created = await users.CreateAsync(new IdentityUser(registration.Name), registration.Password);
        await audit.EmitSecurityEventAsync(created.Succeeded ? "owner-registered" : "owner-not-registered", registration.Name);
        return created.Succeeded ? Results.Ok() : Results.BadRequest(created.Errors);
    }

    public static async Task<IResult> Enter(HttpContext context, SignInManager<IdentityUser> manager, IAuditLog audit, Credentials credentials)
    {
        var result = await manager.PasswordSignInAsync(credentials.Name, credentials.Password, isPersistent: false, lockoutOnFailure: true);
        await audit.EmitSecurityEventAsync(result.Succeeded ? "login" : "login-failed", credentials.Name);
        if (!result.Succeeded)
            return Results.Unauthorized();
        context.Response.Cookies.Append("koda_operator_device", Guid.NewGuid().ToString(), DeviceCookie());
        context.Response.Cookies.Append("koda_has_owner", "1", new CookieOptions { Secure = true, SameSite = SameSiteMode.Strict });
        context.Response.Cookies.Append("theme", "dark");
        return Results.Ok();
    }

    private static CookieOptions DeviceCookie() => new() { Secure = true, HttpOnly = true, SameSite = SameSiteMode.Strict };
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
