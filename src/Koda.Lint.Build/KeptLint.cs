using System.Text;

namespace Koda.Lint.Build;

/// <summary>
/// What a lint leaves for later builds: the list of what it looked at, and what it found. The list's first line names both by their hashes, so that
/// files that were broken off, changed, mixed up or written in another shape are as good as none, and the lint is done again.
/// </summary>
internal sealed class KeptLint
{
    private const string Shape = "koda-lint kept 1";
    private const string Nothing = " nothing";
    private const string Something = " something";
    private readonly string _inputs;

    private KeptLint(string inputs, bool isEmpty)
    {
        _inputs = inputs;
        IsEmpty = isEmpty;
    }

    /// <summary>Whether there is nothing to report.</summary>
    public bool IsEmpty { get; }

    /// <summary>Whether everything that the lint looked at is as it was.</summary>
    public bool IsUnchanged => InputList.Renew(_inputs) == _inputs;

    /// <summary>Where the list of inputs is kept for a request; each has a state of its own, and so has each release.</summary>
    /// <param name="folder">The folder that keeps the state of lints.</param>
    /// <param name="root">The folder that is linted.</param>
    /// <param name="deployments">Named deployments in one line.</param>
    /// <param name="allowRead">What deployments may lead to outside of the repository.</param>
    public static string InputsFile(string folder, string root, string deployments, string allowRead) =>
        Path.Combine(folder, StableHash.Of(string.Join("\n", typeof(KeptLint).Assembly.GetName().Version, root, deployments, allowRead)) + ".inputs");

    /// <summary>Where the findings are kept.</summary>
    /// <param name="inputsFile">Where the list is.</param>
    public static string FindingsFile(string inputsFile) => Path.ChangeExtension(inputsFile, ".findings");

    /// <summary>What was kept, or null when there is nothing whole.</summary>
    /// <param name="inputsFile">Where the list is.</param>
    public static KeptLint? Read(string inputsFile)
    {
        try
        {
            if (!File.Exists(inputsFile))
                return null;
            var text = File.ReadAllText(inputsFile);
            var end = text.IndexOf('\n');
            if (end < 0)
                return null;
            var inputs = text.Substring(end + 1);
            var seal = Seal(inputs, File.ReadAllBytes(FindingsFile(inputsFile)));
            var head = text.Substring(0, end);
            if (head == seal + Nothing || head == seal + Something)
                return new KeptLint(inputs, head == seal + Nothing);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What cannot be read is as good as none.
        }

        return null;
    }

    /// <summary>Keeps a lint.</summary>
    /// <param name="inputsFile">Where the list goes.</param>
    /// <param name="inputs">What was looked at.</param>
    /// <param name="findings">What was found, as <see cref="KeptFindings"/> writes it.</param>
    /// <param name="isEmpty">Whether that is nothing.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">A file must not be written.</exception>
    public static void Write(string inputsFile, InputList inputs, byte[] findings, bool isEmpty)
    {
        var list = inputs.ToString();
        Directory.CreateDirectory(Path.GetDirectoryName(inputsFile)!);

        // The findings last: for MSBuild they have to be newer than the list.
        File.WriteAllText(inputsFile, Seal(list, findings) + (isEmpty ? Nothing : Something) + "\n" + list, new UTF8Encoding(false));
        File.WriteAllBytes(FindingsFile(inputsFile), findings);
    }

    private static string Seal(string inputs, byte[] findings) => Shape + " " + StableHash.Of(inputs) + " " + StableHash.Of(findings);
}
