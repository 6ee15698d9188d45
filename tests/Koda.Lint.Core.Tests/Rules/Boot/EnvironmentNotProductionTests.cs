using Koda.Lint.Deployments;

namespace Koda.Lint.Core.Tests.Rules.Boot;

public sealed class EnvironmentNotProductionTests
{
    private const string Rule = "KODA1001";

    [Fact]
    public void A_production_overlay_over_a_control_plane_without_KODA_ENV_is_reported_where_the_overlay_names_the_service()
    {
        var finding = Assert.Single(Deploying.Files(
            ("docker-compose.yml", """
                services:
                  app:
                    image: example/koda:1
                    command: python -m koda.control_plane
                """),
            ("docker-compose.prod.yml", """
                services:
                  «app»:
                    restart: always
                """)).Reports(Rule));

        Assert.Equal("service 'app' does not set KODA_ENV, so Koda takes this production deployment for development", finding.Message);
    }

    [Fact]
    public void A_service_that_no_overlay_names_is_reported_in_the_base_file() => Deploying.Files(
        ("docker-compose.release.yml", """
            services:
              web:
                image: example/web:1
              «app»:
                image: example/koda:1
                environment: [CONTROL_PLANE_PORT=8090]
            """)).Reports(Rule);

    [Theory]
    [InlineData("prod")]
    [InlineData("development")]
    [InlineData("productions")]
    [InlineData("\"pro duction\"")]
    public void Another_environment_is_reported_at_its_value(string value) => ControlPlane.With("KODA_ENV: «" + value + "»").InProduction().Reports(Rule);

    [Fact]
    public void An_empty_KODA_ENV_is_reported_because_NODE_ENV_is_not_asked_then()
    {
        var finding = Assert.Single(ControlPlane.With("KODA_ENV: «\"\"»", "NODE_ENV: production").InProduction().Reports(Rule));

        Assert.Equal("service 'app' sets KODA_ENV to nothing, so Koda takes this production deployment for development", finding.Message);
    }

    [Fact]
    public void NODE_ENV_is_reported_when_KODA_ENV_is_not_set()
    {
        var finding = Assert.Single(ControlPlane.With("NODE_ENV: «staging»").InProduction().Reports(Rule));

        Assert.Equal("service 'app' sets NODE_ENV to 'staging', so Koda takes this production deployment for development", finding.Message);
    }

    [Fact]
    public void A_value_from_an_env_file_is_reported_there() => ControlPlane.WithEnvFile("KODA_ENV=«staging»\n").InProduction().Reports(Rule);

    [Fact]
    public void A_value_from_a_variable_is_reported_at_the_setting_beside_the_definition()
    {
        var finding = Assert.Single(ControlPlane.With("KODA_ENV: «\"${STAGE}\"»").And(".env", "STAGE=staging\n").InProduction().Reports(Rule));

        Assert.Equal([".env 1:7-1:14"], finding.Related.Select(related => Deploying.Show(related.Location)));
    }

    [Fact]
    public void A_dotenv_that_no_container_gets_sets_nothing() => Deploying.Files(
        ("docker-compose.yml", """
            services:
              «app»:
                image: example/koda:1
                command: ["python", "-m", "koda.control_plane"]
            """),
        (".env", "KODA_ENV=production\n")).InProduction().Reports(Rule);

    [Theory]
    [InlineData("production")]
    [InlineData("Production")]
    [InlineData("\" production \"")]
    [InlineData("\"\\x1Cproduction\\x1F\"")]
    public void Production_in_any_spelling_that_Koda_accepts_is_silent(string value) => ControlPlane.With("KODA_ENV: " + value).InProduction().IsSilentOn(Rule);

    [Fact]
    public void NODE_ENV_stands_in_for_a_KODA_ENV_that_is_not_set() => ControlPlane.With("NODE_ENV: production").InProduction().IsSilentOn(Rule);

    [Fact]
    public void A_development_deployment_is_silent() => ControlPlane.With("KODA_ENV: development").IsSilentOn(Rule);

