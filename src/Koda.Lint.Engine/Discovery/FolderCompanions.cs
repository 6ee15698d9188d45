using Koda.Lint.Companions;
using Koda.Lint.Files;
using Koda.Lint.Proxy.Traefik;

namespace Koda.Lint.Discovery;

/// <summary>Finds the files of a folder that are judged with its deployments: proxies' configurations, units with their drop-ins, .NET's settings.</summary>
public static class FolderCompanions
{
    private const string NginxFolder = "conf.d";

    /// <summary>Finds a folder's files, absolute and in the order of their names.</summary>
    /// <param name="folder">The folder, absolute.</param>
    /// <param name="fileNames">The names of the files in it.</param>
    /// <param name="files">The host's files; one that is an <see cref="IFolderProvider"/> also finds what lies in <c>conf.d</c> and in units' drop-in folders.</param>
    public static IReadOnlyList<string> Find(string folder, IEnumerable<string> fileNames, IFileProvider files)
    {
        var found = fileNames.OrderBy(name => name, StringComparer.Ordinal).Select(name => DeploymentPath.Resolve(folder, name))
            .Where(path => CompanionFileName.StandsAlone(path) || IsTraefiks(path, files)).ToList();
        var below = found.Where(path => CompanionFileName.KindOf(path) == CompanionKind.Unit).Select(unit => WithoutExample(unit) + ".d").Append(DeploymentPath.Resolve(folder, NginxFolder));
        foreach (var subfolder in below.Distinct(StringComparer.Ordinal).ToList())
            found.AddRange(In(subfolder, files).Where(path => path.EndsWith(".conf", StringComparison.Ordinal)));
        return found;
    }

    /// <summary>Finds the files of a folder that a host can list; none where it cannot.</summary>
    /// <param name="folder">The folder, absolute.</param>
    /// <param name="files">The host's files.</param>
    public static IReadOnlyList<string> Find(string folder, IFileProvider files) =>
        files is IFolderProvider folders && folders.FileNames(folder) is { } names ? Find(folder, names, files) : [];

    private static bool IsTraefiks(string path, IFileProvider files) =>
        CompanionFileName.MayBeTraefiks(path) && files.Read(path).File is { } file && TraefikConfig.LooksLikeFile(file.Text);

    private static IEnumerable<string> In(string folder, IFileProvider files) => files is IFolderProvider folders && folders.FileNames(folder) is { } names
        ? names.OrderBy(name => name, StringComparer.Ordinal).Select(name => DeploymentPath.Resolve(folder, name)).Where(path => CompanionFileName.KindOf(path) != CompanionKind.None)
        : [];

    private static string WithoutExample(string unit) => unit.EndsWith(".example", StringComparison.Ordinal) ? unit.Substring(0, unit.Length - ".example".Length) : unit;
}
