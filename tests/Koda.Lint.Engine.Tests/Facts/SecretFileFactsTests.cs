using Koda.Lint.Compose;
using Koda.Lint.Deployments;
using Koda.Lint.Facts;
using Koda.Lint.Files;

namespace Koda.Lint.Engine.Tests.Facts;

public sealed class SecretFileFactsTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_modes_of_env_files_are_seen()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such modes");
            return;
        }

        var path = _folder.PathTo(".env");
        _folder.Write(".env", "A=1");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.GroupRead);

        var fact = Assert.Single(Facts("services: { app: { image: x, env_file: .env } }"));

        Assert.Equal(path, fact.Path);
        Assert.Equal(SecretFileKind.EnvFile, fact.Kind);
        Assert.Equal(0b100_100_000, fact.UnixMode);
        Assert.Equal(GitState.Unknown, fact.Git);
    }

    [Theory]
    [InlineData("expires_at: 2026-05-01T11:59:00Z", "2026-05-01 11:59 UTC")]
    [InlineData("code=abc\nexpires_at=\"2026-05-01T11:00:00+00:00\"", "2026-05-01 11:00 UTC")]
    [InlineData("expires_at: 2026-05-01T12:01:00Z", null)]
    [InlineData("expires_at: soon", null)]
    [InlineData("code=abc", null)]
    public void A_bootstrap_code_is_seen_with_its_expiry(string text, string? expiredAt)
    {
        _folder.Write("state/bootstrap.txt", text);

        var facts = Facts(
            """
            services:
              app:
                image: x
                environment: { CONTROL_PLANE_PORT: "8090", STATE_ROOT_DIR: /var/lib/koda/state }
                volumes: ["./state:/var/lib/koda/state"]
            """);

        Assert.Contains(facts, fact => fact.Kind == SecretFileKind.StateFolder && fact.Path == _folder.Path + "/state");
        Assert.Equal(expiredAt, Assert.Single(facts, fact => fact.Kind == SecretFileKind.BootstrapCode).ExpiredAt);
    }

    [Fact]
    public void A_named_volume_is_dockers_own_affair()
    {
        var facts = Facts(
            """
            services:
              app:
                image: x
                environment: { CONTROL_PLANE_PORT: "8090", STATE_ROOT_DIR: /var/lib/koda/state, CONTROL_PLANE_MASTER_KEY_FILE: /var/lib/koda/state/.master.key }
                volumes: ["state:/var/lib/koda/state"]
            volumes: { state: }
            """);

        Assert.Empty(facts);
    }

    [Fact]
    public void The_master_key_is_found_through_its_bind_mount()
    {
        var path = _folder.PathTo("keys/control_plane/.master.key");
        _folder.Write("keys/control_plane/.master.key", "k");

        var facts = Facts(
            """
            services:
              app:
                image: x
                environment: { CONTROL_PLANE_MASTER_KEY_FILE: /keys/control_plane/.master.key }
                volumes: ["./keys:/keys:ro"]
            """);

        Assert.Equal(path, Assert.Single(facts, fact => fact.Kind == SecretFileKind.MasterKey).Path);
    }

    private IReadOnlyList<FileFact> Facts(string compose)
    {
        _folder.Write("docker-compose.yml", compose);
        var files = new DiskFileProvider();
        var project = ComposeLoader.Load(new ComposeRequest { WorkingDirectory = _folder.Path, Files = ["docker-compose.yml"] }, files);
        var deployment = new Deployment { Name = "test", Project = project };
        return new SecretFileFacts(files, () => Now).Of(project, deployment.ControlPlane);
    }
}
