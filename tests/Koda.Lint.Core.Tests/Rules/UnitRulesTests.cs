using Koda.Lint.Files;

namespace Koda.Lint.Core.Tests.Rules;

/// <summary>The rules that also judge systemd units and Dockerfiles, and what is said of files that cannot be read.</summary>
public sealed class UnitRulesTests
{
    [Theory]
    [InlineData("Environment=CONTROL_PLANE_BIND=«0.0.0.0»\nExecStart=/usr/bin/python3 -m koda.control_plane")]
    [InlineData("Environment=\"A=b\" \"CONTROL_PLANE_BIND=«::»\"\nExecStart=/opt/koda/bin/control-plane")]
    [InlineData("Environment=CONTROL_PLANE_BIND=«0.0.0.0»\nExecStart=/opt/koda/bin/control-plane")]
    [InlineData("Environment=CONTROL_PLANE_BIND=127.0.0.1\nEnvironment=CONTROL_PLANE_BIND=«192.0.2.7»\nExecStart=/usr/bin/python3 -m koda.control_plane")]
    public void A_control_plane_that_a_unit_binds_off_loopback_is_reported(string lines) => Unit(lines).Reports("KODA2006");

    [Theory]
    [InlineData("Environment=CONTROL_PLANE_BIND=127.0.0.1\nExecStart=/usr/bin/python3 -m koda.control_plane")]
    [InlineData("ExecStart=/usr/bin/python3 -m koda.control_plane")]
    [InlineData("Environment=CONTROL_PLANE_BIND=0.0.0.0\nExecStart=/usr/bin/docker compose up")]
    public void Loopback_the_default_and_a_unit_that_starts_containers_are_silent(string lines) => Unit(lines).IsSilentOn("KODA2006");

    [Fact]
    public void The_file_of_variables_that_a_unit_reads_wins_over_its_own()
    {
        BesideControlPlane("«0.0.0.0»", "ExecStart=/usr/bin/python3 -m koda.control_plane").Reports("KODA2006");
        BesideControlPlane("127.0.0.1", "Environment=CONTROL_PLANE_BIND=0.0.0.0\nExecStart=/usr/bin/python3 -m koda.control_plane").IsSilentOn("KODA2006");
    }

    [Fact]
    public void A_unit_that_starts_something_else_binds_nothing() => BesideControlPlane("0.0.0.0", "ExecStart=/usr/bin/backup").IsSilentOn("KODA2006");

    [Theory]
    [InlineData("Environment=DB_PASSWORD=«Vd8qkR2mXw»\nExecStart=/usr/bin/app")]
    [InlineData("Environment=LOG=info 'API_TOKEN=«k3y-9f8e7d6c5b4a»'\nExecStart=/usr/bin/app")]
    public void A_secret_in_a_unit_is_reported(string lines) => Unit(lines).Reports("KODA6004");

    [Theory]
    [InlineData("Environment=DB_PASSWORD_FILE=/run/secrets/db LOG_LEVEL=info\nEnvironmentFile=/etc/app/env\nExecStart=/usr/bin/app")]
    public void Paths_of_secrets_and_files_of_variables_are_silent(string lines) => Unit(lines).IsSilentOn("KODA6002", "KODA6004");

    [Theory]
    [InlineData("ENV DB_PASSWORD=«Vd8qkR2mXw»")]
    [InlineData("ARG NPM_TOKEN=\"«npm_9f8e7d6c5b4a39281706»\"")]
    [InlineData("ENV A=b \\\n    API_SECRET=«Vd8qkR2mXw»")]
    public void A_secret_in_a_Dockerfile_is_reported(string line) => Built(line).Reports("KODA6004");

    [Theory]
    [InlineData("ARG NPM_TOKEN\nENV TOKEN=$NPM_TOKEN")]
    [InlineData("RUN --mount=type=secret,id=npm npm ci\nENV KEY_PATH=/etc/key")]
    public void Arguments_without_a_value_references_and_mounts_are_silent(string line) => Built(line).IsSilentOn("KODA6002", "KODA6004");

    [Fact]
    public void What_systemd_passes_over_is_a_warning() =>
        Unit("ExecStart=/usr/bin/app\n«nonsense»").Reports("KODA9001", Severity.Warning);

    [Theory]
    [InlineData("nginx.conf", "server { listen 443 ssl; location / { proxy_pass «127.0.0.1:5000»; } }")]
    [InlineData("Caddyfile", "app.example.com {\n\treverse_proxy 127.0.0.1:5000\n}\n«}»\n")]
    public void What_a_proxy_refuses_is_reported_at_its_place(string name, string text) => Deploying.Files((name, text)).Reports("KODA9001");

    [Fact]
    public void A_broken_Dockerfile_is_reported_and_the_rest_of_the_deployment_judged()
    {
        var deploying = Built("«FORM» node:22").And("nginx.conf", "server { listen 80; location / { proxy_pass http://127.0.0.1:5000; } }");

        deploying.Reports("KODA9001");
        Assert.Single(deploying.Of("KODA7001"));
    }

    [Theory]
    [InlineData("include «conf.d/app.conf»;", Severity.Error)]
    [InlineData("include «/etc/nginx/snippets/app.conf»;", Severity.Info)]
    public void A_file_that_nginx_includes_and_that_is_not_there_is_reported(string line, Severity severity) =>
        Deploying.Files(("nginx.conf", "http { " + line + " }")).Reports("KODA9003", severity);

    [Theory]
    [InlineData("include mime.types;")]
    [InlineData("include /etc/nginx/mime.types;")]
    [InlineData("include /etc/nginx/modules-enabled/*.conf;")]
    [InlineData("include /etc/nginx/conf.d/*.conf;")]
    public void What_comes_with_nginx_is_not_missed(string line) =>
        Deploying.Files(("nginx.conf", "http { " + line + " }"), ("conf.d/a.conf", "server { listen 443 ssl; return 204; }")).IsSilentOn("KODA9001", "KODA9003");

    [Fact]
    public void A_file_that_cannot_be_read_is_reported_by_its_name() => Assert.Equal(
        "'Caddyfile' cannot be read: permission is denied",
        Assert.Single(Deploying.Files(("docker-compose.yml", "services:\n  app:\n    image: example/app:1\n")).UnreadableCompanion("Caddyfile", FileAnswer.Unreadable("permission is denied")).Of("KODA9001")).Message);

    private static Deploying BesideControlPlane(string address, string lines) => Deploying.Files(
        ("docker-compose.yml", "services:\n  app:\n    image: example/koda:1\n    env_file: .env\n"), (".env", "CONTROL_PLANE_AUTH_MODE=token\nCONTROL_PLANE_BIND=" + address + "\n"),
        ("koda.service", "[Service]\nEnvironmentFile=/srv/koda/.env\n" + lines + "\n"));

    private static Deploying Unit(string lines) => Deploying.Files(("app.service", "[Unit]\nDescription=App\n[Service]\n" + lines + "\n"));

    private static Deploying Built(string line) => Deploying.Files(
        ("docker-compose.yml", "services:\n  app:\n    build: .\n"), ("docker-compose.prod.yml", "services: {}\n"), ("Dockerfile", "FROM node:22\n" + line + "\n"));
}
