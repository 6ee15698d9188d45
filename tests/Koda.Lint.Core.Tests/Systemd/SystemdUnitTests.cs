using Koda.Lint.Fuzz;
using Koda.Lint.Systemd;
using Koda.Lint.Text;

namespace Koda.Lint.Core.Tests.Systemd;

public sealed class SystemdUnitTests
{
    [Fact]
    public void Kodas_example_starts_compose_without_an_overlay()
    {
        var unit = Unit(Repository.ReadShared("koda/koda.service.example"));

        Assert.Empty(unit.Problems);
        var command = Assert.Single(unit.Commands("ExecStart"));
        Assert.Equal(["/usr/bin/docker", "compose", "up", "-d"], command.Arguments.Select(a => a.Value));
        Assert.Equal("/usr/bin/docker compose up -d", command.Span.Text);
        Assert.Equal("/opt/koda", unit.Value("Service", "WorkingDirectory")!.Value);
        Assert.Equal("docker.service", unit.Value("Unit", "Requires")!.Value);
    }

    [Fact]
    public void Continued_lines_are_one_value_whose_words_keep_their_places()
    {
        var unit = Unit("[Service]\nExecStart=/usr/bin/docker compose \\\n  # a comment does not end it\n  -f docker-compose.yml \\\r\n\t-f docker-compose.prod.yml up\nUser=x\n");

        var arguments = unit.Commands("ExecStart").Single().Arguments;
        Assert.Equal(["/usr/bin/docker", "compose", "-f", "docker-compose.yml", "-f", "docker-compose.prod.yml", "up"], arguments.Select(a => a.Value));
        Assert.Equal("docker-compose.prod.yml", arguments[5].Span.Text);
        Assert.Equal(5, arguments[5].Span.ToLocation().Start.Line);
        Assert.Equal("x", unit.Value("Service", "User")!.Value);
    }

    [Theory]
    [InlineData("/bin/sh -c \"echo 'a b' \\\"c\\\"\" d\\x20e f\\sg 'h i'j", "/bin/sh|-c|echo 'a b' \"c\"|d e|f g|h ij", "")]
    [InlineData("-@/bin/x argv0 \\q %i $HOME ${HOME}", "/bin/x|argv0|\\q|%i|$HOME|${HOME}", "-@")]
    [InlineData("+!!/bin/x \\u00e9 \\101 \\;", "/bin/x|é|A|;", "+!!")]
    public void A_command_line_is_split_as_systemd_splits_it(string line, string arguments, string prefix)
    {
        var command = Unit("[Service]\nExecStart=" + line + "\n").Commands("ExecStart").Single();

        Assert.Equal(arguments, string.Join("|", command.Arguments.Select(a => a.Value)));
        Assert.Equal((prefix, line[prefix.Length..]), (command.Prefix, command.Span.Text));
    }

    [Fact]
    public void A_semicolon_parts_commands()
    {
        var commands = Unit("[Service]\nExecStartPre=/bin/a b ; -/bin/c;d\n").Commands("ExecStartPre");

        Assert.Equal(["/bin/a b", "/bin/c;d"], commands.Select(c => c.Span.Text));
        Assert.Equal(["", "-"], commands.Select(c => c.Prefix));
    }

    [Fact]
    public void Variables_are_unquoted_and_marked()
    {
        var unit = Unit("[Service]\nEnvironment=\"A=b c\" D=e 'F=g=h'\nEnvironment=A=\\x41 I=\nEnvironmentFile=-/etc/koda.env\nEnvironmentFile=/etc/b\n");

        Assert.Equal(["A=b c", "D=e", "F=g=h", "A=A", "I="], unit.Environment.Select(v => v.Name + "=" + v.Value));
        Assert.Equal("\"A=b c\"", unit.Environment[0].Span.Text);
        Assert.Equal("b c", unit.Environment[0].Value.SpanOf(0, 3).Text);
        Assert.Equal([("/etc/koda.env", true), ("/etc/b", false)], unit.EnvironmentFiles.Select(f => (f.Path.Value, f.IsOptional)));
    }

    [Fact]
    public void A_drop_in_adds_to_lists_and_can_empty_them_first()
    {
        var unit = Unit(
            "[Service]\nUser=a\nExecStart=/bin/old\nEnvironment=A=1\n",
            "[Service]\nUser=b\nExecStart=\nExecStart=/bin/new\nEnvironment=B=2\n");

        Assert.Equal("/bin/new", unit.Commands("ExecStart").Single().Span.Text);
        Assert.Equal(["A", "B"], unit.Environment.Select(v => v.Name));
        Assert.Equal("b", unit.Value("Service", "User")!.Value);
        Assert.Equal("1.service", unit.Value("Service", "User")!.Span.File.Path);
    }

    [Fact]
    public void An_escaped_backslash_continues_nothing()
    {
        var unit = Unit("[Service]\nExecStart=/bin/a \\\\\nUser=x\n");

        Assert.Equal(["/bin/a", "\\"], unit.Commands("ExecStart").Single().Arguments.Select(a => a.Value));
        Assert.Equal("x", unit.Value("Service", "User")!.Value);
    }

    [Theory]
    [InlineData("User=x\n[Service]\nType=simple\n", "User=x")]
    [InlineData("[Service\n[Service]\nType=simple\n", "[Service")]
    [InlineData("[]\n[Service]\nType=simple\n", "[]")]
    [InlineData("[Service]\nnonsense\nType=simple\n", "nonsense")]
    [InlineData("[Service]\n=x\nType=simple\n", "=x")]
    [InlineData("[Service]\nEnvironment=\"A=b\nType=simple\n", "\"A=b")]
    [InlineData("[Service]\nEnvironment=A=b C\nType=simple\n", "C")]
    public void A_fault_has_a_place_and_the_rest_is_read(string text, string place)
    {
        var unit = Unit(text);

        Assert.Equal(place, unit.Problems.Single().Span.Text);
        Assert.Equal("simple", unit.Value("Service", "Type")!.Value);
    }

    [Fact]
    public void Comments_and_blank_lines_are_nothing() =>
        Assert.Equal("simple", Unit("\n; a\n# b\n[Service]\n  # c=d\n\t;e=f\n  Type  =  simple  \n\n").Value("Service", "Type")!.Value);

    [Fact]
    public void Any_text_is_survived() => ReaderProperties.Survive(
        f => ReaderSpans.Of(new SystemdUnit([SystemdUnitReader.Read(f)])),
        ["[Service]\n", "ExecStart=", "Environment=", "\\\n", "\\x41", "\\u0041", "\"A=", " ; ", "# c\n", "-@", "EnvironmentFile=-"],
        "[Unit]\nAfter=a\n[Service]\nEnvironment=\"A=b \\x20\" 'C=d'\nExecStart=-/bin/a \\\n  # c\n  b ; /bin/c \\\"\nEnvironmentFile=-/x\n");

    [Fact]
    public void A_megabyte_is_read_in_linear_time() => ReaderProperties.ReadInLinearTime(
        f => ReaderSpans.Of(new SystemdUnit([SystemdUnitReader.Read(f)])),
        "[Service]\n", "[Service]\nExecStart=/a b\n", "a \\\n", "\\", "[Service]\nEnvironment=A=b\n", "a", "[Service]\nExecStart=a ; \\\n;", "\n", "#\n");

    private static SystemdUnit Unit(params string[] texts) => new(texts.Select((t, i) => SystemdUnitReader.Read(new SourceFile(i + ".service", t))));
}
