using Koda.Lint.Deployments;

namespace Koda.Lint.Core.Tests.Rules.Secrets;

public sealed class SecretReusedTests
{
    private const string Rule = "KODA6011";
    private const string Value = "b6f1c0de9a7e45d28c3b1f07e6a4d95830e2c7f4";

    [Fact]
    public void Two_secrets_with_one_value_are_reported_at_the_second_beside_the_first()
    {
        var finding = Assert.Single(App("SESSION_SECRET=" + Value + "\nRUNTIME_TOKEN=«" + Value + "»\n").Reports(Rule, Severity.Warning));

        Assert.Equal("RUNTIME_TOKEN has the same value as SESSION_SECRET: who learns one has both", finding.Message);
        var related = Assert.Single(finding.Related);
        Assert.Equal(".env 1:16-1:56", Deploying.Show(related.Location));
        Assert.Equal("SESSION_SECRET is set here", related.Message);
    }

    [Theory]
    [InlineData("A_PASSWORD=abc1\nB_PASSWORD=«abc1»\n")]
    [InlineData("S3_ACCESS_KEY_ID=abc1-abc1-abc1-abc1\nS3_SECRET_ACCESS_KEY=«abc1-abc1-abc1-abc1»\n")]
    [InlineData("POSTGRES_PASSWORD=abc1\nSESSION_SECRET=«abc1»\n")]
    public void The_length_does_not_matter(string env) => App(env).Reports(Rule, Severity.Warning);

    [Fact]
    public void Three_of_one_value_are_two_findings() => App("A_TOKEN=abc1\nB_TOKEN=«abc1»\nC_TOKEN=«abc1»\n").Reports(Rule, Severity.Warning);

    [Fact]
    public void A_literal_in_a_Compose_file_counts() => Deploying.Files(
        ("docker-compose.yml", "services: { app: { image: example/app:1, env_file: .env, environment: { JWT_SECRET: «" + Value + "» } } }"),
        (".env", "SESSION_SECRET=" + Value + "\n")).Reports(Rule, Severity.Warning);

    [Theory]
    [InlineData("SESSION_SECRET=b6f1c0de9a7e\nRUNTIME_TOKEN=b6f1c0de9a7f\n")]
    [InlineData("SESSION_SECRET=\nRUNTIME_TOKEN=\n")]
    [InlineData("SESSION_SECRET=changeme\nRUNTIME_TOKEN=changeme\n")]
    [InlineData("SESSION_SECRET=abc1\nCOPY_TOKEN=${SESSION_SECRET}\n")]
    [InlineData("SESSION_SECRET=abc1\nAPP_SESSION_SECRET=abc1\n")]
    [InlineData("APP_SESSION_SECRET=abc1\nSESSION_SECRET=abc1\n")]
    [InlineData("TOKEN_A_TTL=abc1\nTOKEN_B_TTL=abc1\n")]
    [InlineData("A_KEY=abc1\nB_KEY=abc1\n")]
    [InlineData("A_TOKEN=3600\nB_TOKEN=3600\n")]
    [InlineData("A_URL=redis://u:abc1@redis\nB_URL=redis://u:abc1@redis\n")]
    [InlineData("SESSION_SECRET=abc1\nGREETING=abc1\n")]
    public void Different_values_one_definition_and_what_is_no_secret_are_silent(string env) => App(env).IsSilentOn(Rule);

    [Fact]
    public void A_name_that_only_ends_alike_is_another_secret() => App("A_SECRET=abc1\nSECRET=«abc1»\n").Reports(Rule, Severity.Warning);

    [Fact]
    public void One_definition_that_reaches_several_variables_is_silent() => Deploying.Files(
        ("docker-compose.yml", """
            services:
              db: { image: postgres:16, environment: { POSTGRES_PASSWORD: "${DB_PASSWORD}" } }
              app: { image: example/app:1, environment: { SESSION_PASSWORD: "${DB_PASSWORD}" } }
            """),
        (".env", "DB_PASSWORD=abc1\n")).IsSilentOn(Rule);

    [Theory]
    [InlineData("mysql:8", "MYSQL_PASSWORD", "WORDPRESS_DB_PASSWORD")]
    [InlineData("mariadb:11", "MARIADB_PASSWORD", "database__connection__password")]
    [InlineData("postgres:16", "POSTGRES_PASSWORD", "PASSWORD")]
    [InlineData("postgres:16", "POSTGRES_PASSWORD", "AUTHENTIK_POSTGRESQL__PASSWORD")]
    [InlineData("minio/minio", "MINIO_ROOT_PASSWORD", "S3_SECRET_ACCESS_KEY")]
    [InlineData("redis:7", "REDIS_PASSWORD", "CACHE_TOKEN")]
    public void A_data_store_and_its_client_share_one_secret_under_two_names(string image, string store, string client)
    {
        var secret = "abc1-abc1-abc1-abc1";
        Deploying.Compose($$"""
            services:
              db: { image: "{{image}}", environment: { {{store}}: {{secret}} } }
              app: { image: example/app:1, environment: { {{client}}: {{secret}} } }
            """).IsSilentOn(Rule);
        Deploying.Compose($$"""
            services:
              app: { image: example/app:1, environment: { {{client}}: {{secret}} } }
              db: { image: "{{image}}", environment: { {{store}}: {{secret}} } }
            """).IsSilentOn(Rule);
    }

