using Koda.Lint.Checking;
using Koda.Lint.Compose;
using Koda.Lint.Deployments;
using Koda.Lint.Discovery;
using Koda.Lint.Facts;
using Koda.Lint.Files;
using Koda.Lint.Fixes;

namespace Koda.Lint.Engine.Tests.Fixes;

/// <summary>A folder whose findings are to be mended.</summary>
internal sealed class Fixing : IDisposable
{
    /// <summary>How the secrets begin that a fix gets here; each has another end.</summary>
    public const string NewSecret = "0123456789abcdef0123456789abcdef0123456789abcdef";

    private int _secrets;

    public TemporaryFolder Folder { get; } = new();

    public bool IsUnsafe { get; init; }

    public bool RequiresEnv { get; init; }

    public bool IsProduction { get; init; }

    public void Dispose() => Folder.Dispose();

    public string Read(string name) => File.ReadAllText(Folder.PathTo(name));

    /// <summary>Mends and writes; then makes sure that doing so again would change nothing.</summary>
    public FixOutcome Fix()
    {
        var outcome = Run();
        foreach (var changed in outcome.Files)
            FixWriter.Write(changed);
        foreach (var mode in outcome.Modes)
            FixWriter.Write(mode);

        var again = Run();
        Assert.Empty(again.Mended);
        Assert.Empty(again.Files);
        Assert.Empty(again.Modes);
        return outcome;
    }

    /// <summary>Mends in memory.</summary>
    public FixOutcome Run()
    {
        var files = new DiskFileProvider();
        return new FixRun(files)
        {
            Check = CheckOver,
            WhyNotWritten = new FixScope(Folder.Path).WhyNot,
            NewSecret = IsUnsafe ? () => NewSecret + "0123456789abcde" + _secrets++ : null,
        }.Run(Discover(files));
    }

    /// <summary>The rules that speak as a warning or worse.</summary>
    public IReadOnlyList<string> Check() => [.. Judge().Select(finding => finding.Rule.Id)];

    /// <summary>What they say, and of what, wherever it stands; what a suppression no longer has to hide is left out.</summary>
    public IReadOnlyList<string> Findings() =>
        [.. Judge().Where(finding => finding.Rule != RuleCatalogue.SuppressionStale).Select(finding => finding.Rule.Id + " " + Path.GetFileName(finding.Location.Path) + " " + finding.Subject)];

    private IEnumerable<Finding> Judge()
    {
        var files = new DiskFileProvider();
        var report = CheckOver(files, new Dictionary<string, int>()).Run(Discover(files));
        return report.Findings.Select(reported => reported.Finding).Where(finding => finding.Severity > Severity.Info);
    }

    private DeploymentCheck CheckOver(IFolderProvider files, IReadOnlyDictionary<string, int> modes) => new(files)
    {
        Root = Folder.Path,
        Facts = new SecretFileFacts(files, () => DateTimeOffset.UnixEpoch) { PlannedModes = modes },
    };

    private DiscoveredDeployments Discover(DiskFileProvider files) => DeploymentDiscovery.Find(
        Folder.Path, recursive: false, new ComposeRequest { WorkingDirectory = Folder.Path, RequireEnv = RequiresEnv },
        IsProduction ? DeploymentEnvironment.Production : DeploymentEnvironment.Auto, files);
}
