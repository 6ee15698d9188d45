using Koda.Lint.Analyzers.Flow;
using Koda.Lint.Cookies;
using Microsoft.CodeAnalysis;

namespace Koda.Lint.Analyzers.Cookies;

/// <summary>How a cookie comes to the browser.</summary>
internal enum CookieSource
{
    /// <summary><c>Response.Cookies.Append</c> or a cookie object.</summary>
    Options,

    /// <summary>A <c>Set-Cookie</c> header that the code spells out.</summary>
    Header,

    /// <summary>A cookie that a handler writes as its options say: authentication, session state.</summary>
    Configured,
}

/// <summary>A cookie on its way to the browser, with what is known of its flags.</summary>
internal sealed class WrittenCookie
{
    public required CookieSource Source { get; init; }

    /// <summary>How messages call it: by its name, or the expression that yields it, or what configures it.</summary>
    public required string ShownName { get; init; }

    public required CookiePurpose Purpose { get; init; }

    /// <summary>Whether neither a constant nor the name of a variable tells what the cookie is for.</summary>
    public bool IsNameless { get; init; }

    /// <summary>The expression that gives the name, when there is one.</summary>
    public SyntaxNode? NameOrigin { get; init; }

    /// <summary>Where it is written or configured.</summary>
    public required SyntaxNode Place { get; init; }

    /// <summary>Where the object is made that should carry the flags, when it is not <see cref="Place"/>.</summary>
    public SyntaxNode? Carrier { get; init; }

    /// <summary>The header's text, when it is one, with the others that the same code may make of it.</summary>
    public IReadOnlyList<SetCookieText> Headers { get; init; } = [];

    /// <summary>The environment in which it is written.</summary>
    public Guard Guard { get; init; }

    public required CookieFlag Secure { get; init; }

    public required CookieFlag HttpOnly { get; init; }

    public required CookieFlag SameSite { get; init; }

    /// <summary>Whether a handler of another site's answers needs the cookie on cross-site requests.</summary>
    public bool IsCrossSite { get; init; }

    /// <summary>Whether a fault that no line of code spells out may be reported: the name has to say that it matters.</summary>
    public bool IsSensitive => Purpose is CookiePurpose.Authentication or CookiePurpose.Session;
}
