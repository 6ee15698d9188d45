using Koda.Lint.Proxy.Nginx;
using Koda.Lint.Text;

namespace Koda.Lint.Fuzz.Harnesses;

/// <summary>nginx configurations: as written, and as they route.</summary>
internal static class NginxHarness
{
    public static void Describe(SourceFile file, Transcript transcript)
    {
        var written = NginxReader.Read(file);
        transcript.Add(ReaderSpans.Of(written));
        foreach (var problem in written.Problems)
            transcript.AddProblem(problem.Span, problem.Message);

        var config = NginxConfig.Read(file);
        transcript.Add(ReaderSpans.Of(config));
        foreach (var problem in config.Problems)
            transcript.AddProblem(problem.Span, problem.Message);
        CommentClaims.Describe(file, transcript);
    }
}
