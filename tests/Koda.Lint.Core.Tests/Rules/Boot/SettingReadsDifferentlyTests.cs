namespace Koda.Lint.Core.Tests.Rules.Boot;

public sealed class SettingReadsDifferentlyTests
{
    private const string Rule = "KODA1007";

    [Fact]
    public void A_comment_behind_a_value_is_reported_with_each_reading()
    {
        var finding = Assert.Single(ControlPlane.WithEnvFile("ALLOW_LOOPBACK_BOOTSTRAP=«false» # was true\n").Reports(Rule, Severity.Warning));

        Assert.Equal(
            "ALLOW_LOOPBACK_BOOTSTRAP depends on who reads it: Docker Compose, python-dotenv and dotenv.net: 'false'; doctor.py: 'false # was true'",
            finding.Message);
        Assert.Equal("read in 2 ways", finding.Label);
    }

    [Fact]
    public void An_export_is_reported_because_two_readers_take_it_for_a_part_of_the_name()
    {
        var finding = Assert.Single(ControlPlane.WithEnvFile("export KODA_ENV=«production»\n").Reports(Rule, Severity.Warning));

        Assert.Equal("KODA_ENV depends on who reads it: Docker Compose and python-dotenv: 'production'; dotenv.net and doctor.py: not set", finding.Message);
    }

    [Fact]
    public void A_byte_order_mark_hides_the_first_setting_from_Python()
    {
        var finding = Assert.Single(ControlPlane.With("CONTROL_PLANE_PORT: 8090")
            .And(".env", "CONTROL_PLANE_AUTH_MODE=«token»\nKODA_ENV=production\n", hasByteOrderMark: true).Reports(Rule, Severity.Warning));

        Assert.Equal("CONTROL_PLANE_AUTH_MODE depends on who reads it: Docker Compose and dotenv.net: 'token'; python-dotenv and doctor.py: not set", finding.Message);
    }

    [Fact]
    public void A_byte_order_mark_before_a_comment_does_no_harm() => ControlPlane.With("CONTROL_PLANE_PORT: 8090")
        .And(".env", "# settings\nKODA_ENV=production\n", hasByteOrderMark: true).IsSilentOn(Rule);

    [Fact]
    public void The_value_of_a_secret_is_not_shown()
    {
        var finding = Assert.Single(ControlPlane.WithEnvFile("POSTGRES_PASSWORD=«s3cr$et-word»\n").Reports(Rule, Severity.Warning));

        Assert.Equal("POSTGRES_PASSWORD depends on who reads it: Docker Compose reads one value; python-dotenv, dotenv.net and doctor.py read another", finding.Message);
    }

    [Fact]
    public void A_secret_that_a_reader_does_not_see_is_not_shown_either()
    {
        var finding = Assert.Single(ControlPlane.WithEnvFile("WEB_OPERATOR_SESSION_SECRET: «abcdef»\n").Reports(Rule, Severity.Warning));

        Assert.Equal(
            "WEB_OPERATOR_SESSION_SECRET depends on who reads it: Docker Compose reads one value; python-dotenv, dotenv.net and doctor.py do not set it",
            finding.Message);
    }

    [Fact]
    public void A_value_that_is_a_secret_to_one_reader_is_hidden_for_all()
    {
        var found = ControlPlane.WithEnvFile("STATE_ROOT_DIR=«https://u:hunter2@h/x» # comment\n").Reports(Rule, Severity.Warning);

        Assert.DoesNotContain("hunter2", Assert.Single(found).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POSTGRES_PASSWORD= «abc»\n", "Docker Compose, python-dotenv and doctor.py read one value; dotenv.net reads another")]
    [InlineData("POSTGRES_PASSWORD=\"«x»\"y\n", "Docker Compose and dotenv.net read one value; python-dotenv does not set it; doctor.py reads another")]
    public void A_single_reader_has_its_verb(string text, string readings) =>
        Assert.Equal("POSTGRES_PASSWORD depends on who reads it: " + readings, Assert.Single(ControlPlane.WithEnvFile(text).Reports(Rule, Severity.Warning)).Message);

    [Theory]
    [InlineData("KODA_ENV=production\n")]
    [InlineData("KODA_ENV=\"production\"\n")]
    [InlineData("KODA_ENV='production'\n")]
    [InlineData("# KODA_ENV=development # off\nKODA_ENV=production\n")]
    [InlineData("WEB_OPERATOR_SESSION_SECRET=a-b.c:d/e_f\n")]
    public void A_line_on_which_all_agree_is_silent(string text) => ControlPlane.WithEnvFile(text).IsSilentOn(Rule);

    [Fact]
    public void A_setting_that_decides_nothing_about_security_is_silent() => ControlPlane.WithEnvFile("LOG_LEVEL=info # or debug\nWEB_PORT=3000 # web\n").IsSilentOn(Rule);

    [Fact]
    public void A_file_that_Compose_refuses_is_left_to_KODA9008() => ControlPlane.WithEnvFile("KODA_ENV=production # yes\nA B=1\n").IsSilentOn(Rule);

    [Fact]
    public void A_deployment_without_a_control_plane_is_silent() => Deploying.Files(
        ("docker-compose.yml", "services: { web: { image: nginx, env_file: .env } }"),
        (".env", "POSTGRES_PASSWORD=abc # comment\n")).IsSilentOn(Rule);
}
