namespace Koda.Lint.Interpolation;

/// <summary>
/// Compose's template language, as compose-go 2.4 reads it (Compose specification, "Interpolation"): <c>$$</c>, <c>$NAME</c>,
/// <c>${NAME}</c>, and <c>${NAME}</c> with one of <c>- :- + :+ ? :?</c> and an operand, which is a template itself.
/// </summary>
public static class Template
{
    /// <summary>Longest value in characters. Values repeat, so a small template could otherwise fill the memory.</summary>
    public const int MaxValueLength = 16 * 1024 * 1024;

    /// <summary>Whether expanding could change the text.</summary>
    /// <param name="text">A template.</param>
    public static bool HasVariables(string text) => text.IndexOf('$', 0) >= 0;

    /// <summary>
    /// Expands a template, in time linear in it and in the value. Values are not expanded again. Operands are expanded whether or
    /// not they are taken, as Compose 2.26 does. A definition that is supplied at deploy satisfies <c>?</c> and <c>:?</c>.
    /// </summary>
    /// <param name="text">The template. Without a <c>$</c> it is the value itself.</param>
    /// <param name="lookup">Finds variables.</param>
    /// <returns>The value, with every use and every error rather than the first. Never throws for any text.</returns>
    public static Expansion Expand(string text, VariableLookup lookup) =>
        HasVariables(text) ? new TemplateExpander(lookup).Expand(text) : new Expansion(text);
}
