namespace Koda.Lint.Fuzz;

/// <summary>A reader did not keep to what every reader owes.</summary>
/// <param name="message">The claim that does not hold.</param>
public sealed class BrokenClaimException(string message) : Exception(message);
