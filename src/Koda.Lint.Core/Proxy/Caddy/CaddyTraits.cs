namespace Koda.Lint.Proxy.Caddy;

/// <summary>What Caddy 2.7 (2023) changed in how requests are routed.</summary>
/// <param name="IsModern">Whether the version is 2.7 or later.</param>
internal sealed record CaddyTraits(bool IsModern)
{
    /// <summary>Of two paths that differ in a last <c>*</c> only, the one without it comes first; before, the longer one did.</summary>
    public bool SortsExactBeforeStar => IsModern;

    /// <summary><c>handle</c> and <c>rewrite</c> exclude each other in a <c>route</c> too.</summary>
    public bool GroupsInRoutes => IsModern;

    /// <summary>Dots and blanks at a path's end do not count for the <c>path</c> matcher.</summary>
    public bool IgnoresLastDots => !IsModern;

    /// <summary>A <c>tls</c> directive makes a site without a host speak TLS.</summary>
    public bool TlsDirectiveIsEnough => IsModern;

    /// <summary>A <c>rewrite</c> puts <c>{path}</c> and <c>{uri}</c> in with their escapes, not decoded.</summary>
    public bool RewritesEscapedPaths => IsModern;

    public static CaddyTraits Of(Version? version) => new(version is null || version >= new Version(2, 7));
}
