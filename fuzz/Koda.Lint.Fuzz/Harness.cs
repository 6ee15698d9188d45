using Koda.Lint.Fuzz.Harnesses;
using Koda.Lint.Text;

namespace Koda.Lint.Fuzz;

/// <summary>One reader under test: any text goes in, and what came out is held against what the reader owes.</summary>
/// <param name="Name">The harness's name; its corpus and its dictionary are called the same.</param>
/// <param name="File">What the file is called, which decides how its comments are read.</param>
/// <param name="Describe">Reads the text and writes down what came of it.</param>
public sealed record Harness(string Name, string File, Action<SourceFile, Transcript> Describe)
{
    /// <summary>All harnesses, by name.</summary>
    public static IReadOnlyList<Harness> All { get; } =
    [
        new("appsettings", "appsettings.json", AppSettingsHarness.Describe),
        new("caddyfile", "Caddyfile", CaddyfileHarness.Describe),
        new("compose", "deployment", ComposeHarness.Describe),
        new("csp", "policy", CspHarness.Describe),
        new("dotenv", ".env", DotenvHarness.Describe),
        new("interpolation", "template", InterpolationHarness.Describe),
        new("nginx", "nginx.conf", NginxHarness.Describe),
        new("systemd", "koda.service", SystemdHarness.Describe),
        new("yaml", "docker-compose.yml", YamlHarness.Describe),
    ];

    /// <summary>The harness of a name, or null.</summary>
    /// <param name="name">Its name.</param>
    public static Harness? Find(string name) => All.FirstOrDefault(harness => harness.Name == name);

    /// <summary>Reads a text twice and compares.</summary>
    /// <param name="text">The text, perhaps with a byte order mark.</param>
    /// <exception cref="BrokenClaimException">The reader broke a claim.</exception>
    public void Read(string text)
    {
        var first = Once(text);
        Transcript.Claim(first == Once(text), "reading the same text twice gives the same");
    }

    private long Once(string text)
    {
        var hasMark = text.StartsWith('\uFEFF');
        var transcript = new Transcript();
        Describe(new SourceFile(File, hasMark ? text[1..] : text) { HasByteOrderMark = hasMark }, transcript);
        return transcript.Digest;
    }
}
