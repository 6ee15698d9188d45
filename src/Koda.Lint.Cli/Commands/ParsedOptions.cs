using System.CommandLine;

namespace Koda.Lint.Cli.Commands;

/// <summary>Reading options that may be given several times.</summary>
internal static class ParsedOptions
{
    /// <summary>An option's values, none where it is not given. The library's own answer to that is an array that it makes by reflection.</summary>
    public static string[] Values(this ParseResult parsed, Option<string[]> option) => parsed.GetResult(option) is null ? [] : parsed.GetValue(option) ?? [];
}
