using System.Globalization;
using Koda.Lint.Interpolation;
using Koda.Lint.Settings;
using Koda.Lint.Text;

namespace Koda.Lint.Compose.Model;

/// <summary>A scalar of the effective model: typed, with the variables it was made of.</summary>
public sealed class ModelScalar : ModelNode
{
    private readonly double _number;

    private ModelScalar(IScalarSource source, ModelScalarKind kind, string text, double number)
    {
        Source = source;
        Kind = kind;
        Text = text;
        _number = number;
    }

    /// <summary>Where its characters stand, and those of its parts.</summary>
    public IScalarSource Source { get; }

    /// <summary>The type.</summary>
    public ModelScalarKind Kind { get; }

    /// <summary>The value as Go prints it with <c>%v</c>: what Compose puts where a string is wanted. Empty for null.</summary>
    public string Text { get; }

    /// <summary>The value as Go's JSON encoder writes it, without quotes.</summary>
    public string JsonText => Kind switch
    {
        ModelScalarKind.Float => GoFormat.JsonNumber(_number),
        ModelScalarKind.Time => GoTimestamp.ToRfc3339(Text),
        _ => Text,
    };

    /// <summary>The value as Go's YAML encoder writes it, without quotes.</summary>
    public string YamlText => Kind == ModelScalarKind.Time ? GoTimestamp.ToRfc3339(Text) : Text;

    /// <inheritdoc />
    public override SourceSpan Span => Source.Span;

    /// <summary>Whether there is no value.</summary>
    public bool IsNull => Kind == ModelScalarKind.Null;

    /// <summary>Whether the value is true; false for anything but a boolean.</summary>
    public bool IsTrue => Kind == ModelScalarKind.Boolean && _number != 0;

    /// <summary>The number of an integer or floating-point value.</summary>
    public double Number => _number;

    /// <summary>Whether the value is anything but a number without bounds or one that is none.</summary>
    internal bool IsFinite => Kind != ModelScalarKind.Float || !(double.IsInfinity(_number) || double.IsNaN(_number));

    /// <summary>The variables that gave this value, outer ones first; empty for a literal.</summary>
    public IReadOnlyList<VariableUse> Variables => Source is IVariableSource { Variables: var variables } ? variables : [];

    /// <summary>
    /// Whether the value hangs on a variable of which only the name is known, because its file is supplied at the deployment.
    /// </summary>
    public bool IsUnknown
    {
        get
        {
            foreach (var use in Variables)
            {
                if (use.Contributes && use.Definition?.Origin == VariableOrigin.SuppliedAtDeploy)
                    return true;
            }

            return false;
        }
    }

    /// <summary>Whether a variable with a secret-looking name gave the value or a part of it, or it is a URL with user-info.</summary>
    public bool IsSecret
    {
        get
        {
            foreach (var use in Variables)
            {
                if (use.Contributes && SecretNames.IsSecret(use.Name, use.Definition?.Value))
                    return true;
            }

            return SecretNames.IsSecret("", Text);
        }
    }

    /// <summary>The value as messages may show it: <c>***</c> in place of a secret.</summary>
    public string ShownText => IsSecret ? "***" : Text;

    /// <summary>Whether Compose's YAML reader takes a text for a string although it stands without quotes.</summary>
    /// <param name="text">The text of a plain scalar.</param>
    public static bool IsPlainString(string text) => ScalarResolver.KindOf(text) == ModelScalarKind.String;

    internal static ModelScalar Null(IScalarSource source) => new(source, ModelScalarKind.Null, "", 0);

    internal static ModelScalar String(IScalarSource source, string text) => new(source, ModelScalarKind.String, text, 0);

    internal static ModelScalar Boolean(IScalarSource source, bool value) =>
        new(source, ModelScalarKind.Boolean, value ? "true" : "false", value ? 1 : 0);

    internal static ModelScalar Time(IScalarSource source, string text) => new(source, ModelScalarKind.Time, text, 0);

    internal static ModelScalar Integer(IScalarSource source, ulong value) =>
        new(source, ModelScalarKind.Integer, value.ToString(CultureInfo.InvariantCulture), value);

    internal static ModelScalar Integer(IScalarSource source, long value) =>
        new(source, ModelScalarKind.Integer, value.ToString(CultureInfo.InvariantCulture), value);

    internal static ModelScalar Float(IScalarSource source, double value) =>
        new(source, ModelScalarKind.Float, GoFormat.Float(value), value);

