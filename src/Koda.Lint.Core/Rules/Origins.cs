using Koda.Lint.Compose.Model;

namespace Koda.Lint.Rules;

/// <summary>The places beside a finding that tell where its value came from.</summary>
internal static class Origins
{
    /// <summary>The definitions of the variables that a value was made of.</summary>
    public static IReadOnlyList<RelatedLocation> Of(ModelScalar value)
    {
        var related = new List<RelatedLocation>();
        foreach (var use in value.Variables)
        {
            if (use is { Contributes: true, Definition.Span: { } span } && span != value.Span)
                related.Add(new RelatedLocation(span.ToLocation(), "'" + use.Name + "' is defined here"));
        }

        return related;
    }
}
