using System.Diagnostics;
using System.Text;

namespace Koda.Lint.BootGuard.Tests.Settings;

public sealed class EnvFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private GuardVerdict Evaluate(string? text, params (string Name, string? Value)[] settings)
    {
        if (text is not null)
            _folder.Write(".env", text);
        return KodaBootGuard.Evaluate(settings.ToDictionary(setting => setting.Name, setting => setting.Value), new KodaGuardOptions { EnvFile = _folder.PathTo(".env") });
    }

    private static string[] Show(GuardVerdict verdict) => [.. verdict.Findings.Select(finding => finding.Rule.Id + " " + finding.Severity)];

    [Fact]
    public void A_setting_of_the_file_is_judged_and_the_file_is_named()
    {
        var verdict = Evaluate("KODA_ENV=production\nCONTROL_PLANE_AUTH_MODE=open\n");

        Assert.Equal(["KODA1002 Error"], Show(verdict));
        Assert.Equal(new SettingOrigin("CONTROL_PLANE_AUTH_MODE", "env file", _folder.PathTo(".env")), verdict.Findings[0].Origin);
        Assert.Equal(_folder.PathTo(".env"), verdict.Findings[0].Location.Path);
    }

    [Fact]
    public void A_byte_order_mark_and_windows_line_breaks_hide_nothing()
    {
        _folder.Write(".env", [.. Encoding.UTF8.Preamble, .. "KODA_ENV=production\r\nCONTROL_PLANE_AUTH_MODE=open\r\n"u8]);

        Assert.Equal(["KODA1002 Error"], Show(Evaluate(null)));
    }

    [Fact]
    public void Of_a_key_that_is_there_twice_the_last_one_counts()
    {
        Assert.Equal(["KODA1002 Error"], Show(Evaluate("KODA_ENV=production\nCONTROL_PLANE_AUTH_MODE=token\nCONTROL_PLANE_AUTH_MODE=open\n")));
        Assert.Empty(Show(Evaluate("KODA_ENV=production\nCONTROL_PLANE_AUTH_MODE=open\nCONTROL_PLANE_AUTH_MODE=token\n")));
    }

    [Fact]
    public void The_file_never_overrides_what_is_set()
    {
        Assert.Empty(Show(Evaluate("CONTROL_PLANE_AUTH_MODE=open\n", ("KODA_ENV", "production"), ("CONTROL_PLANE_AUTH_MODE", "token"))));
        Assert.Equal(["KODA1003 Error"], Show(Evaluate("CONTROL_PLANE_AUTH_MODE=token\n", ("CONTROL_PLANE_AUTH_MODE", ""))));
    }

    [Fact]
    public void A_secret_of_any_name_in_the_file_is_judged() =>
        Assert.Equal(["KODA6002 Error"], Show(Evaluate("KODA_ENV=production\nSMTP_PASSWORD=changeme\n")));

    [Fact]
    public void A_missing_file_refuses_in_production_and_warns_elsewhere()
    {
        Assert.Equal(["KODA9001 Error"], Show(Evaluate(null, ("KODA_ENV", "production"))));
        Assert.Equal(["KODA9001 Warning"], Show(Evaluate(null, ("KODA_ENV", "development"))));
    }

    [Fact]
    public void A_folder_in_the_place_of_the_file_refuses()
    {
        Directory.CreateDirectory(_folder.PathTo(".env"));

        var verdict = Evaluate(null, ("KODA_ENV", "production"));

        Assert.Equal(["KODA9001 Error"], Show(verdict));
        Assert.Contains("it is a directory", verdict.Findings[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_named_pipe_that_nobody_writes_to_refuses_and_does_not_hang()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no named pipes in folders");
        using (var make = Process.Start("mkfifo", _folder.PathTo(".env")))
            await make.WaitForExitAsync(TestContext.Current.CancellationToken);

        var evaluating = Task.Run(() => Evaluate(null, ("KODA_ENV", "production")), TestContext.Current.CancellationToken);
        var verdict = await evaluating.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        Assert.Equal(["KODA9001 Error"], Show(verdict));
        Assert.Contains("it is not a regular file", verdict.Findings[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Links_in_a_circle_refuse()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a right there");
        File.CreateSymbolicLink(_folder.PathTo(".env"), "other.env");
        File.CreateSymbolicLink(_folder.PathTo("other.env"), ".env");

        var verdict = Evaluate(null, ("KODA_ENV", "production"));

        Assert.Equal(["KODA9001 Error"], Show(verdict));
        Assert.Contains("its links lead in a circle", verdict.Findings[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_may_not_be_read_refuses()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "root may read every file");
        _folder.Write(".env", "A=b\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder.PathTo(".env"), UnixFileMode.None);

        Assert.Equal(["KODA9001 Error"], Show(Evaluate(null, ("KODA_ENV", "production"))));
    }

    [Fact]
    public void A_file_that_fails_while_it_is_read_refuses()
    {
        // Its first bytes are mapped to nothing, so that reading them is an error for root, too.
        Assert.SkipUnless(File.Exists("/proc/self/mem"), "this system has no file that can be opened and not be read");

        var verdict = KodaBootGuard.Evaluate(new Dictionary<string, string?> { ["KODA_ENV"] = "production" }, new KodaGuardOptions { EnvFile = "/proc/self/mem" });

        Assert.Equal(["KODA9001 Error"], Show(verdict));
    }

    [Fact]
    public void A_file_that_dotenv_net_refuses_refuses_and_shows_nothing_of_it()
    {
        var verdict = Evaluate("SMTP_PASSWORD=\"canary-7781\n", ("KODA_ENV", "production"));

        Assert.Equal(["KODA9001 Error"], Show(verdict));
        Assert.DoesNotContain("canary", verdict.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_compatible_guard_refuses_a_missing_file_all_the_same()
    {
        var options = new KodaGuardOptions { EnvFile = _folder.PathTo("none.env"), Compatible = true };

        Assert.Equal(["KODA9001 Error"], Show(KodaBootGuard.Evaluate(new Dictionary<string, string?> { ["KODA_ENV"] = "production" }, options)));
    }
}
