using Koda.Lint.Settings;
using Koda.Lint.Text;

namespace Koda.Lint.Dotenv;

/// <summary>
/// The few lines of Python that scripts like Koda's <c>doctor.py</c> read <c>.env</c> with: strip each line, skip blank ones and comments,
/// cut at the first <c>=</c>, strip both halves, take off one pair of quotes. No comments behind values, no escapes, no variables.
/// </summary>
internal sealed class NaiveDotenvReader
{
    private readonly SourceFile _file;
    private readonly string _text;
    private readonly int _mark;
    private readonly List<EnvEntry> _entries = [];
    private readonly List<EnvProblem> _problems = [];

    public NaiveDotenvReader(SourceFile file)
    {
        _file = file;
        _mark = file.HasByteOrderMark ? 1 : 0;
        _text = file.HasByteOrderMark ? "\uFEFF" + file.Text : file.Text;
    }

    public EnvFile Read()
    {
        var start = 0;
        for (var i = 0; i <= _text.Length; i++)
        {
            if (i < _text.Length && !IsLineBreak(_text[i]))
                continue;
            ReadLine(start, i);
            start = i + 1;
        }

        return new EnvFile(_file, DotenvDialect.Naive, _entries, _problems, failed: false);
    }

    private void ReadLine(int start, int end)
    {
        Strip(ref start, ref end);
        if (start == end || _text[start] == '#')
            return;

        var equals = _text.IndexOf('=', start, end - start);
        if (equals < 0)
        {
            _problems.Add(new EnvProblem(Mark(start, end), "the line has no '=' and is passed over"));
            return;
        }

        var keyEnd = equals;
        Strip(ref start, ref keyEnd);
        var valueStart = equals + 1;
        Strip(ref valueStart, ref end);
        char? quote = null;
        if (end - valueStart >= 2 && _text[valueStart] is '"' or '\'' && _text[valueStart] == _text[end - 1])
        {
            quote = _text[valueStart];
            valueStart++;
            end--;
        }

        var key = _text.Substring(start, keyEnd - start);
        var value = _text.Substring(valueStart, end - valueStart);
        _entries.Add(new EnvEntry(key, Mark(start, keyEnd), value, Mark(valueStart, end)) { Quote = quote });
    }

    private void Strip(ref int start, ref int end)
    {
        while (start < end && PythonText.IsWhiteSpace(_text[start]))
            start++;
        while (end > start && PythonText.IsWhiteSpace(_text[end - 1]))
            end--;
    }

    /// <summary>Python sees the byte order mark as the text's first character; places do not count it.</summary>
    private SourceSpan Mark(int start, int end) => new(_file, Math.Max(0, start - _mark), Math.Max(0, end - _mark));

    /// <summary>Where Python's <c>str.splitlines</c> cuts; an empty line between CR and LF does no harm here.</summary>
    private static bool IsLineBreak(char c) =>
        c is '\n' or '\r' or '\v' or '\f' or '\u001C' or '\u001D' or '\u001E' or '\u0085' or '\u2028' or '\u2029';
}