    [Fact]
    public void A_production_deployment_without_a_control_plane_is_silent() =>
        Deploying.Compose("services: { web: { image: nginx } }").InProduction().IsSilentOn(Rule);

    [Fact]
    public void A_value_that_comes_at_deploy_cannot_be_known()
    {
        var finding = Assert.Single(
            ControlPlane.SuppliedAtDeploy("KODA_ENV=development\n", "KODA_ENV: «\"${KODA_ENV}\"»").InProduction().Reports(Rule, Severity.Info));

        Assert.Equal("whether service 'app' tells Koda that this is production cannot be known here: KODA_ENV gets its value at deploy", finding.Message);
    }

    [Fact]
    public void Where_values_must_be_there_KODA9002_speaks_of_one_without_a_default()
    {
        var deploying = ControlPlane.SuppliedAtDeploy("KODA_ENV=development\n", "KODA_ENV: \"${KODA_ENV}\"").InProduction().RequiringEnv();

        deploying.IsSilentOn(Rule);
        Assert.Equal(Severity.Error, Assert.Single(deploying.Of("KODA9002")).Severity);
    }

    [Fact]
    public void Where_values_must_be_there_one_with_a_default_is_an_error() =>
        ControlPlane.SuppliedAtDeploy("STAGE=production\n", "KODA_ENV: «\"${STAGE:-development}\"»").InProduction().RequiringEnv().Reports(Rule);

    [Fact]
    public void A_control_plane_whose_env_file_this_host_was_not_given_cannot_be_known() => Deploying.Files(("docker-compose.yml", """
        services:
          «app»:
            image: example/koda:1
            command: ["python", "-m", "koda.control_plane"]
            env_file: koda.env
        """)).Without("koda.env").InProduction().Reports(Rule, Severity.Info);

    [Fact]
    public void An_env_file_that_may_be_absent_and_is_sets_nothing() => Deploying.Compose("""
        services:
          «app»:
            image: example/koda:1
            command: ["python", "-m", "koda.control_plane"]
            env_file: [{ path: koda.env, required: false }]
        """).InProduction().Reports(Rule);

    [Fact]
    public void The_service_that_the_policy_names_is_the_control_plane() => Deploying.Compose("""
        services:
          «brain»:
            image: example/koda:1
          app:
            image: example/koda:1
            environment: { CONTROL_PLANE_PORT: 8090, KODA_ENV: production }
        """).Under(new DeploymentPolicy { ControlPlane = "brain" }).InProduction().Reports(Rule);

    [Fact]
    public void A_policy_that_names_no_service_of_the_deployment_leaves_it_to_be_found() => Deploying.Compose("""
        services:
          «app»:
            image: example/koda:1
            environment: { CONTROL_PLANE_PORT: 8090 }
        """).Under(new DeploymentPolicy { ControlPlane = "brain" }).InProduction().Reports(Rule);

    [Fact]
    public void A_dashboard_is_no_control_plane_because_it_is_told_its_address() => Deploying.Compose("""
        services:
          web:
            image: example/web:1
            environment: { CONTROL_PLANE_BASE_URL: "http://app:8090" }
        """).InProduction().IsSilentOn(Rule);

    [Fact]
    public void A_dashboard_that_shares_the_env_file_is_passed_over_for_the_control_plane() => Deploying.Files(
        ("docker-compose.yml", """
            services:
              web:
                image: example/web:1
                env_file: .env
                environment: { CONTROL_PLANE_BASE_URL: "http://app:8090" }
              «app»:
                image: example/koda:1
                env_file: .env
            """),
        (".env", "CONTROL_PLANE_PORT=8090\n")).InProduction().Reports(Rule);

    [Fact]
    public void The_service_that_runs_the_control_plane_comes_before_one_that_has_its_settings() => Deploying.Compose("""
        services:
          worker:
            image: example/koda:1
            environment: { CONTROL_PLANE_PORT: 8090, KODA_ENV: production }
          «app»:
            image: example/koda:1
            entrypoint: ["python", "-m", "koda.control_plane"]
        """).InProduction().Reports(Rule);
}
