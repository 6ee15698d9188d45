namespace Koda.Lint.Core.Tests.Rules.Secrets;

public sealed class SecretIsPlaceholderTests
{
    private const string Rule = "KODA6002";

    [Theory]
    [InlineData("changeme")]
    [InlineData("ChangeMe")]
    [InlineData("change-me-please")]
    [InlineData("example")]
    [InlineData("secret")]
    [InlineData("password")]
    [InlineData("postgres")]
    [InlineData("admin")]
    [InlineData("replace-with-a-random-web-session-secret")]
    [InlineData("replace-me-with-a-random-string")]
    [InlineData("your-secret-here")]
    [InlineData("<secret>")]
    public void A_value_that_everybody_knows_is_reported_where_it_is_defined(string value) => Assert.Equal(
        "POSTGRES_PASSWORD still has a placeholder for a value: everybody who has read the template knows it",
        Assert.Single(Db().And(".env", "POSTGRES_PASSWORD=«" + value + "»\n").InProduction().Reports(Rule)).Message);

    [Theory]
    [InlineData("xxxxxxxxxxxx")]
    [InlineData("00000000")]
    public void One_character_repeated_is_reported(string value) => Assert.Equal(
        "POSTGRES_PASSWORD is one character repeated, which is the first thing to be tried",
        Assert.Single(Db().And(".env", "POSTGRES_PASSWORD=«" + value + "»\n").InProduction().Reports(Rule)).Message);

    [Fact]
    public void Outside_production_it_is_information() => Assert.Equal(
        "POSTGRES_PASSWORD has a placeholder for a value, which must not reach production",
        Assert.Single(Db().And(".env", "POSTGRES_PASSWORD=«postgres»\n").Reports(Rule, Severity.Info)).Message);

    [Theory]
    [InlineData("POSTGRES_PASSWORD: «postgres»")]
    [InlineData("POSTGRES_PASSWORD: «\"${POSTGRES_PASSWORD:-postgres}\"»")]
    [InlineData("JWT_SECRET: «changeme»")]
    [InlineData("api_key: «example»")]
    [InlineData("APP_TOKEN: «token»")]
    public void A_value_in_a_Compose_file_is_reported_there(string setting) => Service(setting).InProduction().Reports(Rule);

    [Fact]
    public void A_build_argument_is_reported_too() =>
        Deploying.Compose("services: { web: { build: { context: ., args: { NPM_TOKEN: «changeme» } } } }").InProduction().Reports(Rule);

    [Fact]
    public void One_definition_that_reaches_several_containers_is_one_finding() => Deploying.Files(
        ("docker-compose.yml", """
            services:
              db: { image: postgres:16, environment: { POSTGRES_PASSWORD: "${DB_PASSWORD}" } }
              app: { image: example/app:1, env_file: .env, environment: { PASSWORD: "${DB_PASSWORD}" } }
            """),
        (".env", "DB_PASSWORD=«changeme»\n")).InProduction().Reports(Rule);

    [Fact]
    public void One_literal_that_services_share_by_an_anchor_is_one_finding() => Deploying.Compose("""
        x-env: &env { API_TOKEN: «changeme» }
        services:
          a: { image: example/a:1, environment: *env }
          b: { image: example/b:1, environment: *env }
        """).InProduction().Reports(Rule);

    [Fact]
    public void Of_a_key_that_stands_twice_the_last_counts() => Db().And(".env", "POSTGRES_PASSWORD=changeme\nPOSTGRES_PASSWORD=k8Jq2-vTz9mXw4\n").InProduction().IsSilentOn(Rule);

    [Fact]
    public void Each_token_of_several_is_judged() => ControlPlane.WithEnvFile("CONTROL_PLANE_API_TOKEN=«b6f1c0de9a7e45d28c3b1f07e6a4d95830e2c7f4,changeme»\n").InProduction().Reports(Rule);

    [Theory]
    [InlineData("POSTGRES_PASSWORD: my-postgres-password")]
    [InlineData("POSTGRES_PASSWORD: \"\"")]
    [InlineData("POSTGRES_PASSWORD: \"${POSTGRES_PASSWORD}\"")]
    [InlineData("POSTGRES_PASSWORD_FILE: /run/secrets/password")]
    [InlineData("MYSQL_RANDOM_ROOT_PASSWORD: \"1\"")]
    [InlineData("MYSQL_ALLOW_EMPTY_PASSWORD: \"yes\"")]
    [InlineData("TOKEN_ISSUER: example")]
    [InlineData("S3_KEY_PREFIX: test")]
    [InlineData("SECRET_NAME: secret")]
    [InlineData("KEY_PUBLIC: example")]
    [InlineData("PUBLIC_KEY: example")]
    [InlineData("POSTGRES_USER: postgres")]
    [InlineData("ALLOW_TOKEN: admin")]
    [InlineData("TOKEN_TTL: \"7\"")]
    [InlineData("KEYCLOAK_ADMIN: admin")]
    public void What_is_no_secret_or_no_placeholder_is_silent(string setting) => Service(setting).InProduction().IsSilentOn(Rule);

    [Fact]
    public void Koda_s_own_secrets_are_judged_whatever_they_look_like() => ControlPlane.WithEnvFile("POSTGRES_PASSWORD=«1»\n").InProduction().Reports(Rule);

    [Fact]
    public void A_template_is_silent() => Db().And(".env.example", "POSTGRES_PASSWORD=changeme\n").InProduction().IsSilentOn(Rule);

    [Fact]
    public void An_env_file_that_comes_at_deploy_is_silent() => Deploying.Files(
        ("docker-compose.yml", "services: { db: { image: postgres:16, env_file: db.env } }"),
        ("db.env.example", "POSTGRES_PASSWORD=changeme\n")).InProduction().IsSilentOn(Rule);

    [Fact]
    public void A_line_that_is_made_of_another_is_silent() => Db().And(".env", "PREFIX=change\nPOSTGRES_PASSWORD=${PREFIX}me\n").InProduction().IsSilentOn(Rule);

    [Fact]
    public void A_variable_that_is_put_in_place_of_another_is_silent() => Service("POSTGRES_PASSWORD: \"${FLAG:+changeme}\"").And(".env", "FLAG=1\n").InProduction().IsSilentOn(Rule);

    private static Deploying Db() => Service("POSTGRES_PASSWORD: \"${POSTGRES_PASSWORD}\"");

    private static Deploying Service(string setting) =>
        Deploying.Compose("services:\n  db:\n    image: postgres:16\n    environment:\n      " + setting + "\n");
}
