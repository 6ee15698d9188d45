using Koda.Lint.Text;
using Koda.Lint.Yaml;

namespace Koda.Lint.Fuzz.Harnesses;

/// <summary>YAML, without a meaning.</summary>
internal static class YamlHarness
{
    public static void Describe(SourceFile file, Transcript transcript)
    {
        var yaml = YamlReader.Read(file);
        foreach (var document in yaml.Documents)
            Describe(document, depth: 1, transcript);
        foreach (var problem in yaml.Problems)
            transcript.AddProblem(problem.Span, problem.Reason);
        CommentClaims.Describe(file, transcript);
    }

    private static void Describe(YamlNode node, int depth, Transcript transcript)
    {
        Transcript.Claim(depth <= YamlLimits.Default.MaxDepth + 1, "collections nest no deeper than the limit");
        transcript.Add(node.Tag);
        transcript.Add(node.Span);
        switch (node)
        {
            case YamlScalar scalar:
                transcript.Add(scalar.Value);
                transcript.Add(ReaderSpans.Of(scalar, scalar.Value.Length));
                if (scalar.Style == YamlScalarStyle.Plain && scalar.Value.Length > 0 && !scalar.Span.Text.AsSpan().ContainsAny("\n\r\u0085\u2028\u2029"))
                    Transcript.Claim(scalar.Span.Text == scalar.Value, "a plain scalar of one line is what stands there");
                break;
            case YamlMapping mapping:
                foreach (var entry in mapping.Entries)
                {
                    Within(entry.Key, node);
                    Within(entry.Value, node);
                    Describe(entry.Key, depth + 1, transcript);
                    Describe(entry.Value, depth + 1, transcript);
                }

                break;
            case YamlSequence sequence:
                foreach (var item in sequence.Items)
                {
                    Within(item, node);
                    Describe(item, depth + 1, transcript);
                }

                break;
        }
    }

    private static void Within(YamlNode inner, YamlNode outer) =>
        Transcript.Claim(outer.Start <= inner.Start && inner.End <= outer.End, "a collection holds its parts");
}