    [Fact]
    public void So_do_two_lines_of_dotenv() => Deploying.Files(
        ("docker-compose.yml", """
            services:
              db: { image: mysql:8, environment: { MYSQL_PASSWORD: "${MYSQL_PASSWORD}" } }
              app: { image: wordpress:6, environment: { WORDPRESS_DB_PASSWORD: "${WORDPRESS_DB_PASSWORD}" } }
            """),
        (".env", "MYSQL_PASSWORD=abc1\nWORDPRESS_DB_PASSWORD=abc1\n")).IsSilentOn(Rule);

    [Fact]
    public void So_do_two_env_files() => Deploying.Files(
        ("docker-compose.yml", "services: { db: { image: mysql:8, env_file: db.env }, app: { image: wordpress:6, env_file: app.env } }"),
        ("db.env", "MYSQL_PASSWORD=abc1\n"),
        ("app.env", "WORDPRESS_DB_PASSWORD=abc1\n")).IsSilentOn(Rule);

    [Fact]
    public void Two_passwords_of_one_data_store_are_two_secrets() => Deploying.Compose("""
        services:
          db: { image: mysql:8, environment: { MYSQL_ROOT_PASSWORD: abc1, MYSQL_PASSWORD: «abc1» } }
        """).Reports(Rule, Severity.Warning);

    [Fact]
    public void A_client_s_own_secret_is_not_the_data_store_s() => Deploying.Compose("""
        services:
          db: { image: postgres:16, environment: { POSTGRES_PASSWORD: abc1 } }
          app: { image: example/app:1, environment: { SESSION_SECRET: «abc1» } }
        """).Reports(Rule, Severity.Warning);

    [Fact]
    public void Two_services_that_are_no_data_stores_share_nothing() => Deploying.Compose("""
        services:
          web: { image: example/web:1, environment: { WEB_DB_PASSWORD: abc1 } }
          app: { image: example/app:1, environment: { APP_CACHE_PASSWORD: «abc1» } }
        """).Reports(Rule, Severity.Warning);

    [Fact]
    public void A_service_that_the_policy_calls_a_data_store_is_one() => Deploying.Compose("""
        services:
          ledger: { image: example/ledger:1, environment: { LEDGER_PASSWORD: abc1 } }
          app: { image: example/app:1, environment: { DB_PASSWORD: abc1 } }
        """).Under(new DeploymentPolicy { DataStores = ["ledger"] }).IsSilentOn(Rule);

    private static Deploying App(string env) => Deploying.Files(("docker-compose.yml", "services: { app: { image: example/app:1, env_file: .env } }"), (".env", env));

    [Fact]
    public void A_data_store_s_secret_under_another_name_is_one_secret_when_only_the_client_s_name_says_so() => Deploying.Files(
        ("docker-compose.yml", """
            services:
              db: { image: "postgres:16", environment: { INITIAL_PASSWORD: "${ROOT_PASSWORD}" } }
              web: { image: "example/web:1", environment: { DB_PASS: "${APP_DB_PASSWORD}" } }
            """),
        (".env", "ROOT_PASSWORD=" + Value + "\nAPP_DB_PASSWORD=" + Value + "\n")).IsSilentOn(Rule);

    [Fact]
    public void A_data_store_that_has_variables_but_not_the_secret_excuses_nothing() => Deploying.Files(
        ("docker-compose.yml", """
            services:
              db: { image: "postgres:16", environment: { POSTGRES_DB: app, POSTGRES_USER: "${DB_USER}" } }
              worker: { image: "example/worker:1", environment: { ROOT: "${ROOT_PASSWORD}" } }
              web: { image: "example/web:1", environment: { DB_PASS: "${APP_DB_PASSWORD}" } }
            """),
        (".env", "DB_USER=koda\nROOT_PASSWORD=" + Value + "\nAPP_DB_PASSWORD=«" + Value + "»\n")).Reports(Rule, Severity.Warning);

    [Fact]
    public void A_data_store_that_reads_the_whole_file_has_the_secret() => Deploying.Files(
        ("docker-compose.yml", """
            services:
              db: { image: "postgres:16", env_file: .env }
              web: { image: "example/web:1", environment: { DB_PASS: "${APP_DB_PASSWORD}" } }
            """),
        (".env", "ROOT_PASSWORD=" + Value + "\nAPP_DB_PASSWORD=" + Value + "\n")).IsSilentOn(Rule);
}
