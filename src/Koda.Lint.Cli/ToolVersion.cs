using System.Reflection;

namespace Koda.Lint.Cli;

/// <summary>The version of this program.</summary>
internal static class ToolVersion
{
    /// <summary>As in the package: <c>0.1.0</c>.</summary>
    public static string Current { get; } =
        typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
