using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace WebBroken.Accounts;

public sealed record Registration(string Name, [property: MinLength(8)] string Password);

public static class Login
{
    public static async Task<IResult> Enter(HttpContext context, SignInManager<IdentityUser> manager, string name, string password)
    {
        var result = await manager.PasswordSignInAsync(name, password, isPersistent: false, lockoutOnFailure: false);
        if (!result.Succeeded)
            return Results.Unauthorized();
        var options = new CookieOptions { HttpOnly = false, SameSite = SameSiteMode.None };
        context.Response.Cookies.Append("koda_operator_session", Guid.NewGuid().ToString(), options);
        context.Response.Cookies.Append(
            "koda_refresh_token", Guid.NewGuid().ToString(), new CookieOptions { Secure = context.Request.IsHttps, HttpOnly = true, SameSite = SameSiteMode.Strict });
        return Results.Ok();
    }
}

public sealed class RecoveryController(UserManager<IdentityUser> users) : ControllerBase
{
    [HttpPost]
    public async Task<IActionResult> Reset(string id, string code, string password)
    {
        var user = await users.FindByIdAsync(id);
        if (user is null)
            return NotFound();
        var redeemed = await users.RedeemTwoFactorRecoveryCodeAsync(user, code);
        return redeemed.Succeeded ? Ok(await users.ResetPasswordAsync(user, code, password)) : BadRequest();
    }
}
