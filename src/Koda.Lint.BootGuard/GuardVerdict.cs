namespace Koda.Lint.BootGuard;

/// <summary>What the boot guard found, and whether the program may start.</summary>
public sealed class GuardVerdict
{
    internal GuardVerdict(bool isArmed, IReadOnlyList<Finding> findings)
    {
        IsArmed = isArmed;
        Findings = findings;
    }

    /// <summary>Whether the program may start: no finding is an error.</summary>
    public bool Boots => Findings.All(finding => finding.Severity < Severity.Error);

    /// <summary>
    /// Whether this is production. Where it is not, what would be an error is a warning, except for what Koda refuses to boot with everywhere (KODA1003
    /// and KODA1006).
    /// </summary>
    public bool IsArmed { get; }

    /// <summary>Everything that was found, what weighs most first. None carries a secret's value.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>The verdict as a person reads it.</summary>
    public override string ToString() => GuardReport.Write(this);
}
