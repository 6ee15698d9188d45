using System.Text;
using Koda.Lint.Fixes;

namespace Koda.Lint.Engine.Tests.Fixes;

public sealed class FixTests
{
    private const string ControlPlane = "services:\n  app:\n    image: x:1\n    command: python -m koda.control_plane\n    environment:\n      KODA_ENV: production\n";

    [Theory]
    [InlineData("- \"8080:80\"", "- \"127.0.0.1:8080:80\"")]
    [InlineData("- 8080:80", "- 127.0.0.1:8080:80")]
    [InlineData("- '8080:80/udp' # why", "- '127.0.0.1:8080:80/udp' # why")]
    [InlineData("- 3000", "- 127.0.0.1::3000")]
    [InlineData("- \"8000-8001:8000-8001\"", "- \"127.0.0.1:8000-8001:8000-8001\"")]
    [InlineData("- \"${P:-8080}:80\"", "- \"127.0.0.1:${P:-8080}:80\"")]
    [InlineData("- \"0.0.0.0:8080:80\"", "- \"127.0.0.1:8080:80\"")]
    [InlineData("- \"192.0.2.7:8080:80\"", "- \"127.0.0.1:8080:80\"")]
    [InlineData("- \"[::]:8080:80\"", "- \"[::1]:8080:80\"")]
    [InlineData("- \"${BIND:-0.0.0.0}:8080:80\"", "- \"${BIND:-127.0.0.1}:8080:80\"")]
    [InlineData("- target: 80 # the site\n        published: 8080", "- host_ip: 127.0.0.1\n        target: 80 # the site\n        published: 8080")]
    [InlineData("- target: 80\n        host_ip: 0.0.0.0\n        published: 8080", "- target: 80\n        host_ip: 127.0.0.1\n        published: 8080")]
    [InlineData("- {target: 80, published: 8080}", "- {host_ip: 127.0.0.1, target: 80, published: 8080}")]
    [InlineData("- { target: 80, published: 8080 }", "- {host_ip: 127.0.0.1,  target: 80, published: 8080 }")]
    public void A_port_is_bound_to_loopback_in_the_form_that_it_has(string entry, string expected)
    {
        const string Head = "services:\n  web:\n    image: x:1\n    ports:\n      # the only one\n      ";
        using var fixing = new Fixing();
        fixing.Folder.Write("compose.prod.yml", Head + entry + "\n");

        var outcome = fixing.Fix();

        Assert.Equal(Head + expected + "\n", fixing.Read("compose.prod.yml"));
        Assert.Equal("KODA2001", Assert.Single(outcome.Mended).Rule.Id);
        Assert.Empty(outcome.Remaining);
    }

    [Fact]
    public void An_address_that_env_defines_is_changed_there()
    {
        using var fixing = new Fixing();
        fixing.Folder.Write("compose.prod.yml", "services:\n  web:\n    image: x:1\n    ports: [\"${BIND}:8080:80\"]\n");
        WritePrivate(fixing, ".env", "# where\nBIND=\"0.0.0.0\" # all\n");

        fixing.Fix();

        Assert.Equal("# where\nBIND=\"127.0.0.1\" # all\n", fixing.Read(".env"));
    }

    [Fact]
    public void An_overlay_replaces_the_ports_of_the_base_file_with_a_tag()
    {
        using var fixing = new Fixing();
        fixing.Folder.Write("compose.yml", "services:\n  web:\n    image: x:1\n    ports: [\"8080:80\", \"8443:443\"]\n");
        fixing.Folder.Write("compose.prod.yml", "services:\n  web:\n    ports: &local   # both\n      - \"127.0.0.1:8080:80\"\n      - \"127.0.0.1:8443:443\"\n");

        var outcome = fixing.Fix();

        Assert.Equal(["KODA2002", "KODA2002"], outcome.Mended.Select(finding => finding.Rule.Id));
        Assert.Equal(
            "services:\n  web:\n    ports: !override &local   # both\n      - \"127.0.0.1:8080:80\"\n      - \"127.0.0.1:8443:443\"\n", fixing.Read("compose.prod.yml"));
    }

