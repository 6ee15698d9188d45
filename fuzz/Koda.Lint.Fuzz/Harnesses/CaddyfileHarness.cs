using Koda.Lint.Proxy.Caddy;
using Koda.Lint.Text;

namespace Koda.Lint.Fuzz.Harnesses;

/// <summary>Caddyfiles: as written, and as they route.</summary>
internal static class CaddyfileHarness
{
    public static void Describe(SourceFile file, Transcript transcript)
    {
        var caddyfile = CaddyfileReader.Read(file, environment: Environment);
        transcript.Add(ReaderSpans.Of(caddyfile));
        transcript.AddProblems(caddyfile.Problems);

        var config = CaddyConfig.Read(file, environment: Environment);
        transcript.Add(ReaderSpans.Of(config));
        transcript.AddProblems(config.Problems);
        CommentClaims.Describe(file, transcript);
    }

    private static string? Environment(string name) => name == "A" ? "a b" : null;
}
