namespace Koda.Lint.Core.Tests.Rules;

/// <summary>Koda's own files, as its project publishes them, lie beside the checkout in <c>shared/koda</c>.</summary>
public sealed class KodaDeploymentTests
{
    private const string Base = "docker-compose.yml";
    private const string Overlay = "docker-compose.prod.yml";
    private const string Release = "bundle/docker-compose.release.yml";

    [Fact]
    public void The_source_stack_has_these_errors_and_no_others() => Assert.Equal(
        [
            "KODA1001 docker-compose.prod.yml 2", "KODA2002 docker-compose.yml 110", "KODA2002 docker-compose.yml 59", "KODA3004 docker-compose.yml 94",
            "KODA6002 .env 13", "KODA6002 .env 14", "KODA6002 .env 15", "KODA6002 .env 28", "KODA6002 .env 30", "KODA6002 .env 31",
        ],
        ErrorsOf(SourceStack()));

    [Fact]
    public void Each_appended_port_is_shown_beside_the_overlay_s() => Assert.Equal(
        ["docker-compose.yml 110 docker-compose.prod.yml 12", "docker-compose.yml 59 docker-compose.prod.yml 4"],
        SourceStack().Of("KODA2002").Select(finding => LineOf(finding.Location) + " " + LineOf(Assert.Single(finding.Related).Location)).Order(StringComparer.Ordinal));

    [Fact]
    public void Beside_them_only_the_loopback_port_of_the_object_store_is_worth_knowing() => Assert.Equal(
        ["KODA2003 docker-compose.prod.yml 24 Info"],
        SourceStack().Findings.Where(finding => finding.Severity != Severity.Error).Select(finding => Show(finding) + " " + finding.Severity));

    [Theory]
    [InlineData("ports: !override", true)]
    [InlineData("ports: []\n    x-ports:", false)]
    public void An_override_takes_the_public_ports_away_and_an_empty_list_does_not(string ports, bool isGone)
    {
        var stack = Deploying.Files((Base, Text(Base)), (Overlay, Text(Overlay).Replace("ports:", ports, StringComparison.Ordinal)), (".env", Text(".env")));

        Assert.Equal(isGone ? [] : ["KODA2002 docker-compose.yml 110", "KODA2002 docker-compose.yml 59"], ErrorsOf(stack).Where(error => error.StartsWith("KODA200", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_release_file_publishes_both_ports_and_lacks_its_images()
    {
        var release = Deploying.Files((Release, Text(Release))).AndEnvFile("bundle/.env.bootstrap", Text("bundle/.env.bootstrap"));

        Assert.Equal(
            ["8090", "3000"],
            release.Of("KODA2001").Select(finding => finding.Subject.Split(':')[2]));
        Assert.Equal(
            ["KODA_APP_IMAGE", "KODA_WEB_IMAGE", "KODA_SECURITY_IMAGE", "KODA_MEMORY_IMAGE"],
            release.Of("KODA9002").Select(finding => finding.Subject["variable:".Length..]));
        Assert.All(release.Of("KODA9002"), finding => Assert.Equal(Severity.Error, finding.Severity));
        Assert.Equal(
            ["KODA1001", "KODA2001", "KODA6002", "KODA9002"],
            release.Findings.Where(finding => finding.Severity == Severity.Error).Select(finding => finding.Rule.Id).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Without_an_env_file_its_template_leaves_only_what_is_wrong_with_the_files() => Assert.Equal(
        ["KODA1001 docker-compose.prod.yml 2", "KODA2002 docker-compose.yml 110", "KODA2002 docker-compose.yml 59", "KODA3004 docker-compose.yml 94"],
        ErrorsOf(Checkout()));

    [Fact]
    public void Where_values_must_be_there_each_that_is_not_is_an_error()
    {
        var repository = Checkout().RequiringEnv();

        Assert.Equal(
            ["POSTGRES_DB", "POSTGRES_PASSWORD", "POSTGRES_USER", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY", "WEB_OPERATOR_SESSION_SECRET"],
            repository.Of("KODA9002").Where(finding => finding.Severity == Severity.Error).Select(finding => finding.Subject["variable:".Length..]).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["secret:POSTGRES_PASSWORD", "secret:S3_ACCESS_KEY_ID", "secret:S3_SECRET_ACCESS_KEY", "secret:WEB_OPERATOR_SESSION_SECRET"],
            repository.Of("KODA6001").Select(finding => finding.Subject).Order(StringComparer.Ordinal));
        Assert.Equal("docker-compose.yml 9", LineOf(Assert.Single(repository.Of("KODA9003")).Location));
    }

    [Fact]
    public void The_development_overlay_has_no_errors() => Assert.Equal(
        [],
        Deploying.Files((Base, Text(Base)), ("docker-compose.dev.yml", Text("docker-compose.dev.yml")), (".env", Text(".env"))).Findings
            .Where(finding => finding.Severity != Severity.Info).Select(Show));

    private static Deploying SourceStack() => Deploying.Files((Base, Text(Base)), (Overlay, Text(Overlay)), (".env", Text(".env")));

    private static Deploying Checkout() => Deploying.Files((Base, Text(Base)), (Overlay, Text(Overlay)), (".env.example", Text(".env.example")));

    private static IEnumerable<string> ErrorsOf(Deploying deploying) =>
        deploying.Findings.Where(finding => finding.Severity == Severity.Error).Select(Show).Order(StringComparer.Ordinal);

    private static string Show(Finding finding) => finding.Rule.Id + " " + LineOf(finding.Location);

    private static string LineOf(Location location) => Deploying.NameOf(location) + " " + location.Start.Line;

    private static string Text(string name) => Repository.ReadShared("koda/" + name);
}
