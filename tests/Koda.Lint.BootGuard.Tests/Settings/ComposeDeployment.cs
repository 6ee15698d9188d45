using System.Text.Encodings.Web;
using System.Text.Json;
using Koda.Lint.Compose;
using Koda.Lint.Deployments;
using Koda.Lint.Files;
using Koda.Lint.Text;

namespace Koda.Lint.BootGuard.Tests.Settings;

/// <summary>Settings as a control plane's <c>environment</c> in a Compose file, and what the linter finds in them.</summary>
internal sealed class ComposeDeployment : IFileProvider
{
    private const string FilePath = "/srv/stack/docker-compose.yml";

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly SourceFile _file;

    /// <summary>JSON's quoted strings are YAML's as well; Compose takes <c>$$</c> for a dollar sign.</summary>
    public ComposeDeployment(IReadOnlyDictionary<string, string?> settings)
    {
        var environment = string.Concat(settings.Select(setting =>
            "      " + JsonSerializer.Serialize(setting.Key, Json) + ": " + JsonSerializer.Serialize(setting.Value!.Replace("$", "$$", StringComparison.Ordinal), Json) + "\n"));
        _file = new SourceFile(FilePath, $$"""
            services:
              app:
                image: example/koda:1
                command: ["python", "-m", "koda.control_plane"]
                environment: {{(settings.Count == 0 ? "{}" : "")}}
            {{environment}}
            """);
    }

    public string Text => _file.Text;

    public FileAnswer Read(string path) => path == FilePath ? FileAnswer.Of(_file) : FileAnswer.Missing;

    public IReadOnlyList<Finding> Judge(bool isProduction)
    {
        var project = ComposeLoader.Load(new ComposeRequest { WorkingDirectory = "/srv/stack", Files = [FilePath] }, this);
        Assert.Empty(project.Problems);
        return DeploymentJudge.Judge(new Deployment
        {
            Name = "stack",
            Project = project,
            Environment = isProduction ? DeploymentEnvironment.Production : DeploymentEnvironment.Auto,
        });
    }
}
