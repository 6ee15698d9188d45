namespace Koda.Lint.Core.Tests.Rules.Secrets;

public sealed class SecretTooShortTests
{
    private const string Rule = "KODA6003";
    private const string Long = "b6f1c0de9a7e45d28c3b1f07e6a4d958";

    [Theory]
    [InlineData("WEB_OPERATOR_SESSION_SECRET", "b6f1c0de9a7e45d28c3b1f07e6a4d95", "31")]
    [InlineData("RUNTIME_LOCAL_UI_TOKEN", "correct-horse-7", "15")]
    [InlineData("CONTROL_PLANE_API_TOKEN", "kl", "2")]
    public void Fewer_than_32_characters_are_reported_in_any_environment(string name, string value, string length) => Assert.Equal(
        name + " has " + length + " characters: fewer than 32 can be guessed",
        Assert.Single(ControlPlane.WithEnvFile(name + "=«" + value + "»\n").Reports(Rule)).Message);

    [Fact]
    public void The_place_is_the_definition_s() => ControlPlane.With("WEB_OPERATOR_SESSION_SECRET: \"${SECRET}\"")
        .And(".env", "WEB_OPERATOR_SESSION_SECRET=«correct-horse-7»\n").Reports(Rule);

    [Fact]
    public void Each_token_of_several_is_measured() => Assert.Equal(
        "token 2 in CONTROL_PLANE_API_TOKEN has 5 characters: fewer than 32 can be guessed",
        Assert.Single(ControlPlane.WithEnvFile("CONTROL_PLANE_API_TOKEN=«" + Long + ", short»\n").Reports(Rule)).Message);

    [Fact]
    public void Too_few_different_characters_are_a_warning() => Assert.Equal(
        "WEB_OPERATOR_SESSION_SECRET is made of 2 different characters: for its length that is too few to be random",
        Assert.Single(ControlPlane.WithEnvFile("WEB_OPERATOR_SESSION_SECRET=«abababababababababababababababababab»\n").Reports(Rule, Severity.Warning)).Message);

    [Theory]
    [InlineData("WEB_OPERATOR_SESSION_SECRET=b6f1c0de9a7e45d28c3b1f07e6a4d958\n")]
    [InlineData("CONTROL_PLANE_API_TOKEN=\n")]
    [InlineData("CONTROL_PLANE_API_TOKEN=b6f1c0de9a7e45d28c3b1f07e6a4d958,0e2c7f4b6f1c0de9a7e45d28c3b1f07e\n")]
    [InlineData("POSTGRES_PASSWORD=short\n")]
    [InlineData("MY_SESSION_SECRET=short\n")]
    public void Long_values_blank_ones_and_other_secrets_are_silent(string text) => ControlPlane.WithEnvFile(text).InProduction().IsSilentOn(Rule);

    [Theory]
    [InlineData("changeme")]
    [InlineData("xxxx")]
    public void A_placeholder_is_KODA6002(string value)
    {
        var deploying = ControlPlane.WithEnvFile("WEB_OPERATOR_SESSION_SECRET=" + value + "\n").InProduction();

        deploying.IsSilentOn(Rule);
        Assert.Single(deploying.Of("KODA6002"));
    }

    [Fact]
    public void A_deployment_without_a_control_plane_is_silent() => Deploying.Files(
        ("docker-compose.yml", "services: { web: { image: nginx, env_file: .env } }"), (".env", "CONTROL_TOKEN=x\nWEB_OPERATOR_SESSION_SECRET=short-one\n")).IsSilentOn(Rule);
}
