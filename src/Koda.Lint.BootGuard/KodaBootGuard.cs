using Koda.Lint.BootGuard.Settings;

namespace Koda.Lint.BootGuard;

/// <summary>
/// The boot guard for programs without a host: judges settings by the rules that Koda.Lint judges deployments with. Hosts call
/// <c>builder.AddKodaBootGuard()</c> instead, which also sees what only a live process knows.
/// </summary>
public static class KodaBootGuard
{
    /// <summary>The exit code of a process whose boot was refused: 78, which <c>sysexits.h</c> calls a configuration error.</summary>
    public const int RefusedExitCode = 78;

    /// <summary>Judges settings.</summary>
    /// <param name="settings">The settings by name. A null value is a setting that is not there; an empty one is set to nothing.</param>
    /// <param name="options">What the guard is told, or null for the defaults.</param>
    public static GuardVerdict Evaluate(IReadOnlyDictionary<string, string?> settings, KodaGuardOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        options ??= new KodaGuardOptions();
        var found = SettingJudgement.Judge([new GivenSettings(settings)], StringComparer.Ordinal, options, hostIsProduction: false, Environment.CurrentDirectory);
        return found.ToVerdict();
    }

    /// <summary>Judges settings, and throws when they refuse the boot.</summary>
    /// <param name="settings">The settings by name. A null value is a setting that is not there; an empty one is set to nothing.</param>
    /// <param name="options">What the guard is told, or null for the defaults.</param>
    /// <exception cref="BootRefusedException">The settings are not safe to boot with.</exception>
    public static void ThrowIfRefused(IReadOnlyDictionary<string, string?> settings, KodaGuardOptions? options = null)
    {
        var verdict = Evaluate(settings, options);
        if (!verdict.Boots)
            throw new BootRefusedException(verdict);
    }
}
