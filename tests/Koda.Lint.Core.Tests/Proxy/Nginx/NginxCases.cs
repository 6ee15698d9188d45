using System.Text;
using Koda.Lint.Core.Tests.Proxy.Live;

namespace Koda.Lint.Core.Tests.Proxy.Nginx;

/// <summary>nginx configurations that tell its rules of precedence apart.</summary>
public static class NginxCases
{
    public static IEnumerable<RoutingCase> All =>
    [
        Server("one proxied root", "location / { proxy_pass http://@A; }"),
        Server("the bundle's shape", """
            location = /setup { proxy_pass http://@B/setup; }
            location / { proxy_pass http://@A; }
            location /api/control-plane/ { proxy_pass http://@B; }
            location /api/runtime/ { proxy_pass http://@B; }
            location = /openapi/control-plane.json { proxy_pass http://@B/openapi/control-plane.json; }
            """),
        Server("longest prefix wins whatever the order", "location /api/control-plane { proxy_pass http://@C; } location /api { proxy_pass http://@B; } location / { proxy_pass http://@A; }"),
        Server("expressions beat prefixes in written order", @"location /api/ { proxy_pass http://@A; } location ~ ^/api/r { proxy_pass http://@B; } location ~ runtime { proxy_pass http://@C; } location / { return 204; }"),
        Server("a guarded prefix keeps expressions out", @"location ^~ /api/ { proxy_pass http://@A; } location ~ \.js$ { proxy_pass http://@B; } location ~* ^/API { proxy_pass http://@C; } location / { return 200 ok; }"),
        Server("a longer plain prefix lets them in again", @"location ^~ /api/ { proxy_pass http://@A; } location /api/runtime/ { proxy_pass http://@C; } location ~ x$ { proxy_pass http://@B; }"),
        Server("exact beats all", @"location = / { return 404; } location = /api { proxy_pass http://@C; } location ~ . { proxy_pass http://@B; }"),
        Server("case is ignored with a star", "location ~* ^/api/ { proxy_pass http://@B; } location ~ ^/Static { proxy_pass http://@C; } location / { proxy_pass http://@A; }"),
        Server("nested locations", """
            location /api/ {
                proxy_pass http://@A;
                location /api/runtime/ { proxy_pass http://@B; }
                location ~ json$ { proxy_pass http://@C; }
            }
            location ~ agents { proxy_pass http://@C; }
            location / { return 302 /elsewhere; }
            """),
        Server("an outer expression beats a nested prefix", "location /api/ { location /api/runtime/ { proxy_pass http://@B; } proxy_pass http://@A; } location ~ runtime { proxy_pass http://@C; }"),
        Server("nested in an expression", "location ~ ^/(api|static)/ { location ~ runtime { proxy_pass http://@B; } location ~ js$ { return 410; } proxy_pass http://@A; }"),
        Server("a path replaces the prefix", "location /api/ { proxy_pass http://@A/; } location /static { proxy_pass http://@B/files; } location / { proxy_pass http://@C/x/; }"),
        Server("a path without slash is glued", "location /api { proxy_pass http://@A/v1; } location /deep/ { proxy_pass http://@B/q; }"),
        Server("the slash is added for proxied prefixes", "location /api/ { proxy_pass http://@A; } location /setup/ { proxy_pass http://@B/; } location /deep/ { return 200; }", "/api", "/api?x=1", "/setup", "/deep", "/setup/"),
        Server("no slash is added where the name exists", "location /api/ { proxy_pass http://@A; } location = /api { proxy_pass http://@B; } location ~ ^/api$ { return 410; }", "/api", "/api/"),
        Server("the slash comes before expressions", "location /api/ { proxy_pass http://@A; } location ~ ^/api { proxy_pass http://@B; }", "/api", "/api/", "/apix"),
        Server("escapes are decoded for choosing", "location /a%20b/ { return 410; } location '/a b/' { proxy_pass http://@A; } location /x/ { proxy_pass http://@B/y/; }", "/a%20b/c", "/%61%20b/c", "/x/%7Euser", "/x/a%20b?q=%20", "/x/%25", "/x/a%2Fb", "/%78/1", "/x/%E2%82%AC"),
        Server("dots and slashes are resolved", "location /api/ { proxy_pass http://@A; } location /b/ { proxy_pass http://@B/n/; } location / { return 404; }", "/x/../api/y", "/api/../b/z", "//api//y", "/./b/./c", "/b/..", "/..", "/b/%2e%2e/api/", "/api/.", "/%zz", "/b//c///d", "/b/%2F", "/api/%00"),
        Server("merge_slashes off", "merge_slashes off; location /api/ { proxy_pass http://@A; } location / { proxy_pass http://@B; }", "//api/x", "/api//x", "/x//../api/y"),
        Server("a redirecting server", "return 301 https://$host$request_uri;"),
        Server("a redirect without host", "location /api { return 308 /v2$request_uri; } location / { return 302 http://$http_host/login?next=$uri; }"),
        Server("a bare address", "location /api/ { return http://other.test/x; } location = / { return 403 'no entry'; } location / { return 200; }"),
        Server("statuses", "location = / { return 204; } location /api { return 444; } location /static { return 503; } location / { return 301; }"),
        Server("rewrite last searches again", "rewrite ^/setup$ /api/setup last; location /api/ { proxy_pass http://@B; } location /deep/ { rewrite ^/deep/(.*)$ /api/$1 last; return 410; } location / { proxy_pass http://@A; }"),
        Server("rewrite break stays", "location /api/ { rewrite ^/api/(.*)$ /$1 break; proxy_pass http://@B; } location /deep/ { rewrite ^/deep/(.*)$ /flat/$1 break; proxy_pass http://@C/ignored/; } location / { proxy_pass http://@A; }"),
        Server("rewrites cascade", "rewrite ^/a /b; rewrite ^/b(.*) /api$1; location /api { proxy_pass http://@B; } location / { proxy_pass http://@A; }"),
        Server("a rewrite can leave", "location /api/ { rewrite ^/api/control-plane/(.*)$ https://new.test/$1 permanent; rewrite ^/api/runtime /gone redirect; proxy_pass http://@A; } location / { rewrite ^/setup$ /welcome? redirect; proxy_pass http://@B; }"),
        Server("a rewrite's query", "location /api/ { rewrite ^/api/(.*)$ /v2/$1?from=api break; proxy_pass http://@A; } location /deep/ { rewrite ^ /flat? break; proxy_pass http://@B; } location / { return 200; }", "/api/x?page=2", "/api/x", "/deep/x?page=2"),
        Server("a rewrite loop ends in 500", "location / { rewrite ^/(.*)$ /x$1 last; }", "/", "/api"),
        Server("a break ends the rewrites", "location / { rewrite ^/setup$ /first; break; rewrite ^ /second; proxy_pass http://@A/p/; } location /api/ { break; return 410; }", "/setup", "/api/", "/deep"),
        Server("conditions on the path", "location / { if ($uri ~ ^/api/(\\w+)) { return 302 /to/$1; } if ($request_uri = /setup) { rewrite ^ /begin break; } proxy_pass http://@A; }"),
        Server("conditions on arguments", "location / { set $to a; if ($arg_page) { set $to b; } if ($to = b) { return 403; } if ($args !~ ^$) { return 410; } proxy_pass http://@A; }", "/?page=2", "/?page=0", "/", "/?other=1", "/?page="),
        Server("a condition has its own backend", "location /api/ { proxy_pass http://@A/inner/; if ($uri ~ runtime) { proxy_pass http://@B; } if ($uri ~ control) { set $x 1; } } location / { if ($host = other.test) { proxy_pass http://@C; } return 410; }") with { Hosts = ["site.test", "other.test"] },
        Server("a condition in the server", "if ($host != 'site.test') { return 301 http://site.test$request_uri; } if (!-f $request_filename) { set $missing 1; } if ($missing) { rewrite ^/static/(.*)$ /api/$1; } location /api/ { proxy_pass http://@B; } location / { proxy_pass http://@A; }") with { Hosts = ["site.test", "www.site.test", "SITE.TEST"] },
        Server("a variable backend", "set $backend @A; location /api/ { proxy_pass http://$backend; } location /static/ { set $backend @B; proxy_pass http://$backend/files$uri; } location / { proxy_pass http://$backend$request_uri; }"),
        new("a map chooses", """
            map $uri $to@ID { default @A; ~^/api/(?<part>[a-z-]+) @B; /setup @C; }
            map $host $kind@ID { hostnames; default other; .site.test own; *.deep.test deep; www.* www; }
            server { listen @P; server_name _; location / { add_header X-One $kind@ID; proxy_pass http://$to@ID; } }
            """.Replace("add_header X-One $kind@ID; ", "if ($kind@ID = own) { return 403; } ", StringComparison.Ordinal), RoutingCase.UsualPaths) { Hosts = ["site.test", "a.site.test", "x.deep.test", "www.other.test", "plain.test"] },
        new("an upstream", """
            upstream app@ID { server @B; server 127.0.0.1:1 backup; keepalive 4; }
            upstream web@ID { server @A max_fails=0; server 127.0.0.1:2 down; }
            server { listen @P; location /api/ { proxy_pass http://app@ID; } location = /openapi/control-plane.json { proxy_pass http://app@ID/spec; } location / { proxy_pass http://web@ID; } }
            """, RoutingCase.UsualPaths),
        new("servers by name", """
            server { listen @P; server_name one.test www.one.test; location / { proxy_pass http://@A; } }
            server { listen @P; server_name *.wild.test .dotted.test; location / { proxy_pass http://@B; } }
            server { listen @P; server_name mail.*; location / { proxy_pass http://@C; } }
            server { listen @P; server_name ~^(?<sub>\w+)\.re\.test$; location / { return 302 /$sub$uri; } }
            server { listen @P; server_name a.wild.test; location / { return 410; } }
            """, ["/", "/api/x"])
        {
            Hosts = ["one.test", "WWW.one.test", "x.wild.test", "x.y.wild.test", "wild.test", "dotted.test", "a.dotted.test", "mail.anything", "mail.wild.test", "a.wild.test", "foo.re.test", "foo.bar.re.test", "unknown.test", "one.test."],
        },
        new("a default server", """
            server { listen @P; server_name one.test; return 410; }
            server { listen @P default_server; server_name two.test; location / { proxy_pass http://@A; } }
            server { listen @P; server_name _ ""; return 403; }
            """, ["/", "/x"]) { Hosts = ["one.test", "two.test", "three.test", "_"] },
        new("two ports", """
            server { listen @P; server_name one.test; location / { proxy_pass http://@A; } }
            server { listen @Q; server_name one.test; location / { proxy_pass http://@B; } }
            server { listen @P; listen @Q; server_name two.test; location / { proxy_pass http://@C; } }
            """, ["/", "/x"]) { Hosts = ["one.test", "two.test", "three.test"], UsesSecondPort = true },
        new("longest wildcard and first expression", """
            server { listen @P; server_name *.test; return 403; }
            server { listen @P; server_name *.b.test; return 410; }
            server { listen @P; server_name a.*; return 409; }
            server { listen @P; server_name ~^a\.; return 418; }
            server { listen @P; server_name ~b; return 419; }
            """, ["/"]) { Hosts = ["x.test", "x.b.test", "a.b.test", "a.c", "a.c.d", "ab.c", "b.d"] },
        Server("files that are not there", "root html; location /api/ { proxy_pass http://@B; } location / { try_files $uri $uri/ @app; } location @app { proxy_pass http://@A; }"),
        Server("a fallback page", "root html; location / { try_files $uri /api/spa; } location /api/ { proxy_pass http://@B; } location /static/ { try_files $uri =404; }"),
        Server("a fallback with a query", "root html; location / { try_files $uri /api/spa?from=$uri&$args; } location /api/ { proxy_pass http://@B; }", "/x?y=1", "/x", "/api/z?q=1"),
        Server("a fallback into a rewrite", "root html; location / { try_files $uri @app; } location @app { rewrite ^/deep/(.*)$ /api/$1 last; rewrite ^/static/(.*)$ /s/$1 break; proxy_pass http://@A; } location /api/ { proxy_pass http://@B; }"),
        Server("error pages", "root html; error_page 404 = @app; location /api/ { return 404; } location /static/ { return 403; error_page 403 /denied; } location = /denied { internal; proxy_pass http://@C; } location @app { proxy_pass http://@A; }", "/x", "/api/y", "/static/z", "/denied"),
        Server("an error page elsewhere", "location /api/ { error_page 410 =301 https://away.test/x; error_page 411 https://away.test/y; return 410; } location / { error_page 404 /api/; return 404; } location /deep { error_page 411 https://away.test/y; return 411; }"),
        Server("a text answer has no error page", "error_page 404 /api/; location / { return 404 'gone'; } location /api/ { proxy_pass http://@B; }"),
        Server("internal places", "location /api/ { internal; proxy_pass http://@B; location /api/runtime/ { proxy_pass http://@C; } } location /deep/ { rewrite ^/deep/(.*) /api/$1 last; } location / { proxy_pass http://@A; }"),
        Server("access", "location /api/ { deny all; proxy_pass http://@B; } location /static/ { allow all; deny all; proxy_pass http://@A; } location / { proxy_pass http://@A; }"),
        Server("no location", "root html; try_files $uri @app; location @app { proxy_pass http://@A; }"),
        Server("headers are inherited", "add_header X-One one; add_header X-Two two always; location /api/ { proxy_pass http://@B; } location /static/ { add_header X-Two other; proxy_pass http://@A; } location /deep/ { return 404; } location / { return 200 ok; }"),
        Server("headers of the backend are hidden", "proxy_hide_header Strict-Transport-Security; add_header Strict-Transport-Security max-age=63072000 always; location /api/ { proxy_hide_header X-Own; proxy_pass http://@B; } location /static/ { proxy_pass_header Strict-Transport-Security; proxy_pass http://@B; } location / { proxy_pass http://@A; }"),
        Server("headers in a condition", "add_header X-One one; location / { add_header X-Two two; if ($uri ~ api) { add_header X-One cond; } if ($uri ~ deep) { set $a 1; } proxy_pass http://@A; }"),
        Server("an empty header is none", "add_header X-One one; location /api/ { add_header X-One ''; proxy_pass http://@A; } location / { add_header X-Two \"a b; c\"; return 302 /x; }"),
        Server("quotes and escapes", "location \"/api/\" { proxy_pass 'http://@A'; } location ~ \"^/deep/[a-z]{2}/\" { proxy_pass http://@B; } location ~ ^/a\\ b { return 410; } # location / { return 500; }\n location / { return 302 '/x;{}\\'y'; }"),
        Server("server directives after locations", "location / { proxy_pass http://@A; } location /api/ { proxy_pass http://@B; } rewrite ^/static/ /api/;"),
        Server("captures in a location", "location ~ ^/api/(?<part>[a-z-]+)/(.*)$ { return 302 /$part/to/$2; } location ~ ^/deep/(.*)/$ { proxy_pass http://@A/$1; }"),
        new("a whole configuration", """
            server {
                listen @P;
                location / { limit_except GET { deny all; } proxy_pass http://@A; }
                location /api/ { proxy_set_header Host $host; proxy_read_timeout 10s; proxy_pass http://@B; }
            }
            """, RoutingCase.UsualPaths),
    ];

