namespace Koda.Lint.Core.Tests.Rules.Proxy;

public sealed class UnitSkipsProductionOverlayTests
{
    [Theory]
    [InlineData("ExecStart=«/usr/bin/docker compose up -d»")]
    [InlineData("ExecStart=-«/usr/bin/docker compose --project-directory /opt/app -p app up»")]
    [InlineData("ExecStart=«/usr/local/bin/docker-compose -f docker-compose.yml up -d»")]
    [InlineData("ExecStart=«/usr/bin/docker --log-level warn compose --file=/opt/app/docker-compose.yml start»")]
    [InlineData("ExecStart=«/bin/sh -c \"cd /opt/app && docker compose up -d\"»")]
    [InlineData("ExecStart=«/usr/bin/env docker compose up -d»")]
    [InlineData("ExecStart=«/usr/bin/docker \\\n  compose \\\n  up»")]
    [InlineData("Environment=COMPOSE_FILE=docker-compose.yml\nExecStart=«/usr/bin/docker compose up»")]
    public void A_start_without_the_overlay_is_reported(string lines) => Unit(lines).Reports("KODA7006");

    [Theory]
    [InlineData("ExecStart=/usr/bin/docker compose -f docker-compose.yml -f docker-compose.prod.yml up -d")]
    [InlineData("ExecStart=/usr/bin/docker compose -f/opt/app/docker-compose.yml --file /opt/app/docker-compose.prod.yml up")]
    [InlineData("Environment=\"COMPOSE_FILE=docker-compose.yml:docker-compose.prod.yml\"\nExecStart=/usr/bin/docker compose up")]
    [InlineData("Environment=COMPOSE_PATH_SEPARATOR=, COMPOSE_FILE=docker-compose.yml,docker-compose.prod.yml\nExecStart=/usr/bin/docker compose up")]
    [InlineData("ExecStart=/usr/bin/env COMPOSE_FILE=docker-compose.yml:docker-compose.prod.yml docker compose up")]
    [InlineData("ExecStart=/bin/bash -lc 'COMPOSE_FILE=docker-compose.yml:docker-compose.prod.yml docker compose up'")]
    [InlineData("Environment=OVERLAY=docker-compose.prod.yml\nExecStart=/usr/bin/docker compose -f docker-compose.yml -f ${OVERLAY} up")]
    [InlineData("ExecStop=/usr/bin/docker compose down\nExecStartPre=/usr/bin/docker compose pull\nExecStart=/usr/bin/docker run app")]
    [InlineData("ExecStart=/usr/bin/docker compose -f /opt/monitoring/stack.yml up")]
    [InlineData("ExecStart=/usr/bin/node /opt/app/server.js")]
    public void The_overlay_by_any_way_other_projects_and_other_commands_are_silent(string lines) => Unit(lines).IsSilentOn("KODA7006");

    [Fact]
    public void The_env_file_beside_the_stack_may_name_the_files() =>
        Unit("ExecStart=/usr/bin/docker compose up").And(".env", "COMPOSE_FILE=docker-compose.yml:docker-compose.prod.yml\n").IsSilentOn("KODA7006");

    [Fact]
    public void A_file_of_variables_wins_over_the_unit_s_own() =>
        Unit("EnvironmentFile=/srv/app/app.env\nEnvironment=COMPOSE_FILE=docker-compose.yml\nExecStart=/usr/bin/docker compose up")
            .AndEnvFile("app.env", "COMPOSE_FILE=docker-compose.yml:docker-compose.prod.yml\n").IsSilentOn("KODA7006");

    [Fact]
    public void A_specifier_of_a_template_unit_cannot_be_known() =>
        Unit("ExecStart=«/usr/bin/docker compose -f docker-compose.yml -f docker-compose.%i.yml up»").Reports("KODA7006", Severity.Info);

    [Fact]
    public void A_drop_in_mends_a_unit() => Unit("ExecStart=/usr/bin/docker compose up")
        .And("app.service.d/files.conf", "[Service]\nExecStart=\nExecStart=/usr/bin/docker compose -f docker-compose.yml -f docker-compose.prod.yml up\n").IsSilentOn("KODA7006");

    [Fact]
    public void A_file_that_a_variable_of_elsewhere_names_cannot_be_known() =>
        Unit("ExecStart=«/usr/bin/docker compose -f docker-compose.yml -f ${OVERLAY} up»").Reports("KODA7006", Severity.Info);

    [Fact]
    public void Without_an_overlay_there_is_none_to_skip() =>
        Deploying.Files(("docker-compose.yml", "services:\n  app:\n    image: example/app:1\n"), ("app.service", "[Service]\nExecStart=/usr/bin/docker compose up\n")).IsSilentOn("KODA7006");

    private static Deploying Unit(string lines) => Deploying.Files(
        ("docker-compose.yml", "services:\n  app:\n    image: example/app:1\n"),
        ("docker-compose.prod.yml", "services:\n  app:\n    restart: always\n"),
        ("app.service", "[Unit]\nDescription=App\n[Service]\n" + lines + "\n"));
}
