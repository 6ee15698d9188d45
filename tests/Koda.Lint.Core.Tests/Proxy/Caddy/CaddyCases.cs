using System.Text;
using Koda.Lint.Core.Tests.Proxy.Live;

namespace Koda.Lint.Core.Tests.Proxy.Caddy;

/// <summary>Caddyfiles that tell Caddy's rules of precedence apart.</summary>
public static class CaddyCases
{
    public static IEnumerable<RoutingCase> All =>
    [
        Site("one backend", "reverse_proxy @A"),
        Site("the guide's two lines", "reverse_proxy @A\nreverse_proxy /api/* @B"),
        Site("all five public paths", "@app path /api/control-plane/* /api/runtime/* /openapi/control-plane.json /setup\nreverse_proxy @app @B\nreverse_proxy @A"),
        Site("longer paths come first", "reverse_proxy /api* @A\nreverse_proxy /api/runtime/* @C\nreverse_proxy /api/* @B"),
        Site("exact before star", "reverse_proxy /api/control-plane/* @A\nreverse_proxy /api/control-plane/ @B\nreverse_proxy /api* @C\nreverse_proxy /api @A"),
        Site("named matchers tie with paths", "@json path *.json\nreverse_proxy /openapi/* @A\nreverse_proxy @json @B\nreverse_proxy /openapi/control-plane.json @C"),
        Site("named matchers keep their order", "@a path /api/*\n@b path /api/runtime/*\n@two path /api/runtime/* /setup\nreverse_proxy @two @C\nreverse_proxy @a @A\nreverse_proxy @b @B\nrespond 404"),
        Site("handles exclude each other", "handle /api/* {\n\treverse_proxy @B\n}\nhandle {\n\treverse_proxy @A\n}\nhandle /api/runtime/* {\n\trespond 410\n}"),
        Site("a handle that does not answer falls through", "handle /api/* {\n\theader X-One api\n}\nhandle /static/* {\n\trespond 410\n}\nreverse_proxy @C"),
        Site("handle_path strips", "handle_path /api/* {\n\treverse_proxy @B\n}\nhandle_path /static* {\n\treverse_proxy @C\n}\nhandle {\n\treverse_proxy @A\n}", [.. RoutingCase.UsualPaths, "/staticfile", "/static", "/api//x", "/Api/X"]),
        Site("handle_path and handle are of one group", "handle /api/* {\n\treverse_proxy @A\n}\nhandle_path /api/runtime/* {\n\treverse_proxy @B\n}"),
        Site("routes keep the written order", "route {\n\treverse_proxy /api/* @B\n\treverse_proxy /api/runtime/* @C\n\treverse_proxy @A\n}"),
        Site("route in matcher", "route /api/* {\n\turi strip_prefix /api\n\treverse_proxy /runtime/* @C\n\treverse_proxy @B\n}\nreverse_proxy @A"),
        Site("respond before reverse_proxy", "reverse_proxy /api/* @B\nrespond /api/runtime/* 403\nrespond /setup \"no\" 401\nreverse_proxy @A"),
        Site("redir before everything", "reverse_proxy @A\nredir /setup /welcome\nredir /static/* https://cdn.test{uri} 308\nredir /api /api/ permanent\nredir /deep/* /flat?from={path} temporary"),
        Site("redirects to https", "redir https://{host}{uri} 301"),
        Site("rewrites are exclusive", "rewrite /api/* /v2{uri}\nrewrite /v2/* /v3{uri}\nrewrite /setup /welcome?step=1\nreverse_proxy /v2/* @B\nreverse_proxy /v3/* @C\nreverse_proxy @A"),
        Site("rewrite changes the query", "rewrite /api/* /q?{query}&extra=1\nrewrite /setup ?only=1\nrewrite /static/* /s{path}?a={host}\nreverse_proxy @A", [.. RoutingCase.UsualPaths, "/setup?x=1", "/static/y?z=1"]),
        Site("uri strip", "uri /api/* strip_prefix /api\nuri strip_suffix /\nreverse_proxy /runtime/* @B\nreverse_proxy @A"),
        Site("neighbours with one matcher are judged once", "uri /api/* strip_prefix /api\nreverse_proxy /api/* @B\nreverse_proxy @A"),
        Site("uri replace", "uri replace /api/ /v1/\nuri /deep/* path_regexp /e. /x\nreverse_proxy /v1/* @B\nreverse_proxy @A", [.. RoutingCase.UsualPaths, "/x?next=/api/y"]),
        Site("path patterns", "@a path_regexp api ^/api/([a-z-]+)/(.*)$\n@b path_regexp \\.js$\nrewrite @a /{re.api.2}?part={re.api.1}\nredir @b /js{path}\nreverse_proxy @A"),
        Site("path masks", "@mid path /a*/c\n@both path *er*\n@end path *.js\n@class path /[st]*\nrespond @mid 410\nrespond @both 411\nrespond @end 412\nreverse_proxy @class @B\nreverse_proxy @A", [.. RoutingCase.UsualPaths, "/abc/c", "/a/b/c", "/setup/x"]),
        Site("escapes in paths", "respond /a\\ b/* 410\nrespond /x%2Fy 411\nrespond /~user/* 412\nreverse_proxy @A", ["/a%20b/c", "/x%2Fy", "/x/y", "/%7Euser/a", "/~user/a", "/caf%C3%A9", "/a%2520b", "/x%2fy", "/%zz", "/a+b", "/a;b=c/d", "/a%3Bb"]),
        Site("dots and slashes", "reverse_proxy /api/* @B\nreverse_proxy /b//c @C\nreverse_proxy @A", ["/api/../b", "//api//x", "/x/../api/y", "/api/.", "/api/..", "/b//c", "/b/c", "/./api/x", "/api%2F..%2Fx", "/..", "/api/x/..", "/a//api/x"]),
        Site("strip in escaped paths", "handle_path /a/* {\n\treverse_proxy @B\n}\nreverse_proxy @A", ["/a/b%20c", "/%61/x", "/a/%2e%2e/x", "/a//b", "/A/b", "/a/", "/a", "/a/./b", "/a/b/../c", "/a/%7Ex", "/a/b%2Fc", "/a/?q=1"]),
        Site("conditions", "@q query page=2\n@any query debug=*\n@post method POST\n@get method get\n@secure protocol https\n@other host other.test\nrespond @q 410\nrespond @any 411\nrespond @post 412\nrespond @secure 413\nrespond @other 414\nreverse_proxy @get @A", [.. RoutingCase.UsualPaths, "/?page=2", "/?page=3", "/?debug", "/?a=1&page=2"]) with { Hosts = ["site.test", "other.test"] },
        Site("not", "@not not path /api/* /setup\n@block {\n\tnot path /static/*\n\tnot path /deep/*\n\tpath /s* /d*\n}\n@notblock {\n\tnot {\n\t\tpath /api/*\n\t\tmethod POST\n\t}\n\tpath /api/runtime/*\n}\nrespond @block 410\nrespond @notblock 411\nreverse_proxy @not @A\nreverse_proxy @B"),
        Site("headers of the request", "@ws {\n\theader Connection *Upgrade*\n\theader Upgrade websocket\n}\n@close header Connection close\n@none header !X-Missing\n@re header_regexp conn Connection ^cl(.*)$\nreverse_proxy @ws @C\nrespond @re {re.conn.1} 410\nreverse_proxy @close @B\nreverse_proxy @A", ["/", "/x"]),
        Site("a matcher in an inner scope", "@x path /api/*\nhandle @x {\n\t@y path /api/runtime/*\n\treverse_proxy @y @C\n\treverse_proxy @B\n}\nreverse_proxy @A"),
        Site("headers", "header X-One one\nheader /api/* X-Two api\nheader /static/* {\n\tX-One static\n\t+X-Two more\n}\nreverse_proxy @A"),
        Site("headers removed", "header -X-Own\nheader /api/* -Strict-*\nheader /static/* {\n\t-*Policy\n\tX-One s\n}\nreverse_proxy @A"),
        Site("headers deferred", "header /api/* {\n\tX-Own proxy\n\tdefer\n}\nheader /static/* X-Own beside\nheader ?X-One default\nheader ?X-Own default\nreverse_proxy @A"),
        Site("deferred headers in reverse", "header X-One a\nheader {\n\tX-One b\n\tdefer\n}\nheader /api/* {\n\tX-One c\n\tdefer\n}\nheader /static/* -X-One\nreverse_proxy @A"),
        Site("header_down", "reverse_proxy /api/* @B {\n\theader_down -Strict-Transport-Security\n\theader_down X-Own down\n\theader_down +X-One plus\n}\nheader X-One first\nreverse_proxy @A"),
        Site("headers on answers", "header X-One one\nheader -X-Two\nredir /setup /x\nrespond /api/* 404\nhandle /static/* {\n\theader X-Two inner\n\trespond 200\n}\nrespond ok"),
        Site("to in a block", "reverse_proxy /api/* {\n\tto @B\n\tlb_policy first\n}\nreverse_proxy http://@A {\n\theader_up Host {host}\n}"),
        Site("a rewrite in the proxy", "reverse_proxy /api/* @B {\n\trewrite /inner{uri}\n}\nreverse_proxy @A"),
        Site("files", "root * .\nfile_server /static/*\nreverse_proxy @A"),
        Site("files first", "root * .\n@file file\nhandle @file {\n\tfile_server\n}\nhandle {\n\treverse_proxy @A\n}"),
        Site("try_files", "root * .\ntry_files {path} {path}/ /index.php\nreverse_proxy @A"),
        Site("errors", "error /api/* 503\nerror /setup \"gone\" 410\nerror /static/* denied\nhandle_errors {\n\trespond \"{err.status_code}\" 418\n}\nreverse_proxy @A"),
        Site("errors are proxied", "error /api/* 503\nhandle_errors {\n\trewrite * /error{err.status_code}\n\treverse_proxy @B\n}\nreverse_proxy @A"),
        Site("errors without a handler", "error /api/* 503\nerror /setup oops\nreverse_proxy @A"),
        Site("abort", "abort /api/*\nreverse_proxy @A"),
        Site("map", "map {path} {target} {kind} {\n\t/setup @B setup\n\t~^/api/(.+)$ @C api\n\tdefault @A web\n}\nreverse_proxy {target}"),
        Site("map with groups", "map {host} {name} {\n\t~^(\\w+)\\.test$ ${1}\n\tdefault none\n}\nredir * /{name}{uri}"),
        Site("vars", "vars backend @A\nvars /api/* backend @B\nreverse_proxy {vars.backend}"),
        Site("nothing answers", "header X-One one\nrespond /api/* 204"),
        Site("encode and friends", "encode gzip\nrequest_header X-Foo bar\nrequest_body {\n\tmax_size 1MB\n}\ntemplates /deep/*\nlog\nreverse_proxy @A"),
        new("snippets", "(common@ID) {\n\theader X-One {args.0}\n\treverse_proxy {args.1} {args.2}\n}\nhttp://site.test:@P {\n\timport common@ID one /api/* @B\n\timport common@ID two * @A\n}", RoutingCase.UsualPaths),
        new("a snippet in a handle", "(app@ID) {\n\treverse_proxy @B\n}\nhttp://site.test:@P {\n\thandle /api/* {\n\t\timport app@ID\n\t}\n\treverse_proxy @A\n}", RoutingCase.UsualPaths),
        new("sites by host", """
            http://one.test:@P, http://www.one.test:@P {
            	reverse_proxy @A
            }
            http://*.wild.test:@P {
            	respond 410
            }
            http://a.wild.test:@P {
            	reverse_proxy @B
            }
            http://*.*.wild.test:@P {
            	respond 411
            }
            """, ["/", "/x"]) { Hosts = ["one.test", "WWW.one.test", "b.wild.test", "a.wild.test", "x.a.wild.test", "wild.test", "unknown.test"] },
        new("a catch-all site", "http://one.test:@P {\n\treverse_proxy @A\n}\n:@P {\n\treverse_proxy @B\n}", ["/", "/x"]) { Hosts = ["one.test", "two.test"] },
        new("sites by path", "http://one.test:@P/api/* {\n\treverse_proxy @B\n}\nhttp://one.test:@P {\n\treverse_proxy @A\n}\nhttp://one.test:@P/setup {\n\trespond 410\n}", RoutingCase.UsualPaths) { Hosts = ["one.test"] },
        new("two ports", "http://one.test:@P {\n\treverse_proxy @A\n}\nhttp://one.test:@Q, http://two.test:@P {\n\treverse_proxy @B\n}", ["/", "/x"]) { Hosts = ["one.test", "two.test"], UsesSecondPort = true },
        Site("quotes and continued lines", "reverse_proxy \"/api/*\" `@B`\nrespond /setup \"a \\\"b\\\" {}\" \\\n\t410\n# reverse_proxy @C\nreverse_proxy @A # not @C"),
        Site("default environment", "reverse_proxy {$KODA_LINT_UNSET_BACKEND:@A}\nreverse_proxy /api/* {$KODA_LINT_UNSET_BACKEND:@B}"),
        Site("placeholders", "@q path /q\nredir /method /{method}\nredir /file/* /{file}-{dir}\nredir /parts/* /{path.1}/{query.a}/{labels.1}/{scheme}\nredir @q /{query}\nreverse_proxy @A", ["/method", "/file/a.b", "/parts/one/two?a=b&c=d", "/q?x=y", "/"]),
        Site("order of kinds", "reverse_proxy @A\nfile_server /static/*\nrespond /api/runtime/* 410\nhandle /api/* {\n\trespond 411\n}\nroute /setup {\n\trespond 412\n}\nerror /setup 413\nredir /deep/* /x\nmethod /a* POST"),
    ];

