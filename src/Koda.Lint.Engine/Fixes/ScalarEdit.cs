using Koda.Lint.Compose.Model;
using Koda.Lint.Interpolation;
using Koda.Lint.Text;

namespace Koda.Lint.Fixes;

/// <summary>Changes a value where it is written, be that in place, as a variable's default, or in the env file that defines it.</summary>
internal static class ScalarEdit
{
    /// <summary>Where the whole of a value is written, or null with the reason why no one place has it.</summary>
    /// <param name="value">The value.</param>
    /// <param name="whyNot">Why there is no such place.</param>
    public static SourceSpan? PlaceOf(ModelScalar value, out string? whyNot)
    {
        whyNot = null;
        var uses = value.Variables.Where(use => use.Contributes).ToList();
        if (uses.TrueForAll(use => use.State is VariableState.Defaulted))
        {
            if (uses.Count == 0 || value.Text.Length > 0)
                return value.Source.SpanOf(0, value.Text.Length);
            whyNot = "its default is empty";
            return null;
        }

        var defined = uses.Where(use => use.State is VariableState.Defined).ToList();
        if (defined.Count != 1 || uses.Count(use => use.State is not VariableState.Defaulted) > 1 || defined[0].Definition is not { } definition || definition.Value != value.Text)
            whyNot = "its value is put together from several parts";
        else if (definition.Origin == VariableOrigin.Shell)
            whyNot = "its value comes from the shell's variable '" + definition.Name + "'";
        else if (definition.Span is { } span)
            return span;
        else
            whyNot = "no file defines '" + definition.Name + "'";
        return null;
    }
}
