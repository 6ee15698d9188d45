using System.Text.RegularExpressions;

namespace Koda.Lint.Cli.Tests;

/// <summary>The claims of <c>SECURITY.md</c> on the program: what a deployment's files cannot have it do.</summary>
public sealed partial class SecurityTests : IDisposable
{
    private const string Outside = "outside-7Kq2";

    private readonly TemporaryFolder _folder = new();

    public SecurityTests()
    {
        _folder.Write("elsewhere/app.env", "KEY=" + Outside + "\n" + Outside + " is no setting\n");
        _folder.Write("repo/.git/HEAD", "ref: refs/heads/main\n");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("services:\n  web:\n    image: x:1\n    env_file: PATH\n", "4:15")]
    [InlineData("services:\n  web:\n    image: x:1\n    label_file: PATH\n", "4:17")]
    [InlineData("services:\n  web:\n    extends: {file: PATH, service: a}\n", "3:21")]
    [InlineData("include:\n  - PATH\nservices:\n  web:\n    image: x:1\n", "2:5")]
    [InlineData("include:\n  - {path: inner.yml, env_file: PATH}\n", "2:33")]
    [InlineData("services:\n  web:\n    image: x:1\n    env_file: [{path: PATH, required: false}]\n", "4:23")]
    public void A_file_outside_of_the_repository_is_told_at_its_place_and_not_read(string compose, string place)
    {
        _folder.Write("repo/deploy/inner.yml", "services:\n  inner:\n    image: x:1\n");
        foreach (var path in (string[])["../../elsewhere/app.env", _folder.PathTo("elsewhere/app.env"), "../../elsewhere/missing.env", "/dev/zero", "/proc/self/environ"])
        {
            _folder.Write("repo/deploy/compose.yml", compose.Replace("PATH", path, StringComparison.Ordinal));

            var answer = Check("repo/deploy");

            Assert.True(answer.ExitCode is 0 or 1, answer.ToString());
            Assert.Contains("warning KODA9003: '", answer.Output, StringComparison.Ordinal);
            Assert.Contains("is not read: it lies outside of '" + _folder.PathTo("repo") + "'", answer.Output, StringComparison.Ordinal);
            Assert.Contains("compose.yml:" + place + "\n", answer.Output, StringComparison.Ordinal);
            Assert.DoesNotContain(Outside, answer.Output + answer.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_file_elsewhere_in_the_repository_is_read()
    {
        _folder.Write("repo/shared.env", "KEY=1\n");
        _folder.Write("repo/deploy/compose.yml", "services:\n  web:\n    image: x:1\n    env_file: ../shared.env\n");

        Assert.DoesNotContain("KODA900", Check("repo/deploy").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".env")]
    [InlineData("app.env")]
    [InlineData("Caddyfile")]
    [InlineData("compose.prod.yml")]
    [InlineData("koda-lint.yml")]
    public void A_link_that_leads_out_shows_nothing_of_what_it_leads_to(string name)
    {
        _folder.Write("repo/compose.yml", "services:\n  web:\n    image: x:1\n    env_file: app.env\n");
        _folder.Write("repo/app.env", "KEY=1\n");
        File.Delete(_folder.PathTo("repo/" + name));
        File.CreateSymbolicLink(_folder.PathTo("repo/" + name), "../elsewhere/app.env");

        foreach (var format in (string[])["text", "json", "sarif", "html"])
        {
            var answer = Check("repo", "--format", format);
            Assert.DoesNotContain(Outside, answer.Output + answer.Error, StringComparison.Ordinal);
            Assert.Contains("symbolic links lead outside of", answer.Output + answer.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_file_that_a_setting_names_shows_no_line_of_itself()
    {
        _folder.Write("repo/compose.prod.yml", $"""
            services:
              app:
                image: x:1
                command: [python, -m, koda.control_plane]
                environment: [KODA_ENV=production, CONTROL_PLANE_MASTER_KEY_FILE=/state/app.env]
                volumes: ["{_folder.PathTo("elsewhere")}:/state"]
            """);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder.PathTo("elsewhere/app.env"), UnixFileMode.UserRead | UnixFileMode.OtherRead);

        var answer = Check("repo");

        Assert.Contains("KODA6006", answer.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Outside, answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_starts_the_run_can_allow_what_lies_outside()
    {
        _folder.Write("repo/compose.yml", "services:\n  web:\n    image: x:1\n    env_file: ../elsewhere/ok.env\n");
        _folder.Write("elsewhere/ok.env", "KEY=1\n");

        Assert.Contains("KODA9003", Check("repo").Output, StringComparison.Ordinal);
        Assert.DoesNotContain("KODA9003", Check("repo", "--allow-read", "../elsewhere").Output, StringComparison.Ordinal);
        Assert.DoesNotContain("KODA9003", Check("repo", "--allow-read", "../elsewhere/ok.env").Output, StringComparison.Ordinal);
        Assert.Contains("KODA9003", Check("repo", "--allow-read", "../else").Output, StringComparison.Ordinal);
        _folder.Write("repo/koda-lint.yml", "deployments:\n  - { name: a, compose: [../elsewhere/compose.yml] }\n");
        _folder.Write("elsewhere/compose.yml", "services:\n  " + Outside + ":\n    ports: [1]\n");
        Assert.DoesNotContain(Outside, Check("repo").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_in_a_file_speaks_to_a_terminal_or_a_ci()
    {
        const string Evil = "\\e[31m\\n::error::forged\\r\\n##vso[task.setvariable variable=x]y ##[add-mask]z \\x9b1m";
        _folder.Write("repo/compose.yml", $"services:\n  \"web{Evil}\":\n    image: x:1\n    ports: [\"80:80{Evil}\"]\n    # ##vso[task.complete result=Succeeded]\n    networks: [\"n{Evil}\"]\n");
        _folder.Write("repo/.env", "A B\u001b[31m ##vso[x]=1\n");
        AssertSilent(Check("repo"));
        AssertSilent(Check("repo", "--format", "github"), commands: true);
        AssertSilent(KodaLint.Run(_folder.PathTo("repo"), "fix", "--dry-run"));
        AssertSilent(KodaLint.Run(_folder.PathTo("repo"), "##vso[x]\u001b[1m\n::error::a"));

        _folder.Write("repo/koda-lint.yml", $"\"rule{Evil}\": 1\ndeployments:\n  - name: \"{Evil}\"\n    \"compose{Evil}\": [a]\n");
        var refused = Check("repo");
        Assert.Equal(2, refused.ExitCode);
        AssertSilent(refused);
    }

    [Fact]
    public void A_report_that_is_merged_shows_no_line_of_a_file_that_it_names()
    {
        _folder.Write("repo/compose.yml", "services:\n  web:\n    image: x:1\n    network_mode: host\n    ports: [\"80\"]\n");
        var sarif = Check("repo", "--environment", "production", "--format", "sarif").Output;
        Assert.Contains("\"compose.yml\"", sarif, StringComparison.Ordinal);
        _folder.Write("repo/evil.sarif", sarif.Replace("\"compose.yml\"", "\"../elsewhere/app.env\"", StringComparison.Ordinal));

        var merged = KodaLint.Run(_folder.PathTo("repo"), "merge", "evil.sarif");

        Assert.Contains("app.env", merged.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Outside, merged.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_check_writes_nothing_but_its_reports_and_opens_no_socket()
    {
        var strace = OracleProgram.Require(["strace"], "-o", "/dev/null", "true");
        foreach (var path in Directory.EnumerateFiles(Repository.PathTo("samples/vps-broken")))
            _folder.Write("repo/" + Path.GetFileName(path), File.ReadAllBytes(path));
        var before = Contents();

        // The runtime's own door for debuggers, which the native program has not.
        var variables = new Dictionary<string, string> { ["DOTNET_EnableDiagnostics"] = "0", ["DOTNET_ROOT"] = Environment.GetEnvironmentVariable("DOTNET_ROOT") ?? "" };
        var trace = _folder.PathTo("elsewhere/trace");
        var answer = OracleProgram.Run(
            strace, ["-f", "-qq", "-e", "trace=%network,%file,%desc", "-o", trace, KodaLint.Program, "check", "--output", "json=../elsewhere/report.json"], _folder.PathTo("repo"), variables);

        Assert.Equal(1, answer.ExitCode);
        var calls = File.ReadAllLines(trace);
        Assert.Contains(calls, call => call.Contains("docker-compose.yml", StringComparison.Ordinal));
        Assert.Contains(calls, call => Writes().IsMatch(call) && call.Contains("report.json", StringComparison.Ordinal));
        Assert.Equal([], calls.Where(call => Sockets().IsMatch(call)));
        Assert.Equal([], calls.Where(call => Writes().IsMatch(call) && !Harmless().IsMatch(call) && !call.Contains("report.json", StringComparison.Ordinal)));
        Assert.Equal(before, Contents());

        string Contents() => string.Join("\n", Directory.EnumerateFileSystemEntries(_folder.PathTo("repo"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => path + " " + File.GetLastWriteTimeUtc(path).Ticks));
    }

    // Of the network no family but the system's own; of files whatever makes, changes or removes one.
    [GeneratedRegex(@"\b(socket\(AF_(INET|INET6|PACKET|NETLINK)|connect\(|bind\(|listen\()")]
    private static partial Regex Sockets();

    [GeneratedRegex(@"\b(openat?2?\(.*O_(WRONLY|RDWR|CREAT|TRUNC|APPEND)|creat\(|unlink(at)?\(|rename(at2?)?\(|mkdir(at)?\(|rmdir\(|(sym)?link(at)?\(|mknod(at)?\(|truncate\(|f?chmod(at2?)?\(|f?chown(at)?\()")]
    private static partial Regex Writes();

    // The program's own memory and its terminal; a call that the system refused changed nothing.
    [GeneratedRegex("\"/dev/(null|tty|shm/)|\"/proc/self/|= -1 E|memfd:")]
    private static partial Regex Harmless();

    private static void AssertSilent(Answer answer, bool commands = false)
    {
        var text = answer.Output + "\n" + answer.Error;
        Assert.NotEqual("\n", text);
        Assert.DoesNotContain(text, character => char.IsControl(character) && character != '\n');
        Assert.DoesNotContain("##vso[", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("##[", text, StringComparison.Ordinal);
        Assert.DoesNotContain(text.Split('\n'), line => line.TrimStart().StartsWith("::error::forged", StringComparison.Ordinal));
        if (!commands)
            Assert.DoesNotContain(text.Split('\n'), line => line.TrimStart().StartsWith("::error", StringComparison.Ordinal));
    }

    private Answer Check(string folder, params string[] options) => KodaLint.Run(_folder.PathTo(folder), ["check", .. options]);
}
