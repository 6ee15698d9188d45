using Koda.Lint.Checking;
using Koda.Lint.Checklist;
using Koda.Lint.Compose;
using Koda.Lint.Deployments;
using Koda.Lint.Discovery;
using Koda.Lint.Facts;
using Koda.Lint.Files;

namespace Koda.Lint.Engine.Tests.Checklist;

public sealed class ProductionChecklistTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_files_cannot_show_is_unknown_and_never_kept()
    {
        var items = Judge("KODA_ENV: production");

        Assert.Equal(Enumerable.Range(1, 10), items.Select(item => item.Number));
        Assert.Equal([1, 2, 6, 10], items.Where(item => item.State == ChecklistState.Pass).Select(item => item.Number));
        Assert.DoesNotContain(items, item => item.State == ChecklistState.Fail);
    }

    [Theory]
    [InlineData("KODA_ENV: staging", 1)]
    [InlineData("KODA_ENV: production, CONTROL_PLANE_AUTH_MODE: open", 1)]
    [InlineData("KODA_ENV: production, CONTROL_PLANE_PORT: none", 1)]
    [InlineData("KODA_ENV: production, ALLOW_LOOPBACK_BOOTSTRAP: \"true\"", 2)]
    [InlineData("KODA_ENV: production, CONTROL_PLANE_BOOTSTRAP_CODE_TTL_SECONDS: 9000", 3)]
    [InlineData("KODA_ENV: production, CONTROL_PLANE_BOOTSTRAP_CODE: ABCD-EFGH-2345", 3)]
    [InlineData("KODA_ENV: production, ALLOW_INSECURE_COOKIES: \"true\"", 4)]
    [InlineData("KODA_ENV: production, CONTROL_PLANE_OPERATOR_PASSWORD_MIN_LENGTH: 8", 6)]
    [InlineData("KODA_ENV: production, CONTROL_PLANE_OPERATOR_LOGIN_MAX_FAILURES: 50", 8)]
    [InlineData("KODA_ENV: production, CONTROL_PLANE_OPERATOR_LOGIN_LOCKOUT_SECONDS: 1", 8)]
    [InlineData("KODA_ENV: production, CONTROL_PLANE_AUTH_FAILURE_RATE_LIMIT: 500", 8)]
    [InlineData("KODA_ENV: production, AUDIT_RETENTION_DAYS: 7", 9)]
    [InlineData("KODA_ENV: production, CONTROL_PLANE_API_TOKEN: short", 10)]
    public void A_broken_promise_has_its_finding_for_evidence(string environment, int number)
    {
        var broken = Judge(environment).Where(item => item.State == ChecklistState.Fail).ToList();

        Assert.Equal([number], broken.Select(item => item.Number));
        Assert.Contains(broken[0].Evidence, evidence => evidence.State == ChecklistState.Fail && evidence.Text.StartsWith("KODA", StringComparison.Ordinal) && evidence.Place is not null);
    }

    [Fact]
    public void A_break_glass_token_is_unknown_because_only_people_know_of_the_glass()
    {
        var item = Judge("KODA_ENV: production, CONTROL_PLANE_API_TOKEN: 4f1d8e2b7a9c035d6e1f48b2c7a9e03d5b6f1c28")[9];

        Assert.Equal(ChecklistState.Unknown, item.State);
        Assert.DoesNotContain("4f1d8e2b", Assert.Single(item.Evidence).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_comes_with_the_deployment_is_unknown()
    {
        _folder.Write(".env.example", "KODA_ENV=\n");

        Assert.Equal(ChecklistState.Unknown, Judge("KODA_ENV: \"${KODA_ENV}\"")[0].State);
    }

    [Fact]
    public void A_private_state_folder_keeps_the_third_promise()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such modes");
            return;
        }

        Directory.CreateDirectory(_folder.PathTo("state"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        Assert.Equal(ChecklistState.Pass, Judge("KODA_ENV: production, STATE_ROOT_DIR: /state", "\n    volumes: [\"./state:/state\"]")[2].State);
        File.SetUnixFileMode(_folder.PathTo("state"), UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.OtherRead);
        Assert.Equal(ChecklistState.Fail, Judge("KODA_ENV: production, STATE_ROOT_DIR: /state", "\n    volumes: [\"./state:/state\"]")[2].State);
    }

    [Fact]
    public void A_fault_of_a_file_that_deployments_share_counts_for_each_of_them()
    {
        _folder.Write("compose.yml", "services:\n  app:\n    image: x:1\n    environment: {CONTROL_PLANE_PORT: 1, CONTROL_PLANE_OPERATOR_PASSWORD_MIN_LENGTH: 8}\n");
        foreach (var name in (string[])["a", "b"])
            _folder.Write("compose.prod." + name + ".yml", "services:\n  app:\n    environment: {KODA_ENV: production}\n");
        _folder.Write("koda.release.yml", "services:\n  app:\n    extends: {file: compose.yml, service: app}\n    environment: {KODA_ENV: production}\n");

        var kept = Check().Deployments.Where(deployment => deployment.IsProduction).ToList();

        Assert.True(kept.Count > 1);
        Assert.All(kept, deployment => Assert.Equal(ChecklistState.Fail, ProductionChecklist.Of(deployment.Kept!)[5].State));
    }

    [Theory]
    [InlineData("compose.yml", "services:\n  app:\n    image: x:1\n    environment: {CONTROL_PLANE_PORT: 1}\n")]
    [InlineData("compose.prod.yml", "services:\n  web:\n    image: x:1\n")]
    public void Only_a_production_deployment_of_koda_is_held_to_the_guide(string name, string text)
    {
        _folder.Write(name, text);

        Assert.Empty(ProductionChecklist.Of(Assert.Single(Check().Deployments).Kept!));
    }

    private IReadOnlyList<ChecklistItem> Judge(string environment, string more = "")
    {
        _folder.Write("compose.prod.yml", "services:\n  app:\n    image: x:1\n    command: python -m koda.control_plane\n    environment: {" + environment + "}" + more + "\n");
        return ProductionChecklist.Of(Assert.Single(Check().Deployments).Kept!);
    }

    private CheckReport Check()
    {
        var files = new DiskFileProvider();
        return new DeploymentCheck(files) { Root = _folder.Path, KeepsDeployments = true, Facts = new SecretFileFacts(files, () => DateTimeOffset.UnixEpoch) }
            .Run(DeploymentDiscovery.Find(_folder.Path, recursive: false, new ComposeRequest { WorkingDirectory = _folder.Path }, DeploymentEnvironment.Auto, files));
    }
}
