namespace Koda.Lint.Cli;

/// <summary>What was asked for cannot be done, and whoever asked can mend it. Ends the process with <see cref="ExitCode.Usage"/>.</summary>
/// <param name="message">What is wrong, as a sentence without its end.</param>
internal sealed class UsageException(string message) : Exception(message);
