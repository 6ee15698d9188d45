using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using Task = Microsoft.Build.Utilities.Task;

namespace Koda.Lint.Build;

/// <summary>Looks again at every path that the last lint read or looked for, and tells whether there has to be another.</summary>
[MSBuildMultiThreadableTask]
public sealed class ProbeInputs : Task
{
    /// <summary>The folder that keeps the state of lints.</summary>
    [Required]
    public string StateFolder { get; set; } = "";

    /// <summary>The folder to lint, absolute.</summary>
    [Required]
    public string Root { get; set; } = "";

    /// <summary>Named deployments in one line, or nothing to find them.</summary>
    public string Deployments { get; set; } = "";

    /// <summary>What deployments may lead to outside of the repository.</summary>
    public string AllowRead { get; set; } = "";

    /// <summary>Whether a lint may be left out when nothing has changed.</summary>
    public bool SkipUnchanged { get; set; } = true;

    /// <summary>The list of inputs.</summary>
    [Output]
    public string InputsFile { get; private set; } = "";

    /// <summary>The findings.</summary>
    [Output]
    public string FindingsFile { get; private set; } = "";

    /// <summary>What has to be newer than the list: the findings, or a file that is never there when there has to be a lint.</summary>
    [Output]
    public string UpToDateFile { get; private set; } = "";

    /// <inheritdoc />
    public override bool Execute()
    {
        InputsFile = KeptLint.InputsFile(StateFolder, Root, Deployments, AllowRead);
        FindingsFile = KeptLint.FindingsFile(InputsFile);
        UpToDateFile = SkipUnchanged && KeptLint.Read(InputsFile) is { IsUnchanged: true } ? FindingsFile : FindingsFile + ".never";
        return true;
    }
}
