using System.Globalization;

namespace Koda.Lint.Compose;

/// <summary>
/// A YAML timestamp (<c>2001-12-14</c>, <c>2001-12-14t21:59:43.10-05:00</c>) by go-yaml's four layouts and Go's <c>time.Parse</c>.
/// </summary>
internal static class GoTimestamp
{
    /// <summary>
    /// The time as Go prints it (<c>2001-12-14 21:59:43.1 -0500 -0500</c>): what an unquoted date becomes where Compose wants text.
    /// Null when the text is no timestamp.
    /// </summary>
    public static string? TryFormat(string text) =>
        text.Length >= 8 && text[4] == '-' && new Reader(text) is var reader && reader.TryRead() ? reader.Format() : null;

    /// <summary>The same time as Go writes it into JSON and YAML (RFC 3339).</summary>
    /// <param name="formatted">What <see cref="TryFormat"/> gave.</param>
    public static string ToRfc3339(string formatted)
    {
        var parts = formatted.Split(' ');
        return parts[0] + "T" + parts[1] + (parts[2] == "+0000" ? "Z" : parts[2].Insert(3, ":"));
    }

    private sealed class Reader(string text)
    {
        private int _at;
        private int _year, _month, _day, _hour, _minute, _second, _zone;
        private string _fraction = "";

        public bool TryRead()
        {
            if (!(Fixed(4, out _year) && Skip('-') && OneOrTwo(out _month) && Skip('-') && OneOrTwo(out _day)))
                return false;
            if (_month is < 1 or > 12 || _day < 1 || _year < 1 || _day > DateTime.DaysInMonth(_year, _month))
                return false;
            if (_at == text.Length)
                return true;

            var separator = text[_at];
            while (_at < text.Length && text[_at] == ' ')
                _at++;
            if (separator is not (' ' or 'T' or 't') || (separator != ' ' && !Skip(separator)))
                return false;
            return Clock() && (separator == ' ' || Zone()) && _at == text.Length;
        }

        public string Format()
        {
            var time = string.Format(
                CultureInfo.InvariantCulture, "{0:0000}-{1:00}-{2:00} {3:00}:{4:00}:{5:00}{6}{7}",
                _year, _month, _day, _hour, _minute, _second, _fraction.Length > 0 ? "." : "", _fraction);
            if (_zone == 0)
                return time + " +0000 UTC";
            var minutes = Math.Abs(_zone);
            var zone = string.Format(CultureInfo.InvariantCulture, "{0}{1:00}{2:00}", _zone < 0 ? "-" : "+", minutes / 60, minutes % 60);
            return time + " " + zone + " " + zone;
        }

        private bool Clock()
        {
            if (!(OneOrTwo(out _hour) && Skip(':') && OneOrTwo(out _minute) && Skip(':') && OneOrTwo(out _second)) || _hour > 23 || _minute > 59 || _second > 59)
                return false;
            if (_at + 1 >= text.Length || text[_at] is not ('.' or ',') || !IsDigit(_at + 1))
                return true;
            var start = ++_at;
            while (IsDigit(_at))
                _at++;
            _fraction = text.Substring(start, Math.Min(9, _at - start)).TrimEnd('0');
            return true;
        }

        private bool Zone()
        {
            if (Skip('Z'))
                return true;
            var sign = _at < text.Length && text[_at] == '-' ? -1 : 1;
            if (!(Skip('+') || Skip('-')) || !Fixed(2, out var hours) || !Skip(':') || !Fixed(2, out var minutes) || hours > 24 || minutes > 60)
                return false;
            _zone = sign * ((hours * 60) + minutes);
            return true;
        }

        private bool IsDigit(int at) => at < text.Length && text[at] is >= '0' and <= '9';

        private bool Skip(char c)
        {
            if (_at >= text.Length || text[_at] != c)
                return false;
            _at++;
            return true;
        }

        private bool OneOrTwo(out int value) => Fixed(IsDigit(_at + 1) ? 2 : 1, out value);

        private bool Fixed(int digits, out int value)
        {
            value = 0;
            for (var end = _at + digits; _at < end; _at++)
            {
                if (!IsDigit(_at))
                    return false;
                value = (value * 10) + text[_at] - '0';
            }

            return true;
        }
    }
}