    /// <summary>Sites put together by chance from directives and matchers.</summary>
    public static IEnumerable<RoutingCase> Random(int seed, int count)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var text = new StringBuilder("@m1 path /a/* /b\n@m2 {\n\tpath *c*\n\tnot path /c/*\n}\n@m3 path_regexp ^/[ab]+/\n");
            if (random.Next(4) == 0)
                text.Append("handle_errors {\n").Append(Pick(random, "\trespond \"{err.status_code}\"\n", "\trewrite /a* /failed\n\treverse_proxy @C\n", "\theader X-One error\n", "\t@x path /b/*\n\trespond @x 499\n")).Append("}\n");
            if (random.Next(4) == 0)
                text.Append("vars to @A\nvars ").Append(Pick(random, "/a/* ", "@m1 ")).Append("to @B\nmap {path} {mapped} {\n\t~^/b @C\n\t/a/c @B\n\tdefault {vars.to}\n}\nreverse_proxy ").Append(Pick(random, "@m2 {mapped}", "/b* {vars.to}")).Append('\n');
            Directives(random, text, "", 0);
            yield return Site("random " + i, text.ToString(), [.. Enumerable.Range(0, 12).Select(_ => RandomPath(random))]);
        }
    }

    private static RoutingCase Site(string name, string text, IReadOnlyList<string>? targets = null) =>
        new(name, "http://:@P {\n" + text + "\n}\n", targets ?? RoutingCase.UsualPaths);

    private static void Directives(Random random, StringBuilder text, string indent, int depth)
    {
        for (var n = random.Next(2, 7); n > 0; n--)
        {
            var matcher = Pick(random, "", "", "/a/* ", "/a* ", "/a ", "/a/b/* ", "/b/* ", "/ab/c ", "* ", "@m1 ", "@m2 ", "@m3 ");
            text.Append(indent);
            switch (random.Next(depth < 2 ? 14 : 8))
            {
                case 0:
                    text.Append("respond ").Append(matcher).Append(Pick(random, "404", "410", "\"hi\" 418")).Append('\n');
                    break;
                case 1:
                    text.Append("redir ").Append(matcher.Length == 0 ? "/x " : matcher).Append("/moved{path} ").Append(Pick(random, "301", "permanent", "")).Append('\n');
                    break;
                case 2:
                    text.Append("rewrite ").Append(matcher.Length == 0 ? "/a/c/* " : matcher).Append(Pick(random, "/b{uri}", "/a/b/new", "/ab/c?x=1", "{path}/c")).Append('\n');
                    break;
                case 3:
                    text.Append("uri ").Append(matcher).Append(Pick(random, "strip_prefix /a", "strip_prefix /b", "replace /c /a/c", "strip_suffix c")).Append('\n');
                    break;
                case 4:
                    text.Append("header ").Append(matcher).Append(Pick(random, "X-One one", "+X-One plus", "-X-Own", "X-Two two", "?X-Two maybe")).Append('\n');
                    break;
                case 8 or 9:
                    text.Append("handle ").Append(matcher == "* " ? "" : matcher).Append("{\n");
                    Directives(random, text, indent + "\t", depth + 1);
                    text.Append(indent).Append("}\n");
                    break;
                case 10:
                    text.Append("handle_path ").Append(Pick(random, "/a/*", "/a*", "/a/b/*", "/b/*")).Append(" {\n");
                    Directives(random, text, indent + "\t", depth + 1);
                    text.Append(indent).Append("}\n");
                    break;
                case 11:
                    text.Append("route ").Append(matcher).Append("{\n").Append(indent).Append("\treverse_proxy /a/* @C\n").Append(indent).Append("\turi strip_prefix /a\n")
                        .Append(indent).Append("\treverse_proxy ").Append(Pick(random, "/b* ", "@m1 ", "")).Append("@B\n").Append(indent).Append("}\n");
                    break;
                case 12:
                    text.Append("error ").Append(matcher).Append(Pick(random, "404", "\"broken\" 502", "418")).Append('\n');
                    break;
                case 13:
                    text.Append("file_server ").Append(matcher).Append(Pick(random, "", "{\n\tpass_thru\n}")).Append('\n');
                    break;
                default:
                    text.Append("reverse_proxy ").Append(matcher).Append(Pick(random, "@A", "@B", "@C")).Append('\n');
                    break;
            }
        }
    }

    private static string RandomPath(Random random)
    {
        var path = new StringBuilder();
        for (var n = random.Next(1, 5); n > 0; n--)
            path.Append('/').Append(Pick(random, "a", "b", "c", "ab", "B", "c.js", "a%62", "", ".", "..", "x"));
        return path + Pick(random, "", "", "/", "?q=1");
    }

    private static string Pick(Random random, params string[] choices) => choices[random.Next(choices.Length)];
}
