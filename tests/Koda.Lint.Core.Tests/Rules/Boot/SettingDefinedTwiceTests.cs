namespace Koda.Lint.Core.Tests.Rules.Boot;

public sealed class SettingDefinedTwiceTests
{
    private const string Rule = "KODA1008";

    [Fact]
    public void A_later_line_with_another_value_is_reported_beside_the_one_that_has_no_effect()
    {
        var finding = Assert.Single(ControlPlane.WithEnvFile("KODA_ENV=production\nLOG_LEVEL=info\n«KODA_ENV»=development\n").Reports(Rule, Severity.Warning));

        Assert.Equal("KODA_ENV is defined again with another value: this one wins", finding.Message);
        Assert.Equal("wins over line 1", finding.Label);
        Assert.Equal([".env 1:1-1:9"], finding.Related.Select(related => Deploying.Show(related.Location)));
    }

    [Fact]
    public void The_same_value_again_is_information()
    {
        var finding = Assert.Single(ControlPlane.WithEnvFile("LOG_LEVEL=info\n«LOG_LEVEL»=\"info\"\n").Reports(Rule, Severity.Info));

        Assert.Equal("repeats line 1", finding.Label);
        Assert.Empty(finding.Related);
    }

    [Fact]
    public void Each_repetition_is_compared_with_the_one_before_it() => Assert.Equal(
        [".env 2:1-2:2 Warning", ".env 3:1-3:2 Info"],
        ControlPlane.WithEnvFile("A=1\nA=2\nA=2\n").Of(Rule).Select(Deploying.Show));

    [Theory]
    [InlineData("info", "debug", Severity.Warning)]
    [InlineData("info", "info", Severity.Info)]
    public void A_list_form_environment_is_judged_too(string first, string second, Severity severity) =>
        ControlPlane.With("- LOG_LEVEL=" + first, "- OTHER=1", "- «LOG_LEVEL=" + second + "»").Reports(Rule, severity);

    [Fact]
    public void A_file_that_is_env_file_and_dotenv_at_once_is_judged_once() =>
        Assert.Single(ControlPlane.WithEnvFile("A=1\n«A»=2\n").Reports(Rule, Severity.Warning));

    [Fact]
    public void The_same_key_in_different_files_is_silent() => ControlPlane.With("LOG_LEVEL: debug").And(".env", "LOG_LEVEL=info\n").IsSilentOn(Rule);

    [Fact]
    public void Keys_that_differ_in_case_and_comments_are_silent() => ControlPlane.WithEnvFile("A=1\na=2\n# A=3\n").IsSilentOn(Rule);

    [Fact]
    public void A_deployment_without_a_control_plane_is_silent() => Deploying.Files(
        ("docker-compose.yml", "services: { web: { image: nginx, environment: [A=1, A=2] } }"),
        (".env", "A=1\nA=2\n")).IsSilentOn(Rule);
}