    [Theory]
    [InlineData("/usr/bin/docker compose up -d", "/usr/bin/docker compose -f compose.yml -f compose.prod.yml up -d")]
    [InlineData("/usr/bin/docker-compose --project-name app up", "/usr/bin/docker-compose -f compose.yml -f compose.prod.yml --project-name app up")]
    [InlineData("/usr/bin/docker compose -f compose.yml up -d", "/usr/bin/docker compose -f compose.yml -f compose.prod.yml up -d")]
    [InlineData("/usr/bin/docker compose --file=/opt/app/compose.yml up -d", "/usr/bin/docker compose --file=/opt/app/compose.yml -f /opt/app/compose.prod.yml up -d")]
    [InlineData("/bin/sh -c \"cd /opt/app && docker compose -f compose.yml up\"", "/bin/sh -c \"cd /opt/app && docker compose -f compose.yml -f compose.prod.yml up\"")]
    public void A_unit_names_the_production_overlay(string command, string expected)
    {
        using var fixing = new Fixing();
        fixing.Folder.Write("compose.yml", "services:\n  web:\n    image: x:1\n");
        fixing.Folder.Write("compose.prod.yml", "services:\n  web:\n    restart: always\n");
        fixing.Folder.Write("app.service", "[Service]\nExecStart=" + command + "\nRestart=always\n");

        var outcome = fixing.Fix();

        Assert.Equal("[Service]\nExecStart=" + expected + "\nRestart=always\n", fixing.Read("app.service"));
        Assert.Equal("KODA7006", Assert.Single(outcome.Mended).Rule.Id);
        Assert.Empty(fixing.Fix().Mended);
    }

    [Fact]
    public void A_unit_that_calls_compose_twice_is_left_to_a_person()
    {
        const string Unit = "[Service]\nExecStart=/bin/sh -c \"docker compose pull && docker compose up\"\n";
        using var fixing = new Fixing();
        fixing.Folder.Write("compose.yml", "services:\n  web:\n    image: x:1\n");
        fixing.Folder.Write("compose.prod.yml", "services:\n  web:\n    restart: always\n");
        fixing.Folder.Write("app.service", Unit);

        var outcome = fixing.Fix();

        Assert.Equal(Unit, fixing.Read("app.service"));
        Assert.Contains("more than once", Assert.Single(outcome.Remaining).WhyNot, StringComparison.Ordinal);
    }

