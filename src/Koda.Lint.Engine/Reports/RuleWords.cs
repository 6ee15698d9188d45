namespace Koda.Lint.Reports;

/// <summary>How people read what a rule says about itself.</summary>
public static class RuleWords
{
    private static readonly (Surfaces Surface, string Words)[] Places =
    [
        (Surfaces.EnvFile, "`.env`"),
        (Surfaces.Compose, "Compose files"),
        (Surfaces.AppSettings, "`appsettings.json`"),
        (Surfaces.Source, "C#"),
        (Surfaces.Proxy, "proxy configuration"),
        (Surfaces.Unit, "systemd units"),
        (Surfaces.FileSystem, "file modes and git"),
        (Surfaces.BootGuard, "the boot guard"),
        (Surfaces.LiveProbe, "a running deployment"),
    ];

    /// <summary><c>error</c>, <c>warning</c> or <c>info</c>.</summary>
    /// <param name="severity">The severity.</param>
    public static string Of(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "info",
    };

    /// <summary>Where a rule looks, as Markdown, one item for each surface.</summary>
    /// <param name="surfaces">The surfaces.</param>
    public static IEnumerable<string> Of(Surfaces surfaces) =>
        Places.Where(place => (surfaces & place.Surface) != 0).Select(place => place.Words);
}
