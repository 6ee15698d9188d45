using System.Text;

namespace Koda.Lint.Dotenv;

/// <summary>A value after its escapes are resolved, still knowing where in the file each character came from.</summary>
internal sealed class DecodedText
{
    private readonly int _start;
    private readonly List<int>? _offsets;

    /// <summary>A value that stands in the file as it is.</summary>
    public DecodedText(string value, int start)
    {
        Value = value;
        _start = start;
    }

    private DecodedText(string value, List<int> offsets)
    {
        Value = value;
        _offsets = offsets;
    }

    public string Value { get; }

    /// <summary>The offset in the file of a character of the value, or of the value's end.</summary>
    public int GetOffset(int index) => _offsets is null ? _start + index : _offsets[index];

    internal sealed class Builder
    {
        private readonly StringBuilder _value = new();
        private readonly List<int> _offsets = [];

        public void Append(char c, int offset)
        {
            _value.Append(c);
            _offsets.Add(offset);
        }

        public DecodedText Build(int end)
        {
            _offsets.Add(end);
            return new DecodedText(_value.ToString(), _offsets);
        }
    }
}