    [Fact]
    public void An_overlay_that_would_lose_a_port_is_left_to_a_person()
    {
        using var fixing = new Fixing();
        fixing.Folder.Write("compose.yml", "services:\n  web:\n    image: x:1\n    ports: [\"8080:80\", \"127.0.0.1:9000:9000\"]\n");
        fixing.Folder.Write("compose.prod.yml", "services:\n  web:\n    ports: [\"127.0.0.1:8080:80\"]\n");

        var remaining = Assert.Single(fixing.Fix().Remaining);

        Assert.Contains("9000", remaining.WhyNot, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_list_of_an_overlay_removes_the_ports_once_it_is_tagged()
    {
        using var fixing = new Fixing();
        fixing.Folder.Write("compose.yml", "services:\n  web:\n    image: x:1\n    ports: [\"8080:80\"]\n");
        fixing.Folder.Write("compose.prod.yml", "services:\n  web:\n    ports: []\n");

        fixing.Fix();

        Assert.Equal("services:\n  web:\n    ports: !override []\n", fixing.Read("compose.prod.yml"));
    }

    [Theory]
    [InlineData("      CONTROL_PLANE_AUTH_MODE: open\n", "      CONTROL_PLANE_AUTH_MODE: token\n")]
    [InlineData("      CONTROL_PLANE_AUTH_MODE: \"Development\"  # for now\n", "      CONTROL_PLANE_AUTH_MODE: \"token\"  # for now\n")]
    [InlineData("      CONTROL_PLANE_AUTH_MODE: ${MODE:-open}\n", "      CONTROL_PLANE_AUTH_MODE: ${MODE:-token}\n")]
    [InlineData("      CONTROL_PLANE_AUTH_MODE: ''\n", "      CONTROL_PLANE_AUTH_MODE: token\n")]
    [InlineData("      ALLOW_LOOPBACK_BOOTSTRAP: \"true\"\n", "      ALLOW_LOOPBACK_BOOTSTRAP: \"false\"\n")]
    [InlineData("      CONTROL_PLANE_OPERATOR_PASSWORD_MIN_LENGTH: 8\n", "      CONTROL_PLANE_OPERATOR_PASSWORD_MIN_LENGTH: 12\n")]
    [InlineData("      ALLOW_INSECURE_COOKIES: 'true'\n", "      ALLOW_INSECURE_COOKIES: 'false'\n")]
    public void A_setting_is_changed_where_it_stands(string line, string expected)
    {
        using var fixing = new Fixing();
        fixing.Folder.Write("compose.prod.yml", ControlPlane + line);

        fixing.Fix();

        Assert.Equal(ControlPlane + expected, fixing.Read("compose.prod.yml"));
        Assert.Empty(fixing.Check());
    }

    [Fact]
    public void A_setting_of_an_env_file_is_changed_there_and_keeps_everything_around_it()
    {
        using var fixing = new Fixing();
        fixing.Folder.Write("compose.prod.yml", "services:\n  app:\n    image: x:1\n    command: python -m koda.control_plane\n    env_file: .env\n");
        WritePrivate(fixing, ".env", "\uFEFFKODA_ENV = 'staging'  # soon\r\nexport CONTROL_PLANE_OPERATOR_PASSWORD_MIN_LENGTH=6\r\n");

        fixing.Fix();

        Assert.Equal("\uFEFFKODA_ENV = 'production'  # soon\r\nexport CONTROL_PLANE_OPERATOR_PASSWORD_MIN_LENGTH=12\r\n", Encoding.UTF8.GetString(File.ReadAllBytes(fixing.Folder.PathTo(".env"))));
    }

    [Theory]
    [InlineData("  app:\n    restart: always # keep\n", "  app:\n    restart: always # keep\n    environment:\n      KODA_ENV: production\n")]
    [InlineData("  app:\n    environment:\n      A: b\n\n  # the end\n", "  app:\n    environment:\n      A: b\n      KODA_ENV: production\n\n  # the end\n")]
    [InlineData("  app:\n    environment:\n    - A=b\n", "  app:\n    environment:\n    - A=b\n    - KODA_ENV=production\n")]
    [InlineData("  app: {environment: {A: b}}\n", "  app: {environment: {KODA_ENV: production, A: b}}\n")]
    [InlineData("  app: {restart: always}\n", "  app: {environment: {KODA_ENV: production}, restart: always}\n")]
    [InlineData("  app:\n    environment: [\"A=b\"]", "  app:\n    environment: [KODA_ENV=production, \"A=b\"]")]
    [InlineData("  app:\n    environment: {}\n", "  app:\n    environment: {KODA_ENV: production}\n")]
    [InlineData("  other:\n    image: y:1", "  other:\n    image: y:1\n  app:\n    environment:\n      KODA_ENV: production")]
    public void A_missing_setting_is_written_into_the_overlay_in_its_style(string overlay, string expected)
    {
        using var fixing = new Fixing();
        fixing.Folder.Write("compose.yml", "services:\n  app:\n    image: x:1\n    command: python -m koda.control_plane\n    environment:\n      KODA_ENV: development\n");
        fixing.Folder.Write("compose.prod.yml", "services:\n" + overlay);

        fixing.Fix();

        Assert.Equal("services:\n" + expected, fixing.Read("compose.prod.yml"));
        Assert.Contains("KODA_ENV: development", fixing.Read("compose.yml"), StringComparison.Ordinal);
        Assert.Empty(fixing.Check());
    }

    [Fact]
    public void A_merge_key_is_not_replaced_by_a_setting()
    {
        using var fixing = new Fixing();
        const string Text = "x-base: &base\n  environment: {A: b}\nservices:\n  app:\n    <<: *base\n    image: x:1\n    command: python -m koda.control_plane\n";
        fixing.Folder.Write("compose.prod.yml", Text);

        var remaining = Assert.Single(fixing.Fix().Remaining);

        Assert.Contains("merge key", remaining.WhyNot, StringComparison.Ordinal);
        Assert.Equal(Text, fixing.Read("compose.prod.yml"));
    }

    [Fact]
    public void Line_endings_and_a_missing_last_one_are_kept()
    {
        using var fixing = new Fixing();
        fixing.Folder.Write("compose.prod.yml", "services:\r\n  app:\r\n    image: x:1\r\n    command: python -m koda.control_plane");

        fixing.Fix();

        Assert.Equal(
            "services:\r\n  app:\r\n    image: x:1\r\n    command: python -m koda.control_plane\r\n    environment:\r\n      KODA_ENV: production", fixing.Read("compose.prod.yml"));
    }

    [Fact]
    public void The_encoding_is_kept()
    {
        using var fixing = new Fixing();
        var encoding = new UnicodeEncoding(bigEndian: true, byteOrderMark: true);
        const string Text = "services:\n  web:\n    image: x:1 # ü\n    ports: [\"8080:80\"]\n";
        fixing.Folder.Write("compose.prod.yml", [.. encoding.GetPreamble(), .. encoding.GetBytes(Text)]);

        fixing.Fix();

        Assert.Equal([.. encoding.GetPreamble(), .. encoding.GetBytes(Text.Replace("8080", "127.0.0.1:8080", StringComparison.Ordinal))], File.ReadAllBytes(fixing.Folder.PathTo("compose.prod.yml")));
    }

    [Fact]
    public void A_placeholder_becomes_a_random_secret_only_when_that_is_asked_for()
    {
        using var careful = new Fixing();
        using var bold = new Fixing { IsUnsafe = true };
        foreach (var fixing in (Fixing[])[careful, bold])
        {
            fixing.Folder.Write("compose.prod.yml", ControlPlane + "      API_TOKEN: ${API_TOKEN}\n");
            WritePrivate(fixing, ".env", "API_TOKEN=\"changeme\" # soon\n");
        }

        Assert.Contains("--unsafe", Assert.Single(careful.Fix().Remaining).WhyNot, StringComparison.Ordinal);
        Assert.Empty(bold.Fix().Remaining);
        Assert.Equal("API_TOKEN=\"changeme\" # soon\n", careful.Read(".env"));
        Assert.Matches("^API_TOKEN=\"" + Fixing.NewSecret + "[0-9a-f]{16}\" # soon\n$", bold.Read(".env"));
    }

    [Fact]
    public void An_empty_line_for_a_secret_is_filled_only_when_that_is_asked_for()
    {
        using var fixing = new Fixing { IsUnsafe = true };
        fixing.Folder.Write("compose.prod.yml", ControlPlane + "  web:\n    image: y:1\n    environment:\n      WEB_OPERATOR_SESSION_SECRET: ${WEB_OPERATOR_SESSION_SECRET:?}\n");
        WritePrivate(fixing, ".env", "WEB_OPERATOR_SESSION_SECRET=\n");

        Assert.Empty(fixing.Fix().Remaining);
        Assert.StartsWith("WEB_OPERATOR_SESSION_SECRET=" + Fixing.NewSecret, fixing.Read(".env"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a, b", "several tokens")]
    [InlineData("short", "--unsafe")]
    public void A_token_that_is_too_short_is_left_to_a_person_unless_it_is_one_and_may_go(string token, string reason)
    {
        using var fixing = new Fixing { IsUnsafe = token.Contains(',') };
        fixing.Folder.Write("compose.prod.yml", ControlPlane + "      CONTROL_PLANE_API_TOKEN: ${CONTROL_PLANE_API_TOKEN}\n");
        WritePrivate(fixing, ".env", "CONTROL_PLANE_API_TOKEN=" + token + "\n");

        Assert.Contains(reason, Assert.Single(fixing.Fix().Remaining).WhyNot, StringComparison.Ordinal);
    }

    [Fact]
    public void A_password_that_an_address_repeats_is_left_to_a_person()
    {
        using var fixing = new Fixing { IsUnsafe = true };
        fixing.Folder.Write("compose.prod.yml", ControlPlane + "      DB_PASSWORD: ${DB_PASSWORD}\n      DB_URL: ${DB_URL}\n");
        WritePrivate(fixing, ".env", "DB_PASSWORD=changeme\nDB_URL=postgres://koda:changeme@db/koda\n");

        Assert.Contains(fixing.Fix().Remaining, remaining => remaining.Finding.Rule.Id == "KODA6002" && remaining.WhyNot.StartsWith("'DB_URL'", StringComparison.Ordinal));
    }

    [Fact]
    public void A_random_secret_is_long_and_never_the_same()
    {
        var secrets = Enumerable.Range(0, 10).Select(_ => RandomSecret.Create()).ToList();

        Assert.All(secrets, secret => Assert.Matches("^[0-9a-f]{64}$", secret));
        Assert.Equal(10, secrets.Distinct().Count());
    }

    [Fact]
    public void Files_that_links_lead_out_to_are_not_touched()
    {
        using var fixing = new Fixing();
        using var outside = new TemporaryFolder();
        const string Text = "services:\n  web:\n    image: x:1\n    ports: [\"8080:80\"]\n";
        outside.Write("compose.yml", Text);
        File.CreateSymbolicLink(fixing.Folder.PathTo("compose.prod.yml"), outside.PathTo("compose.yml"));

        var remaining = Assert.Single(fixing.Fix().Remaining);

        Assert.Contains("lies outside", remaining.WhyNot, StringComparison.Ordinal);
        Assert.Equal(Text, File.ReadAllText(outside.PathTo("compose.yml")));
    }

    [Fact]
    public void A_link_inside_stays_a_link()
    {
        using var fixing = new Fixing();
        fixing.Folder.Write("deploy/real.yml", "services:\n  web:\n    image: x:1\n    ports: [\"8080:80\"]\n");
        File.CreateSymbolicLink(fixing.Folder.PathTo("compose.prod.yml"), "deploy/real.yml");

        fixing.Fix();

        Assert.Equal("deploy/real.yml", new FileInfo(fixing.Folder.PathTo("compose.prod.yml")).LinkTarget);
        Assert.Contains("127.0.0.1:8080:80", fixing.Read("deploy/real.yml"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_edit_that_does_not_help_is_not_made()
    {
        // The variable is the whole entry, so that an address in its place would be none.
        using var fixing = new Fixing();
        fixing.Folder.Write("compose.prod.yml", "services:\n  web:\n    image: x:1\n    ports: [\"${ADDRESS_AND_PORT}:80\"]\n");
        WritePrivate(fixing, ".env", "ADDRESS_AND_PORT=0.0.0.0:8080\n");

        Assert.Single(fixing.Fix().Remaining);
        Assert.Equal("ADDRESS_AND_PORT=0.0.0.0:8080\n", fixing.Read(".env"));
    }

    [Fact]
    public void A_suppression_that_is_stale_after_a_fix_does_not_stop_it()
    {
        using var fixing = new Fixing();
        fixing.Folder.Write("compose.yml", "services:\n  web:\n    image: x:1\n    ports:\n      - \"8080:80\" # koda-lint: disable=KODA2002 -- a firewall is in front\n      - \"8443:443\"\n");
        fixing.Folder.Write("compose.prod.yml", "services:\n  web:\n    ports: [\"127.0.0.1:8080:80\", \"127.0.0.1:8443:443\"]\n");

        var outcome = fixing.Fix();

        Assert.Equal("KODA2002", Assert.Single(outcome.Mended).Rule.Id);
        Assert.Equal("KODA9005", Assert.Single(outcome.Remaining).Finding.Rule.Id);
    }

    [Fact]
    public void A_file_that_somebody_else_changed_meanwhile_is_not_overwritten()
    {
        using var fixing = new Fixing();
        fixing.Folder.Write("compose.prod.yml", "services:\n  web:\n    image: x:1\n    ports: [\"8080:80\"]\n");
        var changed = Assert.Single(fixing.Run().Files);
        fixing.Folder.Write("compose.prod.yml", "services: {}\n");

        Assert.Throws<IOException>(() => FixWriter.Write(changed));
        Assert.Equal("services: {}\n", fixing.Read("compose.prod.yml"));
    }

    private static void WritePrivate(Fixing fixing, string name, string text)
    {
        fixing.Folder.Write(name, text);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(fixing.Folder.PathTo(name), UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
