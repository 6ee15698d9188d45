using System.Globalization;
using Koda.Lint.Compose.Model;

namespace Koda.Lint.Compose;

/// <summary>Values as Go's standard library prints them: what Compose's output is made of.</summary>
internal static class GoFormat
{
    /// <summary>A float as <c>%v</c> prints it: the shortest digits, with an exponent below 1e-4 and from 1e+06 up.</summary>
    public static string Float(double value)
    {
        if (double.IsNaN(value))
            return "NaN";
        if (double.IsInfinity(value))
            return value > 0 ? "+Inf" : "-Inf";
        if (value == 0)
            return "0";

        var (digits, exponent) = Shortest(Math.Abs(value));
        var sign = value < 0 ? "-" : "";
        return sign + (exponent is < -4 or >= 6 ? Scientific(digits, exponent) : Positional(digits, exponent));
    }

    /// <summary>A value as <c>%v</c> prints it: a map's keys are sorted.</summary>
    public static string Value(ModelNode node) => node switch
    {
        ModelMap map => "map[" + string.Join(" ", map.Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => entry.Key + ":" + Value(entry.Value))) + "]",
        ModelList list => "[" + string.Join(" ", list.Items.Select(Value)) + "]",
        ModelScalar { IsNull: true } => "<nil>",
        _ => ((ModelScalar)node).Text,
    };

    /// <summary>A float as Go writes it into JSON: an exponent only below 1e-6 and from 1e21 up.</summary>
    public static string JsonNumber(double value)
    {
        if (value == 0)
            return "0";
        var (digits, exponent) = Shortest(Math.Abs(value));
        var sign = value < 0 ? "-" : "";
        if (exponent is >= -6 and < 21)
            return sign + Positional(digits, exponent);
        var text = Scientific(digits, exponent);
        return sign + (exponent is < 0 and > -10 ? text.Remove(text.Length - 2, 1) : text);
    }

    /// <summary>The shortest digits that read back as the same number, and the exponent of the first.</summary>
    private static (string Digits, int Exponent) Shortest(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture).ToUpperInvariant();
        var exponent = 0;
        var e = text.IndexOf('E');
        if (e >= 0)
        {
            exponent = int.Parse(text.Substring(e + 1), CultureInfo.InvariantCulture);
            text = text.Substring(0, e);
        }

        var point = text.IndexOf('.');
        var integer = point < 0 ? text : text.Substring(0, point);
        var fraction = point < 0 ? "" : text.Substring(point + 1);
        var all = integer + fraction;
        var leading = 0;
        while (leading < all.Length - 1 && all[leading] == '0')
            leading++;
        var digits = all.Substring(leading).TrimEnd('0');
        return (digits.Length == 0 ? "0" : digits, exponent + integer.Length - 1 - leading);
    }

    private static string Scientific(string digits, int exponent)
    {
        var mantissa = digits.Length == 1 ? digits : digits.Substring(0, 1) + "." + digits.Substring(1);
        var power = Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture);
        return mantissa + "e" + (exponent < 0 ? "-" : "+") + power;
    }

    private static string Positional(string digits, int exponent)
    {
        if (exponent < 0)
            return "0." + new string('0', -exponent - 1) + digits;
        if (exponent + 1 >= digits.Length)
            return digits + new string('0', exponent + 1 - digits.Length);
        return digits.Substring(0, exponent + 1) + "." + digits.Substring(exponent + 1);
    }
}
