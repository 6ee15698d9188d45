using Koda.Lint.Compose;
using Koda.Lint.Dockerfile;
using Koda.Lint.Files;

namespace Koda.Lint.Companions;

/// <summary>The images that services are built from, and what is copied into them.</summary>
internal sealed class BuiltImages((ComposeService Service, DockerfileFile? File)[] built)
{
    public IEnumerable<DockerfileFile> Files => built.Select(image => image.File).OfType<DockerfileFile>();

    /// <summary>The service whose image a file is copied into by its name.</summary>
    public ComposeService? ServiceWith(string path)
    {
        var name = DeploymentPath.NameOf(path);
        return built.FirstOrDefault(image => IsBelow(DeploymentPath.FolderOf(image.File!.File.Path), path)
            && image.File.Instructions.Any(instruction => instruction.Keyword is "COPY" or "ADD" && instruction.Words.Any(word => DeploymentPath.NameOf(word.Value) == name))).Service;
    }

    private static bool IsBelow(string folder, string path) => path.StartsWith(folder.TrimEnd('/') + "/", StringComparison.Ordinal);
}
