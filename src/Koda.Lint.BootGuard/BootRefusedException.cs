namespace Koda.Lint.BootGuard;

/// <summary>The boot guard refused to let the program start.</summary>
public sealed class BootRefusedException : Exception
{
    /// <summary>Tells of a refusal.</summary>
    /// <param name="verdict">The verdict that refused.</param>
    public BootRefusedException(GuardVerdict verdict)
        : base(verdict.ToString()) => Verdict = verdict;

    /// <summary>The verdict that refused.</summary>
    public GuardVerdict Verdict { get; }
}
