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
        foreach (var problem in caddyfile.Problems)
            transcript.AddProblem(problem.Span, problem.Message);

        var config = CaddyConfig.Read(file, environment: Environment);
        transcript.Add(ReaderSpans.Of(config));
        foreach (var problem in config.Problems)
            transcript.AddProblem(problem.Span, problem.Message);
        CommentClaims.Describe(file, transcript);
    }

    private static string? Environment(string name) => name == "A" ? "a b" : null;
}
