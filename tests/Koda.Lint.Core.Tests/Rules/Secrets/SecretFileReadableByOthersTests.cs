using Koda.Lint.Deployments;

namespace Koda.Lint.Core.Tests.Rules.Secrets;

public sealed class SecretFileReadableByOthersTests
{
    private const string Rule = "KODA6006";

    [Theory]
    [InlineData(0x1A4, "'.env' has mode 0644: every user of the host can read its secrets")]
    [InlineData(0x1A0, "'.env' has mode 0640: its group can read its secrets")]
    [InlineData(0x184, "'.env' has mode 0604: every user of the host can read its secrets")]
    [InlineData(0x1B6, "'.env' has mode 0666: every user of the host can read its secrets")]
    public void Bits_of_group_or_others_on_a_file_are_reported(int mode, string message) => Assert.Equal(
        message,
        Assert.Single(Stack().SeeingAtFault(new FileFact(".env", SecretFileKind.EnvFile) { UnixMode = mode }).Reports(Rule, Severity.Warning)).Message);

    [Theory]
    [InlineData("state/control_plane/bootstrap.txt", SecretFileKind.BootstrapCode, "'bootstrap.txt' has mode 0644: every user of the host can read its secrets")]
    [InlineData("state/control_plane/.master.key", SecretFileKind.MasterKey, "'.master.key' has mode 0644: every user of the host can read its secrets")]
    [InlineData("state", SecretFileKind.StateFolder, "'state' has mode 0644, not 0700: every user of the host can enter Koda's state folder")]
    public void Each_kind_has_its_words(string path, SecretFileKind kind, string message) => Assert.Equal(
        message,
        Assert.Single(Stack().SeeingAtFault(new FileFact(path, kind) { UnixMode = 0x1A4 }).Reports(Rule, Severity.Warning)).Message);

    [Fact]
    public void A_state_folder_that_its_group_may_enter_is_reported() => Assert.Equal(
        "'state' has mode 0750, not 0700: its group can enter Koda's state folder",
        Assert.Single(Stack().SeeingAtFault(new FileFact("state", SecretFileKind.StateFolder) { UnixMode = 0x1E8 }).Reports(Rule, Severity.Warning)).Message);

    [Fact]
    public void Where_values_must_be_there_it_is_an_error() =>
        Stack().SeeingAtFault(new FileFact(".env", SecretFileKind.EnvFile) { UnixMode = 0x1A4 }).RequiringEnv().Reports(Rule);

    [Theory]
    [InlineData(0x180)]
    [InlineData(0x100)]
    [InlineData(0x1C0)]
    [InlineData(null)]
    public void A_file_for_its_owner_alone_and_one_without_a_mode_are_silent(int? mode) =>
        Stack().Seeing(new FileFact(".env", SecretFileKind.EnvFile) { UnixMode = mode }).IsSilentOn(Rule);

    [Theory]
    [InlineData(".env.example")]
    [InlineData(".env.sample")]
    [InlineData(".env.bootstrap")]
    public void A_template_is_silent(string path) => Stack().Seeing(new FileFact(path, SecretFileKind.EnvFile) { UnixMode = 0x1A4 }).IsSilentOn(Rule);

    private static Deploying Stack() => Deploying.Compose("services: { app: { image: example/app:1 } }");
}
