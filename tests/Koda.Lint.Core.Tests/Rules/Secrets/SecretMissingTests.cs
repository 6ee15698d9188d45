namespace Koda.Lint.Core.Tests.Rules.Secrets;

public sealed class SecretMissingTests
{
    private const string Rule = "KODA6001";
    private const string Value = "b6f1c0de9a7e45d28c3b1f07e6a4d95830e2c7f4";

    [Theory]
    [InlineData("WEB_OPERATOR_SESSION_SECRET: «\"\"»")]
    [InlineData("WEB_OPERATOR_SESSION_SECRET: «\"  \"»")]
    [InlineData("WEB_OPERATOR_SESSION_SECRET: «\"${WEB_OPERATOR_SESSION_SECRET}\"»")]
    [InlineData("WEB_OPERATOR_SESSION_SECRET: \"«${WEB_OPERATOR_SESSION_SECRET:?Set it in .env}»\"")]
    public void A_session_secret_without_a_value_is_reported(string setting) => Assert.Equal(
        "WEB_OPERATOR_SESSION_SECRET has no value: the dashboard cannot seal a session, so nobody can log in",
        Assert.Single(Dashboard("{ CONTROL_PLANE_BASE_URL: http://app:8090, " + setting + " }").InProduction().Reports(Rule)).Message);

    [Theory]
    [InlineData("{ CONTROL_PLANE_BASE_URL: http://app:8090 }")]
    [InlineData("{ CONTROL_PLANE_BASE_URL: http://app:8090, WEB_OPERATOR_SESSION_SECRET: }")]
    [InlineData("[WEB_OPERATOR_SESSION_SECRET]")]
    public void A_dashboard_without_the_setting_is_reported_at_its_name(string environment)
    {
        var finding = Assert.Single(Dashboard(environment).InProduction().Of(Rule));

        Assert.Equal("docker-compose.yml 5:3-5:6 Error", Deploying.Show(finding));
    }

    [Fact]
    public void The_dashboard_s_value_counts_and_not_another_service_s() => Deploying.Compose($$"""
        services:
          app:
            image: example/koda:1
            command: ["python", "-m", "koda.control_plane"]
            environment: { WEB_OPERATOR_SESSION_SECRET: {{Value}} }
          web:
            image: example/web:1
            environment: { CONTROL_PLANE_BASE_URL: "http://app:8090", WEB_OPERATOR_SESSION_SECRET: «""» }
        """).InProduction().Reports(Rule);

    [Fact]
    public void A_dashboard_with_a_value_is_silent_whatever_the_control_plane_has() => Deploying.Compose($$"""
        services:
          app:
            image: example/koda:1
            command: ["python", "-m", "koda.control_plane"]
            environment: { WEB_OPERATOR_SESSION_SECRET: "" }
          web:
            image: example/web:1
            environment: { CONTROL_PLANE_BASE_URL: "http://app:8090", WEB_OPERATOR_SESSION_SECRET: {{Value}} }
        """).InProduction().IsSilentOn(Rule);

    [Fact]
    public void A_control_plane_that_knows_its_own_address_is_no_dashboard() => Deploying.Compose($$"""
        services:
          app:
            image: example/koda:1
            command: ["python", "-m", "koda.control_plane"]
            environment: { CONTROL_PLANE_BASE_URL: "http://app:8090" }
          web:
            image: example/web:1
            environment: { WEB_OPERATOR_SESSION_SECRET: {{Value}} }
        """).InProduction().IsSilentOn(Rule);

    [Fact]
    public void A_secret_that_Compose_requires_is_reported_beside_KODA9002()
    {
        var deploying = Deploying.Compose("""
            services:
              app:
                image: "${APP_IMAGE:?Set by the release}"
                command: ["python", "-m", "koda.control_plane"]
                environment:
                  POSTGRES_PASSWORD: "«${POSTGRES_PASSWORD:?Set it in .env}»"
                  DSN: "postgres://koda:${POSTGRES_PASSWORD:?Set it in .env}@db/koda"
            """).InProduction();

        Assert.Equal("POSTGRES_PASSWORD has no value, and the Compose file requires one", Assert.Single(deploying.Reports(Rule)).Message);
        Assert.Equal(["APP_IMAGE", "POSTGRES_PASSWORD"], deploying.Of("KODA9002").Select(finding => finding.Subject["variable:".Length..]));
    }

