using System.Globalization;
using System.Text;

namespace Koda.Lint.Bench;

/// <summary>Inputs of about a hundred kilobytes each, so that their times can be compared.</summary>
internal static class Texts
{
    private const int Blocks = 400;

    public static string Dotenv { get; } = Repeat(Blocks * 4, "# what setting {0} is for\nSETTING_{0}=value-{0}\nexport OTHER_{0}=\"${{SETTING_{0}}}/path\" # kept\n");

    public static string Caddyfile { get; } = Repeat(Blocks, """
        site{0}.example.org {{
            encode gzip
            header {{
                Strict-Transport-Security "max-age=31536000"
                Content-Security-Policy "default-src 'self'"
            }}
            @api path /api/* /health
            reverse_proxy @api 127.0.0.1:8090
            reverse_proxy 127.0.0.1:3000
        }}

        """);

    public static string Nginx { get; } = Repeat(Blocks, """
        server {{
            listen 443 ssl;
            server_name site{0}.example.org;
            add_header Strict-Transport-Security "max-age=31536000" always;
            location /api/ {{
                proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                proxy_pass http://127.0.0.1:8090;
            }}
        }}

        """);

    public static string Unit { get; } = "[Service]\n" + Repeat(Blocks * 4, "Environment=SETTING_{0}=value \"OTHER_{0}=a b\"\n# a remark\n");

    public static string Policy { get; } = "default-src 'self'; script-src " + Repeat(Blocks * 8, "https://host{0}.example.org ") + "; object-src 'none'";

    /// <summary>A Compose file of services with ten variables, a port and an environment each, as bench/compare.py writes them.</summary>
    public static string Compose(int services) => "services:\n" + string.Concat(Enumerable.Range(0, services).Select(Service));

    private static string Service(int number)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"  service{number}:\n    image: example.org/team/service{number}:1.{number % 40}\n    environment:\n");
        for (var variable = 0; variable < 10; variable++)
            text.Append(CultureInfo.InvariantCulture, $"      SETTING_{variable}: \"${{SETTING_{variable}:-value-{variable}}}\"\n");
        return text.Append(CultureInfo.InvariantCulture, $"    ports:\n      - \"127.0.0.1:{1024 + number}:8080\"\n").ToString();
    }

    private static string Repeat(int times, string format) =>
        string.Concat(Enumerable.Range(0, times).Select(number => string.Format(CultureInfo.InvariantCulture, format, number)));
}
