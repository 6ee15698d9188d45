using Koda.Lint.Settings;

namespace Koda.Lint.BootGuard;

/// <summary>Collects what the guard finds, and weighs it by whether the guard is armed.</summary>
internal sealed class GuardFindings
{
    private readonly List<Finding> _findings = [];

    /// <param name="isArmed">Whether this is production.</param>
    public GuardFindings(bool isArmed) => IsArmed = isArmed;

    public bool IsArmed { get; }

    /// <summary>Adds a fault of a setting that the rules on settings judge.</summary>
    public void Add(SettingFault fault, SettingOrigin origin) => Add(SettingTexts.Of(fault, "this process"), origin, "env:" + fault.Variable);

    /// <summary>Adds a fault.</summary>
    public void Add(FindingText text, SettingOrigin origin, string subject) => _findings.Add(text.At(Location.OfFile(origin.ToString()), subject) with
    {
        Severity = IsArmed || RefusesEverywhere(text.Rule) || text.Severity < Severity.Warning ? text.Severity : Severity.Warning,
        Origin = origin,
    });

    public GuardVerdict ToVerdict() => new(IsArmed, [.. _findings.OrderByDescending(finding => finding.Severity).ThenBy(finding => finding.Rule.Id, StringComparer.Ordinal)]);

    /// <summary>Koda's own process does not survive these, in development neither.</summary>
    private static bool RefusesEverywhere(RuleInfo rule) => rule == RuleCatalogue.AuthModeUnknown || rule == RuleCatalogue.SettingNotANumber;
}
