using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using Task = Microsoft.Build.Utilities.Task;

namespace Koda.Lint.Build;

/// <summary>
/// Looks again at every path that the last lint read or looked for. When anything is different the list is written anew, and so becomes newer
/// than the findings.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class ProbeInputs : Task
{
    /// <summary>The folder that keeps the state of lints.</summary>
    [Required]
    public string StateFolder { get; set; } = "";

    /// <summary>What is linted and how, in one line; each has a state of its own.</summary>
    [Required]
    public string Request { get; set; } = "";

    /// <summary>Whether a lint may be left out when nothing has changed.</summary>
    public bool SkipUnchanged { get; set; } = true;

    /// <summary>The list of inputs.</summary>
    [Output]
    public string InputsFile { get; private set; } = "";

    /// <summary>The findings.</summary>
    [Output]
    public string FindingsFile { get; private set; } = "";

    /// <summary>What has to be newer than the list: the findings, or a file that never is when there has to be a lint.</summary>
    [Output]
    public string UpToDateFile { get; private set; } = "";

    /// <inheritdoc />
    public override bool Execute()
    {
        var name = Path.Combine(StateFolder, StableHash.Of(typeof(ProbeInputs).Assembly.GetName().Version + "\n" + Request));
        InputsFile = name + ".inputs";
        FindingsFile = name + ".findings";
        UpToDateFile = SkipUnchanged && IsKept() ? FindingsFile : name + ".never";
        return true;
    }

    private bool IsKept()
    {
        try
        {
            if (!File.Exists(InputsFile) || !File.Exists(FindingsFile))
                return false;
            var list = File.ReadAllText(InputsFile);
            var renewed = InputList.Renew(list);
            if (list.Length > 0 && list == renewed)
                return true;
            File.WriteAllText(InputsFile, renewed, new UTF8Encoding(false));
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
