using Koda.Lint.Deployments;

namespace Koda.Lint.Core.Tests.Rules.Secrets;

public sealed class BootstrapFileLeftBehindTests
{
    private const string Rule = "KODA6008";

    [Fact]
    public void A_code_past_its_time_is_reported() => Assert.Equal(
        "'bootstrap.txt' still exists although its code expired at 2026-05-01 12:00 UTC",
        Assert.Single(Stack().SeeingAtFault(new FileFact("state/control_plane/bootstrap.txt", SecretFileKind.BootstrapCode) { ExpiredAt = "2026-05-01 12:00 UTC" })
            .Reports(Rule, Severity.Warning)).Message);

    [Fact]
    public void A_code_that_has_time_left_is_silent() => Stack().Seeing(new FileFact("bootstrap.txt", SecretFileKind.BootstrapCode)).IsSilentOn(Rule);

    [Fact]
    public void Other_files_do_not_expire() =>
        Stack().Seeing(new FileFact(".master.key", SecretFileKind.MasterKey) { ExpiredAt = "2026-05-01 12:00 UTC" }).IsSilentOn(Rule);

    private static Deploying Stack() => Deploying.Compose("services: { app: { image: example/app:1 } }");
}
