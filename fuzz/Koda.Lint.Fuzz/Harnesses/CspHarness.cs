using Koda.Lint.Browser;
using Koda.Lint.Text;

namespace Koda.Lint.Fuzz.Harnesses;

/// <summary>The value of a <c>Content-Security-Policy</c> header, and the faults in it.</summary>
internal static class CspHarness
{
    public static void Describe(SourceFile file, Transcript transcript)
    {
        var policy = ContentSecurityPolicy.Parse(file.Text);
        var end = 0;
        foreach (var directive in policy.Directives)
        {
            transcript.Add(Place(file, directive.Start, directive.Name.Length, ref end));
            var written = file.Text.Substring(directive.Start, directive.Name.Length).ToLowerInvariant();
            Transcript.Claim(directive.Name == written, "a directive stands where it says");
            foreach (var source in directive.Sources)
            {
                transcript.Add(Place(file, source.Start, source.Text.Length, ref end));
                Transcript.Claim(source.Text == file.Text.Substring(source.Start, source.Text.Length), "a source stands where it says");
                transcript.Add((int)source.Kind);
            }
        }

        foreach (var use in new[] { PolicyUse.Enforced, new PolicyUse { IsReportOnly = true }, new PolicyUse { Beside = [policy] } })
        {
            foreach (var fault in PolicyFaults.UnsafeInline(policy, use).Concat(PolicyFaults.UnsafeEval(policy, use)).Concat(PolicyFaults.TooWide(policy, use)))
                transcript.AddProblem(new SourceSpan(file, fault.Start, fault.Start + fault.Length), fault.Text.Message);
        }
    }

    private static SourceSpan Place(SourceFile file, int start, int length, ref int end)
    {
        Transcript.Claim(length > 0 && start >= end, "names and sources come in the order of the text");
        end = start + length;
        return new SourceSpan(file, start, end);
    }
}