    [Fact]
    public void Several_missing_secrets_are_all_reported() => ControlPlane.With(
        "A_TOKEN: \"«${A_TOKEN:?}»\"", "B_TOKEN: \"«${B_TOKEN?}»\"").InProduction().Reports(Rule);

    [Fact]
    public void The_break_glass_token_is_blank_on_purpose() =>
        ControlPlane.With("CONTROL_PLANE_API_TOKEN: \"${CONTROL_PLANE_API_TOKEN:?Set it in .env}\"").InProduction().IsSilentOn(Rule);

    [Fact]
    public void An_optional_secret_without_a_value_is_silent() => ControlPlane.With("XAI_API_KEY: \"${XAI_API_KEY}\"").InProduction().IsSilentOn(Rule);

    [Fact]
    public void A_value_in_dotenv_is_silent() => Dashboard("{ WEB_OPERATOR_SESSION_SECRET: \"${WEB_OPERATOR_SESSION_SECRET:?}\" }")
        .And(".env", "WEB_OPERATOR_SESSION_SECRET=" + Value + "\n").InProduction().IsSilentOn(Rule);

    [Fact]
    public void A_deployment_without_a_dashboard_needs_no_session_secret() => ControlPlane.With("KODA_ENV: production").IsSilentOn(Rule);

    [Fact]
    public void Development_deployments_are_silent() => Dashboard("{ WEB_OPERATOR_SESSION_SECRET: \"${WEB_OPERATOR_SESSION_SECRET:?}\" }").IsSilentOn(Rule);

    [Fact]
    public void Another_project_s_required_secrets_are_KODA9002_alone() =>
        Deploying.Compose("services: { db: { image: postgres:16, environment: { POSTGRES_PASSWORD: \"${POSTGRES_PASSWORD:?}\" } } }").InProduction().IsSilentOn(Rule);

    [Fact]
    public void A_value_that_comes_at_deploy_cannot_be_known() => Dashboard("{ WEB_OPERATOR_SESSION_SECRET: «\"${WEB_OPERATOR_SESSION_SECRET:?}\"» }")
        .And(".env.example", "WEB_OPERATOR_SESSION_SECRET=replace-me\n").InProduction().Reports(Rule, Severity.Info);

    [Fact]
    public void A_dashboard_whose_env_file_this_host_was_not_given_cannot_be_known() => Deploying.Compose("""
        services:
          app: { image: example/koda:1, command: python -m koda.control_plane }
          «web»: { image: example/web:1, env_file: web.env, environment: { CONTROL_PLANE_BASE_URL: "http://app:8090" } }
        """).Without("web.env").InProduction().Reports(Rule, Severity.Info);

    [Fact]
    public void Where_values_must_be_there_each_that_is_not_is_an_error() => Deploying.Compose("""
        services:
          app:
            image: "${APP_IMAGE:?}"
            command: ["python", "-m", "koda.control_plane"]
            environment: { POSTGRES_PASSWORD: "«${POSTGRES_PASSWORD:?}»", CONTROL_PLANE_API_TOKEN: "${CONTROL_PLANE_API_TOKEN}" }
          web:
            image: example/web:1
            environment: { WEB_OPERATOR_SESSION_SECRET: "«${WEB_OPERATOR_SESSION_SECRET}»" }
        """)
        .And(".env.example", "APP_IMAGE=x\nPOSTGRES_PASSWORD=x\nWEB_OPERATOR_SESSION_SECRET=x\nCONTROL_PLANE_API_TOKEN=x\n")
        .InProduction().RequiringEnv().Reports(Rule);

    [Fact]
    public void Where_values_must_be_there_a_session_secret_with_a_default_is_an_error_too() =>
        Dashboard("{ WEB_OPERATOR_SESSION_SECRET: «\"${WEB_OPERATOR_SESSION_SECRET:-}\"» }")
            .And(".env.example", "WEB_OPERATOR_SESSION_SECRET=replace-me\n").InProduction().RequiringEnv().Reports(Rule);

    private static Deploying Dashboard(string environment) => Deploying.Compose($$"""
        services:
          app:
            image: example/koda:1
            command: ["python", "-m", "koda.control_plane"]
          web:
            image: example/web:1
            environment: {{environment}}
        """);
}
