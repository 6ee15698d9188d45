using Koda.Lint.Analyzers.Flow;
using Koda.Lint.Analyzers.Scan;
using Microsoft.CodeAnalysis;

namespace Koda.Lint.Analyzers.Settings;

/// <summary>KODA6009: a file with a secret is created so that others on the host can read it.</summary>
internal sealed class SecretFileCreatedReadable : SourceRule
{
    // UnixFileMode: what the owner alone may do.
    private const int OwnerBits = 0x1C0;

    private static readonly string[] Endings = ["bootstrap.txt", ".master.key", ".env"];

    public override IEnumerable<Word> Words =>
    [
        new Word("bootstrap") { Then = ".txt", InStrings = true },
        new Word("master") { Then = ".key", After = ".", InStrings = true },
        new Word("env") { Then = "\"", After = ".", InStrings = true },
        "FileStreamOptions", "WriteAllText", "WriteAllTextAsync", "WriteAllBytes", "WriteAllBytesAsync", "WriteAllLines",
    ];

    public override void OnCalled(Call call, CodeUnit unit)
    {
        if (call.Method.ContainingType.Is("System.IO.File"))
        {
            if (call.Name is "WriteAllText" or "WriteAllTextAsync" or "WriteAllBytes" or "WriteAllBytesAsync" or "WriteAllLines" or "WriteAllLinesAsync"
                or "AppendAllText" or "AppendAllTextAsync" or "AppendAllLines" or "AppendAllLinesAsync" or "Create" or "CreateText" or "AppendText" or "OpenWrite" or "Open"
                or "OpenHandle")
                Judge(call["path"]?.Value, call, unit);
        }
        else if (call.Method.ContainingType.Is("System.IO.FileInfo") && call.Name is "Create" or "CreateText" or "AppendText" or "OpenWrite" or "Open"
            && call.Receiver is InstanceValue file)
        {
            Judge(unit.Flow.Member(file, "FileName"), call, unit);
        }
    }

    public override void OnCreated(Call call, InstanceValue instance, CodeUnit unit)
    {
        if (instance.Type.Is("System.IO.FileStream") || instance.Type.Is("System.IO.StreamWriter"))
            Judge(call["path"]?.Value, call, unit);
    }

    private static void Judge(Value? path, Call call, CodeUnit unit)
    {
        foreach (var (alternative, guard) in path?.Alternatives ?? [])
        {
            if (guard.And(unit.Flow.Guard) == Guard.Development || alternative.AsText() is not { } text || SecretIn(text.Content) is not { } file)
                continue;
            if (!Creates(call, unit) || IsPrivate(call, unit))
                continue;
            var isMendedLater = unit.Syntax.ToString().IndexOf("SetUnixFileMode", StringComparison.Ordinal) >= 0;
            unit.Report(
                isMendedLater ? RuleTexts.SecretFileCreatedReadable.Late(file) : RuleTexts.SecretFileCreatedReadable.Default(file), call.Syntax, call.Syntax, "unix-mode");
        }
    }

    private static string? SecretIn(string path) =>
        Endings.FirstOrDefault(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) is null ? null
        : path.Substring(path.LastIndexOfAny(['/', '\\', TextPiece.Hole[0]]) + 1) is { Length: > 0 } name ? name : path;

    private static bool Creates(Call call, CodeUnit unit)
    {
        // FileMode.Open and Truncate need a file that is there; reading creates none.
        var options = call["options"]?.Value as InstanceValue;
        var mode = options is null ? call["mode"]?.Value : unit.Flow.Member(options, "Mode");
        var access = options is null ? call["access"]?.Value : unit.Flow.Member(options, "Access");
        var opensOnly = mode is ConstantValue { Content: 3 or 5 } || (mode == Value.Unset && options is not null);
        return !opensOnly && !(access is ConstantValue { Content: 1 } && mode is ConstantValue { Content: 3 });
    }

    private static bool IsPrivate(Call call, CodeUnit unit)
    {
        var mode = call["unixCreateMode"]?.Value;
        if (call["options"] is { } options)
        {
            // Options that come from elsewhere may have any mode.
            if (options.Value is not InstanceValue made)
                return options.Parameter.Type.Name == "FileStreamOptions";
            mode = unit.Flow.Member(made, "UnixCreateMode");
            if (mode is null)
                return true;
        }

        return mode switch
        {
            null => false,
            ConstantValue { Content: int bits } => (bits & ~OwnerBits) == 0,
            _ => mode != Value.Unset,
        };
    }
}
