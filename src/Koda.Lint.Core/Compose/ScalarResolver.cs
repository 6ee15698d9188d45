using System.Globalization;
using System.Text;
using Koda.Lint.Compose.Model;
using Koda.Lint.Text;
using Koda.Lint.Yaml;

namespace Koda.Lint.Compose;

/// <summary>
/// Gives plain scalars their type as go-yaml 3 does, which Compose reads with: YAML 1.2's core schema, plus YAML 1.1's
/// octal numbers (<c>0777</c>), binary numbers, underscores and timestamps, and without its <c>yes</c> and <c>on</c>.
/// </summary>
internal static class ScalarResolver
{
    private const string CoreTag = "tag:yaml.org,2002:";

    /// <summary>The length of <c>false</c>.</summary>
    private const int LongestWord = 5;

    /// <summary>The scalar with its type, or null when its tag says another type than its text has.</summary>
    public static ModelScalar? Resolve(YamlScalar scalar)
    {
        if (scalar.Tag is not { } tag)
            return scalar.Style == YamlScalarStyle.Plain ? FromText(scalar, scalar.Value) : ModelScalar.String(scalar, scalar.Value);
        if (!tag.StartsWith(CoreTag, StringComparison.Ordinal))
            return ModelScalar.String(scalar, scalar.Value);
        return tag.Substring(CoreTag.Length) switch
        {
            "null" => Typed(scalar, ModelScalarKind.Null),
            "bool" => Typed(scalar, ModelScalarKind.Boolean),
            "int" => Typed(scalar, ModelScalarKind.Integer),
            "timestamp" => Typed(scalar, ModelScalarKind.Time),
            "float" => Typed(scalar, ModelScalarKind.Float) ?? (Typed(scalar, ModelScalarKind.Integer) is { } whole ? ModelScalar.Float(scalar, whole.Number) : null),
            "binary" => FromBase64(scalar),
            _ => ModelScalar.String(scalar, scalar.Value),
        };
    }

    /// <summary>Whether a scalar is a string: in a mapping, whether it may be a key. What quotes, length or first character tell is not resolved to know that.</summary>
    public static bool IsString(YamlScalar scalar) =>
        (scalar.Tag is null && (scalar.Style != YamlScalarStyle.Plain || (scalar.Value.Length > LongestWord && !StartsNumber(scalar.Value))))
        || Resolve(scalar) is { Kind: ModelScalarKind.String };

    /// <summary>The type of a plain scalar's text.</summary>
    public static ModelScalarKind KindOf(string text) => FromText(NoSource.Instance, text).Kind;

    private static ModelScalar? Typed(YamlScalar scalar, ModelScalarKind kind) =>
        FromText(scalar, scalar.Value) is var typed && typed.Kind == kind ? typed : null;

    private static ModelScalar? FromBase64(YamlScalar scalar)
    {
        try
        {
            return ModelScalar.String(new DefaultSource(scalar.Span), Encoding.UTF8.GetString(Convert.FromBase64String(scalar.Value)));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static ModelScalar FromText(IScalarSource source, string text)
    {
        switch (text)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                return ModelScalar.Null(source);
            case "true" or "True" or "TRUE":
                return ModelScalar.Boolean(source, true);
            case "false" or "False" or "FALSE":
                return ModelScalar.Boolean(source, false);
            case ".nan" or ".NaN" or ".NAN":
                return ModelScalar.Float(source, double.NaN);
            case ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF":
                return ModelScalar.Float(source, double.PositiveInfinity);
            case "-.inf" or "-.Inf" or "-.INF":
                return ModelScalar.Float(source, double.NegativeInfinity);
        }

        if (!StartsNumber(text))
            return ModelScalar.String(source, text);
        if (GoTimestamp.TryFormat(text) is { } time)
            return ModelScalar.Time(source, time);

        var plain = text[0] == '.' || text.IndexOf('_') < 0 ? text : text.Replace("_", "");
        if (TryInteger(plain, out var integer, out var large))
            return large is { } value ? ModelScalar.Integer(source, value) : ModelScalar.Integer(source, integer);
        return IsFloat(plain) && double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? ModelScalar.Float(source, number)
            : ModelScalar.String(source, text);
    }

    private static bool StartsNumber(string text) => text[0] is '.' or '+' or '-' or (>= '0' and <= '9');

    /// <summary>Go's <c>ParseInt(…, 0, 64)</c>: a base prefix, or a leading zero for octal.</summary>
    internal static bool TryInteger(string text, out long value, out ulong? large)
    {
        value = 0;
        large = null;
        var at = text.Length > 0 && text[0] is '+' or '-' ? 1 : 0;
        var negative = at == 1 && text[0] == '-';
        var radix = 10;
        if (at + 1 < text.Length && text[at] == '0')
        {
            radix = text[at + 1] switch { 'x' or 'X' => 16, 'o' or 'O' => 8, 'b' or 'B' => 2, _ => -8 };
            at += radix > 0 ? 2 : 1;
            radix = Math.Abs(radix);
        }

        if (at >= text.Length)
            return false;
        ulong sum = 0;
        for (; at < text.Length; at++)
        {
            var digit = text[at] switch
            {
                >= '0' and <= '9' => text[at] - '0',
                >= 'a' and <= 'f' => text[at] - 'a' + 10,
                >= 'A' and <= 'F' => text[at] - 'A' + 10,
                _ => int.MaxValue,
            };
            if (digit >= radix || sum > (ulong.MaxValue - (ulong)digit) / (ulong)radix)
                return false;
            sum = (sum * (ulong)radix) + (ulong)digit;
        }

        if (sum <= long.MaxValue)
        {
            value = negative ? -(long)sum : (long)sum;
            return true;
        }

        large = sum;
        return !negative;
    }

    /// <summary>go-yaml's float grammar: <c>[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?</c>.</summary>
    private static bool IsFloat(string text)
    {
        var at = text[0] is '+' or '-' ? 1 : 0;
        var digits = Digits(text, ref at);
        if (at < text.Length && text[at] == '.')
        {
            at++;
            digits += Digits(text, ref at);
        }

        if (digits == 0)
            return false;
        if (at < text.Length && text[at] is 'e' or 'E')
        {
            at++;
            if (at < text.Length && text[at] is '+' or '-')
                at++;
            if (Digits(text, ref at) == 0)
                return false;
        }

        return at == text.Length;
    }

    private static int Digits(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && text[at] is >= '0' and <= '9')
            at++;
        return at - start;
    }

    /// <summary>The source of a scalar that no file has.</summary>
    private sealed class NoSource : IScalarSource
    {
        public static NoSource Instance { get; } = new();

        public SourceSpan Span => SourceSpan.OfFile(new SourceFile("", ""));

        public SourceSpan SpanOf(int start, int length) => Span;
    }
}