    /// <summary>A 32-bit float, which is what Compose keeps a fraction of processors in: 0.1 stays 0.1, and large numbers lose digits.</summary>
    internal static ModelScalar Single(IScalarSource source, double value)
    {
        var shortest = ((float)value).ToString("R", CultureInfo.InvariantCulture);
        return Float(source, double.Parse(shortest, CultureInfo.InvariantCulture));
    }

    /// <summary>The characters of a part of <see cref="Text"/> as a scalar of its own.</summary>
    internal ModelScalar Part(int start, int length) =>
        String(new ScalarPart(Source, start, length), Text.Substring(start, length));

    internal override ModelNode Clone() => new ModelScalar(Source, Kind, Text, _number) { Previous = Previous };
}

/// <summary>A scalar source that knows which variables its value was made of.</summary>
public interface IVariableSource : IScalarSource
{
    /// <summary>The variables, outer ones first.</summary>
    IReadOnlyList<VariableUse> Variables { get; }

    /// <summary>The variables that gave a part of the value.</summary>
    /// <param name="start">0-based offset in the value.</param>
    /// <param name="length">How many UTF-16 units.</param>
    IReadOnlyList<VariableUse> VariablesIn(int start, int length);
}

/// <summary>A scalar whose template was expanded.</summary>
internal sealed class ExpandedScalar(IScalarSource template, Expansion expansion) : IVariableSource
{
    public SourceSpan Span => template.Span;

    public IReadOnlyList<VariableUse> Variables => expansion.Uses;

    public Expansion Expansion => expansion;

    /// <summary>The template's own characters, such as one <c>${…}</c> of it.</summary>
    public SourceSpan TemplateSpanOf(int start, int length) => template.SpanOf(start, length);

    public SourceSpan SpanOf(int start, int length)
    {
        var (from, to) = TemplateRange(start, length);
        return template.SpanOf(from, to - from);
    }

    public IReadOnlyList<VariableUse> VariablesIn(int start, int length)
    {
        var (from, to) = TemplateRange(start, length);
        var uses = new List<VariableUse>();
        foreach (var use in expansion.Uses)
        {
            if (use.Start < to && use.End > from)
                uses.Add(use);
        }

        return uses;
    }

    /// <summary>An empty part stands for the variables that gave nothing there: an unset host address in front of a port.</summary>
    private (int From, int To) TemplateRange(int start, int length)
    {
        if (length > 0)
            return expansion.ToTemplate(start, start + length);

        var gapStart = 0;
        var gapEnd = int.MaxValue;
        foreach (var segment in expansion.Segments)
        {
            if (segment.Start + segment.Length <= start)
                gapStart = segment.TemplateEnd;
            else if (segment.Start >= start)
                gapEnd = Math.Min(gapEnd, segment.TemplateStart);
            else
                return expansion.ToTemplate(start, start);
        }

        var from = gapStart;
        var to = gapStart;
        foreach (var use in expansion.Uses)
        {
            if (use.Start < gapStart || use.End > gapEnd)
                continue;
            from = to == gapStart ? use.Start : from;
            to = Math.Max(to, use.End);
        }

        return (from, to);
    }
}

/// <summary>A part of a scalar: the host address of a short port, the value behind a <c>=</c>.</summary>
internal sealed class ScalarPart(IScalarSource whole, int start, int length) : IVariableSource
{
    public SourceSpan Span => whole.SpanOf(start, length);

    public IReadOnlyList<VariableUse> Variables => whole is IVariableSource source ? source.VariablesIn(start, length) : [];

    public SourceSpan SpanOf(int partStart, int partLength) => whole.SpanOf(start + partStart, partLength);

    public IReadOnlyList<VariableUse> VariablesIn(int partStart, int partLength) =>
        whole is IVariableSource source ? source.VariablesIn(start + partStart, partLength) : [];
}

/// <summary>A value that no file wrote: a default of Compose, told at the place that called for it.</summary>
internal sealed class DefaultSource(SourceSpan span) : IScalarSource
{
    public SourceSpan Span => span;

    public SourceSpan SpanOf(int start, int length) => span;
}

/// <summary>A bare environment key that took the value of the variable of its name.</summary>
internal sealed class InheritedSource(SourceSpan place, VariableDefinition definition) : IVariableSource
{
    public SourceSpan Span => definition.Span ?? place;

    public VariableDefinition Definition => definition;

    public IReadOnlyList<VariableUse> Variables { get; } = [new VariableUse(definition.Name, 0, definition, contributes: true) { State = VariableState.Defined }];

    public SourceSpan SpanOf(int start, int length) => Span;

    public IReadOnlyList<VariableUse> VariablesIn(int start, int length) => Variables;
}
