namespace Koda.Lint.Core.Tests.Rules.Secrets;

public sealed class SecretWrittenInFileTests
{
    private const string Rule = "KODA6004";

    [Theory]
    [InlineData("POSTGRES_PASSWORD: «k8Jq2-vTz9mXw4»")]
    [InlineData("POSTGRES_PASSWORD: «\"1234\"»")]
    [InlineData("JWT_SECRET: «\"not so long\"»")]
    [InlineData("APP_TOKEN: «abc»")]
    [InlineData("AWS_ACCESS_KEY_ID: «AKIAIOSFODNN7EXAMPLE»")]
    [InlineData("SECRET_KEY_BASE: «0f3a9c5e7b1d2f4a»")]
    [InlineData("SIGNING_KEY: «/9j4AAQSkZJRgABAQEASABIAAD2wBDAAMCAgMCAgMDAwMEA»")]
    [InlineData("SIGNING_KEY: «/9j4AAQSkZJ/gABAQEASABI+==»")]
    [InlineData("POSTGRES_PASSWORD: «\"${POSTGRES_PASSWORD:-k8Jq2-vTz9mXw4}\"»")]
    [InlineData("DATABASE_URL: «postgres://app:k8Jq2@db/app»")]
    [InlineData("DATABASE_URL: «\"postgres://${DB_USER}:k8Jq2@${DB_HOST}/app\"»")]
    [InlineData("KNOWLEDGE_V2_POSTGRES_DSN: «postgresql://koda:k8Jq2@postgres:5432/koda»")]
    public void A_secret_s_literal_value_is_reported_in_production(string setting) => Service(setting).And(".env", "DB_HOST=db\nDB_USER=app\n").InProduction().Reports(Rule);

    [Fact]
    public void The_message_names_the_file_and_never_the_value()
    {
        var finding = Assert.Single(Service("POSTGRES_PASSWORD: «k8Jq2-vTz9mXw4»").InProduction().Reports(Rule));

        Assert.Equal("the value of POSTGRES_PASSWORD is written out in docker-compose.yml, for everyone who can read the file or its history", finding.Message);
        Assert.Equal("write `${POSTGRES_PASSWORD}` and set it in .env", finding.Fix);
    }

    [Fact]
    public void Outside_production_it_is_information() => Assert.Equal(
        "the value of POSTGRES_PASSWORD is written out in docker-compose.yml",
        Assert.Single(Service("POSTGRES_PASSWORD: «k8Jq2-vTz9mXw4»").Reports(Rule, Severity.Info)).Message);

    [Fact]
    public void A_build_argument_stays_in_the_image() => Assert.Equal(
        "the value of NPM_TOKEN is written out as a build argument: it stays readable in the image",
        Assert.Single(Deploying.Compose("services: { web: { build: { context: ., args: { NPM_TOKEN: «npm_k8Jq2vTz9mXw4» } } } }").InProduction().Reports(Rule)).Message);

    [Theory]
    [InlineData("POSTGRES_PASSWORD: \"${POSTGRES_PASSWORD}\"")]
    [InlineData("POSTGRES_PASSWORD: \"a${POSTGRES_PASSWORD}b\"")]
    [InlineData("POSTGRES_PASSWORD: \"${POSTGRES_PASSWORD:-}\"")]
    [InlineData("POSTGRES_PASSWORD: changeme")]
    [InlineData("POSTGRES_PASSWORD_FILE: /run/secrets/password")]
    [InlineData("POSTGRES_PASSWORD: /run/secrets/password")]
    [InlineData("TLS_KEY: ./certs/server.key")]
    [InlineData("TLS_KEY: ~/certs/server.key")]
    [InlineData("TLS_KEY: server.key")]
    [InlineData("SORT_KEY: created_at")]
    [InlineData("API_KEY: \"1234567890123456789\"")]
    [InlineData("API_KEY: \"a sentence about a key\"")]
    [InlineData("API_KEY: \"true\"")]
    [InlineData("TOKEN_LIFETIME: \"3600\"")]
    [InlineData("APP_TOKEN: \"3600\"")]
    [InlineData("MYSQL_RANDOM_ROOT_PASSWORD: \"1\"")]
    [InlineData("POSTGRES_PASSWORD_ENCRYPTION: scram-sha-256")]
    [InlineData("NEXT_PUBLIC_POSTHOG_KEY: phc_k8Jq2vTz9mXw4k8Jq2vTz9mXw4")]
    [InlineData("DATABASE_URL: \"postgres://app:${POSTGRES_PASSWORD}@db/app?a=b\"")]
    [InlineData("DATABASE_URL: postgres://app@db/app")]
    [InlineData("SENTRY_DSN: https://0123456789abcdef@o1.ingest.example.com/1")]
    [InlineData("PUBLIC_URL: https://example.com:8443/@me")]
    [InlineData("ALLOW_PASSWORD: k8Jq2-vTz9mXw4")]
    public void Variables_paths_placeholders_and_what_is_no_secret_are_silent(string setting) =>
        Service(setting).And(".env", "POSTGRES_PASSWORD=k8Jq2-vTz9mXw4\n").InProduction().IsSilentOn(Rule);

    [Fact]
    public void An_env_file_is_the_place_for_secrets() => Deploying.Files(
        ("docker-compose.yml", "services: { db: { image: postgres:16, env_file: .env } }"), (".env", "POSTGRES_PASSWORD=k8Jq2-vTz9mXw4\n")).InProduction().IsSilentOn(Rule);

    [Fact]
    public void A_name_alone_takes_its_value_from_elsewhere() =>
        Service("POSTGRES_PASSWORD:").And(".env", "POSTGRES_PASSWORD=k8Jq2-vTz9mXw4\n").InProduction().IsSilentOn(Rule);

    private static Deploying Service(string setting) =>
        Deploying.Compose("services:\n  db:\n    image: postgres:16\n    environment:\n      " + setting + "\n");
}
