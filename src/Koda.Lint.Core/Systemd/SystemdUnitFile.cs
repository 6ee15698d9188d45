using Koda.Lint.Text;

namespace Koda.Lint.Systemd;

/// <summary>An assignment of a unit file, with its continued lines joined.</summary>
/// <param name="Section">The section, without brackets.</param>
/// <param name="Key">The key; case matters.</param>
/// <param name="Value">The value without blanks around it.</param>
/// <param name="Span">The assignment from its key to the end of its value.</param>
public sealed record SystemdAssignment(string Section, string Key, MappedText Value, SourceSpan Span);

/// <summary>A unit file or a drop-in as written.</summary>
/// <param name="File">The file.</param>
/// <param name="Assignments">Its assignments in the order written.</param>
/// <param name="Problems">What systemd would skip with a warning.</param>
public sealed record SystemdUnitFile(SourceFile File, IReadOnlyList<SystemdAssignment> Assignments, IReadOnlyList<ReadProblem> Problems);

/// <summary>An environment variable that a unit sets.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value, unquoted.</param>
/// <param name="Span">The whole <c>NAME=value</c>, quotes included.</param>
public sealed record SystemdVariable(string Name, MappedText Value, SourceSpan Span);

/// <summary>A file of environment variables that a unit reads.</summary>
/// <param name="Path">The path.</param>
/// <param name="IsOptional">Whether it may be missing (<c>-</c>).</param>
public sealed record SystemdEnvironmentFile(MappedText Path, bool IsOptional);

/// <summary>A command of <c>ExecStart=</c> and its kin.</summary>
/// <param name="Prefix">The special characters before the program: <c>-</c>, <c>@</c>, <c>:</c>, <c>+</c>, <c>!</c>, <c>|</c>.</param>
/// <param name="Arguments">The program and its arguments, unquoted; specifiers (<c>%i</c>) and variables (<c>$NAME</c>) as written.</param>
/// <param name="Span">The command without its prefix.</param>
public sealed record SystemdCommand(string Prefix, IReadOnlyList<MappedText> Arguments, SourceSpan Span);
