namespace Koda.Lint.Cli;

/// <summary>What the process tells its caller.</summary>
internal static class ExitCode
{
    /// <summary>Nothing weighs as much as <c>--fail-on</c>; or the model was printed.</summary>
    public const int Clean = 0;

    /// <summary>Something does; or Docker Compose would refuse the model.</summary>
    public const int Findings = 1;

    /// <summary>Bad usage: an unknown option, a path that is not there, no deployment in it, a named file that cannot be opened.</summary>
    public const int Usage = 2;

    /// <summary>A fault of koda-lint itself.</summary>
    public const int Internal = 3;
}
