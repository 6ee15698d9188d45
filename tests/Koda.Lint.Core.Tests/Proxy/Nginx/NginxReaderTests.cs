using Koda.Lint.Fuzz;
using Koda.Lint.Proxy.Nginx;
using Koda.Lint.Proxy;
using Koda.Lint.Text;

namespace Koda.Lint.Core.Tests.Proxy.Nginx;

public sealed class NginxReaderTests
{
    [Fact]
    public void Words_are_unquoted_and_keep_their_places()
    {
        var directive = Read("add_header X-Policy \"a 'b' \\\"c\\\"\" always; # no").Directives.Single();

        Assert.Equal(["X-Policy", "a 'b' \"c\"", "always"], directive.Arguments.Select(a => a.Value));
        var value = directive.Arguments[1];
        Assert.Equal("\"a 'b' \\\"c\\\"\"", value.Span.Text);
        Assert.Equal("a 'b' \\\"c\\\"", value.Text.Span.Text);
        Assert.Equal("'b'", value.Text.SpanOf(2, 3).Text);
        Assert.Equal("\\\"c", value.Text.SpanOf(6, 2).Text);
    }

    [Fact]
    public void Braces_of_variables_and_expressions_open_no_block()
    {
        var file = Read("set $a ${host}x; location ~ \"^/[a-z]{2}/\" { return 200; }");

        Assert.Empty(file.Problems);
        Assert.Equal("${host}x", file.Directives[0].Argument(1));
        Assert.Equal("^/[a-z]{2}/", file.Directives[1].Argument(1));
        Assert.Single(file.Directives[1].Block!);
    }

    [Fact]
    public void Included_files_stand_where_they_are_named()
    {
        var files = new Dictionary<string, string>
        {
            ["etc/conf.d/b.conf"] = "server { listen 81; }",
            ["etc/conf.d/a.conf"] = "server { listen 80; include snippets/tls.conf; }",
            ["etc/snippets/tls.conf"] = "ssl_protocols TLSv1.3;",
            ["etc/conf.d/.hidden.conf"] = "broken {",
        };
        var includes = new IncludeSource(
            p => files.TryGetValue(p, out var text) ? new SourceFile(p, text) : null,
            folder => files.Keys.Where(k => Path.GetDirectoryName(k) == folder).Select(k => Path.GetFileName(k)));

        var file = NginxReader.Read(new SourceFile("etc/nginx.conf", "http { include conf.d/*.conf; }"), includes);

        Assert.Empty(file.Problems);
        var servers = file.Directives.Single().Block!;
        Assert.Equal(["etc/conf.d/a.conf", "etc/conf.d/b.conf"], servers.Select(s => s.Span.File.Path));
        Assert.Equal("etc/snippets/tls.conf", servers[0].Block![1].Span.File.Path);
    }

    [Fact]
    public void A_cycle_of_includes_is_reported_with_its_chain()
    {
        var includes = new IncludeSource(p => new SourceFile(p, p == "a.conf" ? "include b.conf;" : "include nginx.conf;"));

        var problem = NginxReader.Read(new SourceFile("nginx.conf", "include a.conf; user x;"), includes).Problems.Single();

        Assert.Equal(ReadProblemKind.ReferenceBroken, problem.Kind);
        Assert.Contains("nginx.conf -> a.conf -> b.conf -> nginx.conf", problem.Message, StringComparison.Ordinal);
        Assert.Equal("b.conf", problem.Span.File.Path);
    }

    [Theory]
    [InlineData("include missing.conf; user x;", "missing.conf")]
    [InlineData("include conf.d/*.conf; user x;", "conf.d/*.conf")]
    [InlineData("location / { return 200 } user x;", "return 200")]
    [InlineData("} user x;", "}")]
    [InlineData("; user x;", ";")]
    [InlineData("{ a; } user x;", "{")]
    [InlineData("server { listen 80; user x;", "server")]
    [InlineData("user x", "user x")]
    [InlineData("user 'x';y a;", null)]
    [InlineData("user x; log \"a;", "\"")]
    [InlineData("user x; log \"a\"b;", "b")]
    public void A_fault_has_a_place_and_the_rest_is_read(string text, string? place)
    {
        var file = Read(text);

        Assert.Equal(place, file.Problems.SingleOrDefault()?.Span.Text);
        Assert.Contains(Flatten(file.Directives), d => d.Is("user"));
    }

    [Fact]
    public void A_block_of_Lua_is_passed_over()
    {
        var file = Read("location / { content_by_lua_block { local t = { a = \"}\" } -- }\n ngx.say(t) } } user x;");

        Assert.Empty(file.Problems);
        Assert.Equal(["location", "user"], file.Directives.Select(d => d.Name.Value));
    }

    [Fact]
    public void Any_text_is_survived() => ReaderProperties.Survive(
        f => ReaderSpans.Of(NginxReader.Read(f)),
        ["server {", "location / {", "}", "include x;", "proxy_pass http://a;", "# c\n", "\\"],
        "server { listen 80; location ~ \"^/a{2}\" { add_header X 'a \\' b' always; proxy_pass http://${x}/; } }",
        "http { include a; map $a $b { default 'x'; ~^y \"z\"; } upstream u { server 127.0.0.1:1; } }");

    [Fact]
    public void A_megabyte_is_read_in_linear_time() => ReaderProperties.ReadInLinearTime(
        f => ReaderSpans.Of(NginxReader.Read(f)), "a {", "}", "a;", "\"", "'a' ", "a ", "{", "a b;\n", "include x;", "\\", "x_by_lua_block {");

    private static NginxFile Read(string text) => NginxReader.Read(new SourceFile("nginx.conf", text));

    private static IEnumerable<NginxDirective> Flatten(IEnumerable<NginxDirective> directives) =>
        directives.SelectMany(d => Flatten(d.Block ?? []).Prepend(d));
}