    /// <summary>Configurations put together by chance from locations, rewrites and conditions.</summary>
    public static IEnumerable<RoutingCase> Random(int seed, int count)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var text = new StringBuilder("server { listen @P; ");
            if (random.Next(3) == 0)
                text.Append(Rewrite(random));
            if (random.Next(3) == 0)
                text.Append("add_header X-One server; ");
            if (random.Next(5) == 0)
                text.Append("error_page 404 ").Append(Pick(random, "= @fallback; ", "/b/missing; ", "=410 /c; "));
            if (random.Next(5) == 0)
                text.Append("if ($uri ~ ").Append(Pick(random, "b/c", "^/x")).Append(") { ").Append(Pick(random, "return 303 /if$uri; ", "rewrite ^ /a/if; ")).Append("} ");
            Locations(random, text, "/", 0);
            text.Append("location @fallback { ").Append(random.Next(3) == 0 ? Rewrite(random) : "").Append("proxy_pass http://@C; } ");
            text.Append('}');
            yield return new RoutingCase("random " + i, text.ToString(), [.. Enumerable.Range(0, 12).Select(_ => RandomPath(random))]);
        }
    }

    private static RoutingCase Server(string name, string text, params string[] targets) =>
        new(name, "server {\n    listen @P;\n    server_name _;\n" + text + "\n}\n", targets.Length > 0 ? targets : RoutingCase.UsualPaths);

    private static void Locations(Random random, StringBuilder text, string prefix, int depth)
    {
        var used = new HashSet<string>();
        for (var n = random.Next(2, 6); n > 0; n--)
        {
            var kind = random.Next(6);
            var path = prefix + Pick(random, "", "a", "a/", "a/b", "a/b/", "b", "b/", "ab/c", "c/", "a/c.js");
            string head;
            var takesPath = true;
            if (kind == 0 && depth == 0)
            {
                head = "= " + path;
            }
            else if (kind == 1)
            {
                head = "^~ " + path;
            }
            else if (kind >= 4)
            {
                head = Pick(random, "~ ", "~* ") + Pick(random, "b", "^" + path, @"\.js$", "/B/", "^/a/(b|c)", "c/?$", "^/[ab]+/");
                takesPath = false;
            }
            else
            {
                head = path;
            }

            if (!used.Add(head.StartsWith("^~", StringComparison.Ordinal) ? path : head))
                continue;
            text.Append("location ").Append(head).Append(" { ");
            if (random.Next(4) == 0)
                text.Append(Rewrite(random));
            if (random.Next(5) == 0)
                text.Append("if ($uri ~ ").Append(Pick(random, "b", "/c", "^/a/")).Append(") { ").Append(Pick(random, "return 418; ", "rewrite ^ /cond/x break; ", "set $z 1; ", "add_header X-Two cond; ")).Append("} ");
            if (random.Next(4) == 0)
                text.Append("add_header ").Append(Pick(random, "X-One", "X-Two")).Append(" inner").Append(Pick(random, "; ", " always; "));
            if (takesPath && depth < 2 && random.Next(4) == 0 && !head.StartsWith('='))
                Locations(random, text, path, depth + 1);
            if (random.Next(6) == 0)
                text.Append(Pick(random, "internal; ", "try_files $uri @fallback; ", "try_files $uri $uri/ /a/b; ", "try_files $uri =404; ", "error_page 404 418 = @fallback; "));
            text.Append(random.Next(9) switch
            {
                8 => "root html; ",
                0 => "return 404; ",
                1 => "return 302 /moved$uri; ",
                2 when takesPath => "proxy_pass http://@A/sub/; ",
                3 when takesPath => "proxy_pass http://@B/x; ",
                4 => "proxy_pass http://@B; ",
                5 => "proxy_pass http://@C; ",
                _ => "proxy_pass http://@A; ",
            });
            text.Append("} ");
        }
    }

    private static string Rewrite(Random random) =>
        "rewrite " + Pick(random, "^/a/(.*)$ /b/$1", "^/b(.*)$ /a$1", "/c /ab/c", @"^/(.*)\.js$ /js/$1") + Pick(random, "", " last", " break", " redirect") + "; ";

    private static string RandomPath(Random random)
    {
        var path = new StringBuilder();
        for (var n = random.Next(1, 5); n > 0; n--)
            path.Append('/').Append(Pick(random, "a", "b", "c", "ab", "B", "c.js", "a%62", "", ".", "..", "x"));
        var text = path.ToString();
        return (text.StartsWith("/..", StringComparison.Ordinal) ? "/a" + text : text) + Pick(random, "", "", "/", "?q=1");
    }

    private static string Pick(Random random, params string[] choices) => choices[random.Next(choices.Length)];
}
