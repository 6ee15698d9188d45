using Koda.Lint.Analyzers.Flow;
using Koda.Lint.Cookies;
using Microsoft.CodeAnalysis;

namespace Koda.Lint.Analyzers.Cookies;

/// <summary>A handler that writes a cookie of its own, with the defaults of its options.</summary>
/// <remarks>The defaults are those of ASP.NET Core 2.0 to 10.0: <c>PostConfigureCookieAuthenticationOptions</c> and <c>SessionOptions</c>.</remarks>
internal sealed class HandlerCookies
{
    /// <summary><c>AddCookie</c>, <c>ConfigureApplicationCookie</c> and the cookies of ASP.NET Core Identity.</summary>
    public static readonly HandlerCookies ApplicationCookie = new()
    {
        OptionsType = "CookieAuthenticationOptions",
        Purpose = CookiePurpose.Authentication,
        SecurePolicy = new CookieFlag(FlagState.Missing, null, 0),
    };

    /// <summary><c>AddSession</c>.</summary>
    public static readonly HandlerCookies SessionState = new()
    {
        OptionsType = "SessionOptions",
        Purpose = CookiePurpose.Session,
        SecurePolicy = new CookieFlag(FlagState.Missing, null, 2),
    };

    public required string OptionsType { get; init; }

    public required CookiePurpose Purpose { get; init; }

    public required CookieFlag SecurePolicy { get; init; }

    public CookieFlag HttpOnly { get; } = CookieFlag.On;

    public CookieFlag SameSite { get; } = new(FlagState.Missing, null, 1);

    /// <summary>The handler whose options a type is, or null.</summary>
    public static HandlerCookies? Of(ITypeSymbol? type) =>
        type is null ? null
        : type.Is("Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationOptions") ? ApplicationCookie
        : type.Is("Microsoft.AspNetCore.Builder.SessionOptions") ? SessionState
        : null;
}
