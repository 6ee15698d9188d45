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
        transcript.AddProblems(written.Problems);

        var config = NginxConfig.Read(file);
        transcript.Add(ReaderSpans.Of(config));
        transcript.AddProblems(config.Problems);
        CommentClaims.Describe(file, transcript);
    }
}
