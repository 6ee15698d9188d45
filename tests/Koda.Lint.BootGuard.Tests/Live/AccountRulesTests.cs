using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Koda.Lint.BootGuard.Tests.Live;

public sealed class AccountRulesTests
{
    private static async Task<string[]> JudgeAsync(Action<IdentityOptions> configure) =>
        [.. (await Guarded.JudgeAsync(builder => builder.Services.AddIdentityCore<IdentityUser>(configure))).Select(finding => finding.Rule.Id + " " + finding.Severity)];

    private static Task<string[]> LongPasswordsAsync(Action<IdentityOptions> configure) => JudgeAsync(options =>
    {
        options.Password.RequiredLength = 12;
        configure(options);
    });

    [Fact]
    public async Task Twelve_characters_and_the_other_defaults_are_silent() => Assert.Empty(await LongPasswordsAsync(_ => { }));

    [Fact]
    public async Task The_default_length_of_six_refuses()
    {
        var finding = Assert.Single(await Guarded.JudgeAsync(builder => builder.Services.AddIdentityCore<IdentityUser>()));

        Assert.Equal(("KODA5001", Severity.Error), (finding.Rule.Id, finding.Severity));
        Assert.Equal("Identity lets passwords have 6 characters: passwords need at least 12", finding.Message);
    }

    [Fact]
    public async Task Eleven_characters_refuse() => Assert.Equal(["KODA5001 Error"], await JudgeAsync(options => options.Password.RequiredLength = 11));

    [Fact]
    public async Task One_kind_of_characters_may_be_left_out() => Assert.Empty(await LongPasswordsAsync(options => options.Password.RequireDigit = false));

    [Fact]
    public async Task Two_kinds_may_not() => Assert.Equal(["KODA5002 Warning"], await LongPasswordsAsync(options =>
    {
        options.Password.RequireDigit = false;
        options.Password.RequireUppercase = false;
    }));

    [Fact]
    public async Task No_lockout_refuses() => Assert.Equal(["KODA5003 Error"], await LongPasswordsAsync(options => options.Lockout.AllowedForNewUsers = false));

    [Fact]
    public async Task A_late_and_a_brief_lockout_are_warnings() => Assert.Equal(["KODA5004 Warning", "KODA5004 Warning"], await LongPasswordsAsync(options =>
    {
        options.Lockout.MaxFailedAccessAttempts = 6;
        options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1);
    }));

    [Fact]
    public async Task Five_failures_and_five_minutes_are_silent() => Assert.Empty(await LongPasswordsAsync(options =>
    {
        options.Lockout.MaxFailedAccessAttempts = 5;
        options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
    }));

    [Fact]
    public async Task A_program_without_identity_is_not_asked_for_its_passwords() =>
        Assert.Empty(await Guarded.JudgeAsync(builder => builder.Services.Configure<IdentityOptions>(options => options.Password.RequiredLength = 4)));

    [Fact]
    public async Task A_worker_with_identity_is_judged()
    {
        var guarded = await Guarded.StartAsync((refused, log) =>
        {
            var builder = Host.CreateApplicationBuilder(["--KODA_ENV=production"]);
            builder.Logging.ClearProviders().AddProvider(log);
            builder.AddKodaBootGuard(Guarded.Options(refused, null));
            builder.Services.AddIdentityCore<IdentityUser>();
            return builder.Build();
        });

        Assert.Equal(["KODA5001 Error"], guarded.Found);
    }
}
