namespace Koda.Lint.Core.Tests.Rules.Proxy;

/// <summary>Proxies before a deployment of Koda, for the rules on its routes.</summary>
internal static class KodaRoutes
{
    public const string Stack = """
        services:
          app:
            image: example/koda:1
            command: ["python", "-m", "koda.control_plane"]
            ports: ["127.0.0.1:9090:8090"]
          web:
            image: example/koda-web:1
            environment: { CONTROL_PLANE_BASE_URL: "http://app:8090" }
            ports: ["127.0.0.1:3000:3000"]
          db:
            image: postgres:16
          memory:
            image: example/memory:1
        """;

    /// <summary>The five paths, as the guide has them, for a proxy on the host.</summary>
    public const string Api = "@api path /api/control-plane/* /api/runtime/* /openapi/control-plane.json\nreverse_proxy @api 127.0.0.1:8090\n";

    /// <summary>A Caddyfile beside nothing else.</summary>
    public static Deploying Alone(string directives) => Deploying.Files(("Caddyfile", "koda.example.com {\n" + directives + "\n}"));

    /// <summary>A Caddyfile beside a stack whose control plane is published on another port.</summary>
    public static Deploying BesideStack(string directives) => Deploying.Files(("docker-compose.yml", Stack), ("Caddyfile", "koda.example.com {\n" + directives + "\n}"));

    /// <summary>The locations of an nginx server beside the stack.</summary>
    public static Deploying Nginx(string locations) => Deploying.Files(("docker-compose.yml", Stack), ("nginx.conf", "server {\nlisten 443 ssl;\nserver_name koda.example.com;\n" + locations + "\n}"));
}
