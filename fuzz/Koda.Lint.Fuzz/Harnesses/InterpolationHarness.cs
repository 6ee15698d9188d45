using Koda.Lint.Interpolation;
using Koda.Lint.Text;

namespace Koda.Lint.Fuzz.Harnesses;

/// <summary>Compose's templates.</summary>
internal static class InterpolationHarness
{
    public static void Describe(SourceFile file, Transcript transcript)
    {
        var expansion = Template.Expand(file.Text, Look);
        transcript.Add(expansion.Value);
        if (!Template.HasVariables(file.Text))
            Transcript.Claim(expansion is { Uses: [], Errors: [] } && expansion.Value == file.Text, "a text without a $ stands for itself");
        foreach (var use in expansion.Uses)
        {
            transcript.Add(use.Name);
            transcript.Add((int)use.State);
            transcript.Add(new SourceSpan(file, use.Start, use.End));
            Transcript.Claim(use.Start <= use.OperandStart && use.OperandStart <= use.OperandEnd && use.OperandEnd <= use.End, "an operand lies inside its use");
        }

        foreach (var error in expansion.Errors)
            transcript.AddProblem(new SourceSpan(file, error.Start, error.End), error.Reason);
        Transcript.Claim(expansion.Value.Length <= Template.MaxValueLength || expansion.Errors.Any(error => error.IsLimit), "a value does not grow past its limit");
        DescribeSegments(file, expansion, transcript);
    }

    private static void DescribeSegments(SourceFile file, Expansion expansion, Transcript transcript)
    {
        var at = 0;
        foreach (var segment in expansion.Segments)
        {
            Transcript.Claim(segment.Start == at && segment.Length > 0, "segments adjoin, and none is empty");
            at += segment.Length;
            transcript.Add(new SourceSpan(file, segment.TemplateStart, segment.TemplateEnd));
            if (segment.IsVerbatim)
                Transcript.Claim(expansion.Value.AsSpan(segment.Start, segment.Length).SequenceEqual(file.Text.AsSpan(segment.TemplateStart, segment.TemplateEnd - segment.TemplateStart)), "what was copied stands in the template");
        }

        Transcript.Claim(at == expansion.Value.Length, "segments cover the value");
        foreach (var (start, end) in new[] { (0, at), (at / 2, at), (at / 3, at / 2), (at, at) })
        {
            var place = expansion.ToTemplate(start, end);
            transcript.Add(new SourceSpan(file, place.Start, place.End));
        }
    }

    private static VariableDefinition? Look(string name) => name switch
    {
        "V" => new VariableDefinition(name, "value", VariableOrigin.Shell, null),
        "A" => new VariableDefinition(name, "$V ${V}", VariableOrigin.Shell, null),
        "E" => new VariableDefinition(name, "", VariableOrigin.Shell, null),
        "S" => new VariableDefinition(name, "supplied", VariableOrigin.SuppliedAtDeploy, null),
        _ => null,
    };
}
