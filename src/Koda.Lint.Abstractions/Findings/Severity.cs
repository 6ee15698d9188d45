namespace Koda.Lint;

/// <summary>How much a finding weighs. The order is meant: <c>finding.Severity &gt;= Severity.Warning</c> reads as it says.</summary>
public enum Severity
{
    /// <summary>Worth knowing; never fails anything by default. Also the severity of <em>cannot be known</em>.</summary>
    Info,

    /// <summary>Weakens the deployment; reported, fails a gate only when asked for.</summary>
    Warning,

    /// <summary>Breaks a promise of the production guide: fails a gate and refuses a boot.</summary>
    Error,
}
