using Koda.Lint.Fuzz;
using Koda.Lint.Proxy.Caddy;
using Koda.Lint.Proxy;
using Koda.Lint.Text;

namespace Koda.Lint.Core.Tests.Proxy.Caddy;

public sealed class CaddyfileReaderTests
{
    [Fact]
    public void Words_are_unquoted_and_keep_their_places()
    {
        var line = Site("respond \"a \\\"b\\\" \\n\" `c \"d\"` e\\\"f \\<<g").Directives.Single();

        Assert.Equal(["a \"b\" \\n", "c \"d\"", "e\\\"f", "<<g"], line.Arguments.Select(a => a.Value));
        Assert.Equal("\"a \\\"b\\\" \\n\"", line.Arguments[0].Span.Text);
        Assert.Equal("\"b", line.Arguments[0].Text.SpanOf(2, 2).Text);
        Assert.Equal("\"d\"", line.Arguments[1].Text.SpanOf(2, 3).Text);
    }

    [Fact]
    public void A_heredoc_loses_its_indent_and_keeps_its_places()
    {
        var word = Site("header CSP <<END\n\t\tdefault-src 'self';\n\t\tscript-src 'unsafe-inline'\n\t\tEND\nreverse_proxy :1").Directives[0].Arguments[1];

        Assert.Equal("default-src 'self';\nscript-src 'unsafe-inline'", word.Value);
        var at = word.Value.IndexOf("'unsafe-inline'", StringComparison.Ordinal);
        Assert.Equal("'unsafe-inline'", word.Text.SpanOf(at, "'unsafe-inline'".Length).Text);
        Assert.Equal(4, word.Text.SpanOf(at, 1).ToLocation().Start.Line);
    }

    [Fact]
    public void Snippets_are_imported_with_their_arguments()
    {
        var file = Read("(app) {\n\treverse_proxy {args[0]} {args.1}:90\n\tencode {args[2:]}\n}\nx.test {\n\timport app /api/* localhost gzip zstd\n\trespond {args[0]}\n}");

        Assert.Empty(file.Problems);
        var lines = file.Sites.Single().Directives;
        Assert.Equal(["/api/*", "localhost:90"], lines[0].Arguments.Select(a => a.Value));
        Assert.Equal(["gzip", "zstd"], lines[1].Arguments.Select(a => a.Value));
        Assert.Equal("{args[0]}", lines[2].Argument(0));
        Assert.Equal("localhost", lines[0].Arguments[1].Text.SpanOf(0, 9).Text);
        Assert.Equal("{args.1}:90", lines[0].Arguments[1].Span.Text);
    }

    [Fact]
    public void The_lines_of_an_import_stand_where_it_says_block()
    {
        var file = Read("(wrap) {\n\thandle /x/* {\n\t\t{block}\n\t}\n}\nx.test {\n\timport wrap {\n\t\treverse_proxy :1\n\t\tencode gzip\n\t}\n\trespond 404\n}");

        Assert.Empty(file.Problems);
        Assert.Equal(["handle", "respond"], file.Sites[0].Directives.Select(d => d.Name.Value));
        Assert.Equal(["reverse_proxy", "encode"], file.Sites[0].Directives[0].Block!.Select(d => d.Name.Value));
    }

    [Fact]
    public void Files_are_imported_from_the_importing_files_folder()
    {
        var files = new Dictionary<string, string>
        {
            ["etc/sites/b.caddy"] = "b.test {\n\timport ../common\n}",
            ["etc/sites/a.caddy"] = "a.test {\n\trespond 1\n}",
            ["etc/common"] = "encode gzip\nrespond {args[0]}",
        };
        var includes = new IncludeSource(
            p => files.TryGetValue(p, out var text) ? new SourceFile(p, text) : null,
            folder => files.Keys.Where(k => Path.GetDirectoryName(k) == folder).Select(k => Path.GetFileName(k)));

        var file = CaddyfileReader.Read(new SourceFile("etc/Caddyfile", "import sites/*.caddy\nc.test {\n\trespond 3\n}"), includes);

        Assert.Empty(file.Problems);
        Assert.Equal(["a.test", "b.test", "c.test"], file.Sites.Select(s => s.Keys.Single().Value));
        Assert.Equal("etc/common", file.Sites[1].Directives[0].Span.File.Path);
    }

