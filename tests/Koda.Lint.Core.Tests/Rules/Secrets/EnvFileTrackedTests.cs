using Koda.Lint.Deployments;

namespace Koda.Lint.Core.Tests.Rules.Secrets;

public sealed class EnvFileTrackedTests
{
    private const string Rule = "KODA6010";

    [Fact]
    public void A_tracked_env_file_is_an_error() => Assert.Equal(
        "'.env' is tracked by git: its secrets are in every clone",
        Assert.Single(Stack().SeeingAtFault(new FileFact(".env", SecretFileKind.EnvFile) { Git = GitState.Tracked }).Reports(Rule)).Message);

    [Fact]
    public void An_env_file_that_nothing_keeps_out_is_a_warning() => Assert.Equal(
        "'.env' is not covered by .gitignore: `git add .` would commit it",
        Assert.Single(Stack().SeeingAtFault(new FileFact(".env", SecretFileKind.EnvFile) { Git = GitState.Untracked }).Reports(Rule, Severity.Warning)).Message);

    [Theory]
    [InlineData(".env", GitState.Ignored)]
    [InlineData(".env", GitState.Unknown)]
    [InlineData(".env.example", GitState.Tracked)]
    [InlineData(".env.bootstrap", GitState.Tracked)]
    [InlineData("app.env.dist", GitState.Untracked)]
    [InlineData("app.env.template", GitState.Untracked)]
    public void An_ignored_file_and_a_template_are_silent(string path, GitState git) =>
        Stack().Seeing(new FileFact(path, SecretFileKind.EnvFile) { Git = git }).IsSilentOn(Rule);

    [Theory]
    [InlineData(SecretFileKind.MasterKey)]
    [InlineData(SecretFileKind.BootstrapCode)]
    [InlineData(SecretFileKind.StateFolder)]
    public void Other_files_are_not_judged(SecretFileKind kind) => Stack().Seeing(new FileFact("state", kind) { Git = GitState.Tracked }).IsSilentOn(Rule);

    private static Deploying Stack() => Deploying.Compose("services: { app: { image: example/app:1 } }");
}
