using Koda.Lint.AppSettings;
using Koda.Lint.Proxy.Routing;
using Koda.Lint.Proxy.Yarp;
using Koda.Lint.Text;

namespace Koda.Lint.Core.Tests.Proxy.Yarp;

public sealed class YarpConfigTests
{
    private const string Json = """
        { // routes
          "ReverseProxy": {
            "Routes": {
              "all": { "ClusterId": "web", "Match": { "Path": "{**rest}" } },
              "api": { "ClusterId": "api", "Match": { "Path": "/api/{**rest}" }, "Transforms": [ { "PathRemovePrefix": "/api" } ] },
              "item": { "ClusterId": "api", "Match": { "Path": "/api/items/{id}" }, "Transforms": [ { "PathPattern": "/things/{id}" } ] },
              "first": { "ClusterId": "web", "Order": -1, "Match": { "Path": "/api/first" } },
              "host": { "ClusterId": "api", "Match": { "Path": "/{**rest}", "Hosts": [ "api.example.com", "*.api.example.com:8443" ] } },
              "post": { "ClusterId": "api", "Match": { "Path": "/post", "Methods": [ "POST" ] } },
              "number": { "ClusterId": "api", "Match": { "Path": "/n/{id:int}" } },
              "empty": { "ClusterId": "none", "Match": { "Path": "/empty" } }
            },
            "Clusters": {
              "api": { "Destinations": { "a": { "Address": "http://127.0.0.1:8090/" } } },
              "web": { "Destinations": { "a": { "Address": "http://web:3000" } } }
            }
          }
        }
        """;

    [Theory]
    [InlineData("x.example.com", "/", "upstream http://web:3000 /")]
    [InlineData("x.example.com", "/API/a/b", "upstream http://127.0.0.1:8090 /a/b")]
    [InlineData("x.example.com", "/api", "upstream http://127.0.0.1:8090 /")]
    [InlineData("x.example.com", "/api/items/7", "upstream http://127.0.0.1:8090 /things/7")]
    [InlineData("x.example.com", "/api/first", "upstream http://web:3000 /api/first")]
    [InlineData("api.example.com", "/x", "upstream http://127.0.0.1:8090 /x")]
    [InlineData("v1.api.example.com", "/x", "upstream http://127.0.0.1:8090 /x")]
    [InlineData("x.example.com", "/post", "upstream http://web:3000 /post")]
    [InlineData("x.example.com", "/empty", "response 503")]
    public void A_request_takes_the_most_specific_route(string host, string path, string expected) =>
        Assert.Equal(expected, Read(Json).Route(new ProxyRequest(host, path) { IsTls = true }).ToString());

    [Fact]
    public void A_constraint_is_not_judged() => Assert.Equal(RouteKind.Unknown, Read(Json).Route(new ProxyRequest("x.example.com", "/n/7")).Kind);

    [Fact]
    public void Without_a_route_nothing_answers() => Assert.Equal(
        "response 404",
        Read("""{ "ReverseProxy": { "Routes": { "a": { "ClusterId": "c", "Match": { "Path": "/a" } } }, "Clusters": { "c": { "Destinations": { "d": { "Address": "http://d:1" } } } } } }""")
            .Route(new ProxyRequest("x", "/b")).ToString());

    [Fact]
    public void Headers_are_set_and_removed()
    {
        var config = Read("""{ "ReverseProxy": { "Routes": { "a": { "ClusterId": "c", "Match": { "Path": "/{**p}" }, "Transforms": [ { "ResponseHeader": "X-A", "Set": "b" }, { "ResponseHeaderRemove": "Content-Security-Policy" } ] } }, "Clusters": { "c": { "Destinations": { "d": { "Address": "http://d:1" } } } } } }""");

        var decision = config.Route(new ProxyRequest("x", "/"));

        Assert.True(decision.Header("content-security-policy").IsGone);
        Assert.Equal("b", Assert.Single(decision.Header("X-A").Values).Value!.Value);
    }

    [Fact]
    public void Settings_without_routes_are_no_proxy() => Assert.Null(YarpConfig.Read(Model("""{ "ReverseProxy": { "Clusters": {} } }""")));

    private static YarpConfig Read(string json) => YarpConfig.Read(Model(json))!;

    private static AppSettingsModel Model(string json) => new([AppSettingsReader.Read(new SourceFile("appsettings.json", json))]);
}