    [Theory]
    [InlineData("(a) {\n\timport b\n}\n(b) {\n\timport a\n}\nx.test {\n\timport a\n}", "Caddyfile -> (a) -> (b) -> (a)")]
    [InlineData("import Caddyfile", "Caddyfile -> Caddyfile")]
    public void A_cycle_of_imports_is_reported_with_its_chain(string text, string chain)
    {
        var source = new SourceFile("Caddyfile", text);

        var problem = CaddyfileReader.Read(source, new IncludeSource(p => p == "Caddyfile" ? source : null)).Problems.Single();

        Assert.Equal(ReadProblemKind.ReferenceBroken, problem.Kind);
        Assert.EndsWith(chain, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Environment_variables_are_put_in_before_words_are_split()
    {
        var file = CaddyfileReader.Read(
            new SourceFile("Caddyfile", "{$DOMAIN} {\n\treverse_proxy {$PATHS} {$UP:localhost:3000}\n\trespond {$EMPTY:} {$MISSING}\n}"),
            environment: name => name switch { "DOMAIN" => "koda.test", "PATHS" => "/a* :1", _ => null });

        Assert.Equal("koda.test", file.Sites[0].Keys[0].Value);
        Assert.Equal("{$DOMAIN}", file.Sites[0].Keys[0].Span.Text);
        Assert.Equal(["/a*", ":1", "localhost:3000"], file.Sites[0].Directives[0].Arguments.Select(a => a.Value));
        Assert.Equal("localhost:3000", file.Sites[0].Directives[0].Arguments[2].Text.SpanOf(0, 14).Text);
        Assert.Equal(["{$MISSING}"], file.Sites[0].Directives[1].Arguments.Select(a => a.Value));
        Assert.Equal(("MISSING", "{$MISSING}"), (file.Variables.Single().Name, file.Variables.Single().Span.Text));
    }

    [Fact]
    public void One_site_needs_no_braces()
    {
        var file = Read("# comment\nkoda.test,\nwww.koda.test\n\nreverse_proxy :3000\nhandle /x {\n\trespond 1\n}\n");

        Assert.Empty(file.Problems);
        Assert.Equal(["koda.test", "www.koda.test"], file.Sites.Single().Keys.Select(k => k.Value));
        Assert.Equal(["reverse_proxy", "handle"], file.Sites[0].Directives.Select(d => d.Name.Value));
    }

    [Fact]
    public void Global_options_come_first_and_may_follow_snippets()
    {
        var file = Read("(s) {\n\tx\n}\n{\n\temail a@b.test\n\tservers {\n\t\tprotocols h1\n\t}\n}\nx.test {\n}\n&(r) {\n\trespond 1\n}");

        Assert.Empty(file.Problems);
        Assert.Equal(["email", "servers"], file.GlobalOptions.Select(o => o.Name.Value));
        Assert.Equal(["r"], file.NamedRoutes.Keys);
    }

    [Theory]
    [InlineData("x.test {\n\trespond 1\n}\n}\nafter.test {\n}", "}")]
    [InlineData("x.test {\n\t{\n\t\ta\n\t}\n}\nafter.test {\n}", "{")]
    [InlineData("x.test {\n\timport missing\n}\nafter.test {\n}", "missing")]
    [InlineData("x.test {\n\timport *.caddy\n}\nafter.test {\n}", "*.caddy")]
    [InlineData("x.test {\n\timport\n}\nafter.test {\n}", "import")]
    [InlineData("x.test, {\n}\nafter.test {\n}", "{")]
    [InlineData("(s)\nafter.test {\n}", "(s)")]
    [InlineData("x.test {\n}\n{\n\temail a\n}\nafter.test {\n}", "{")]
    [InlineData("after.test {\n\thandle {\n\t\ta\n", "after.test|handle")]
    [InlineData("after.test {\n\trespond \"a\n}", "\"|after.test")]
    [InlineData("after.test {\n\trespond <<A\n\tb\n}", "<<A|after.test")]
    public void A_fault_has_a_place_and_the_rest_is_read(string text, string places)
    {
        var file = Read(text);

        Assert.Equal(places.Split('|').Order(), file.Problems.Select(p => p.Span.Text).Order());
        Assert.Contains(file.Sites, s => s.Keys[0].Value == "after.test");
    }

    [Fact]
    public void Imports_cannot_grow_without_bound()
    {
        var text = string.Concat(Enumerable.Range(1, 40).Select(i => $"(s{i}) {{\n\timport s{i - 1}\n\timport s{i - 1}\n}}\n").Prepend("(s0) {\n\tencode gzip\n}\n")) + "x.test {\n\timport s40\n}";

        Assert.Contains(Read(text).Problems, p => p.Kind == ReadProblemKind.LimitReached);
    }

    [Fact]
    public void Any_text_is_survived() => ReaderProperties.Survive(
        f => ReaderSpans.Of(CaddyfileReader.Read(f)),
        ["a.test {\n", "handle {\n", "}\n", "import s a b\n", "(s) {\n", "{$A:b}", "{args[0]}", "<<E\n", "\nE\n", "{block}", "\\\n", "@m "],
        "(s) {\n\theader X \"a {args[0]}\" `b`\n\t{block}\n}\n{\n\temail x\n}\nx.test, y.test {\n\timport s <<E\n\t  a {$B:c} \\\n\tE {\n\t\trespond 1\n\t}\n}\n");

    [Fact]
    public void A_megabyte_is_read_in_linear_time() => ReaderProperties.ReadInLinearTime(
        f => ReaderSpans.Of(CaddyfileReader.Read(f)),
        "a {\n", "}\n", "a b\n", "\"", "\"a\" ", "a ", "{", "{$A:b} ", "{$", "<<E\n", "import a\n", "(s) {\n}\n", "\\\n", "`", "(s) {\nimport s\n}\n");

    private static Caddyfile Read(string text) => CaddyfileReader.Read(new SourceFile("Caddyfile", text));

    private static CaddyBlock Site(string lines) => Read("x.test {\n" + lines + "\n}\n").Sites.Single();
}
