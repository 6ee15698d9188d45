using System.Globalization;
using System.Text.Json;
using CsCheck;
using Koda.Lint.Settings;

namespace Koda.Lint.Abstractions.Tests.Settings;

public sealed class PythonTextTests
{
    private static readonly string[] Pieces =
    [
        "0", "1", "9", "12", "+", "-", "_", ".", "e", "E", "inf", "Infinity", "nan", "NaN", "x", "0x", ",", " ", "\t", "\n", "\r", "\v", "\f", "\u001C", "\u001F",
        "\u0085", "\u00A0", "\u2003", "\u3000", "\u200B", "\uFEFF", "\0", "\u007F", "\u0661", "\u0967", "\uFF11", "\U0001D7CF", "\u00B2", "\u2160", "true", "K", "\u212A", "\u0130",
    ];

    private const string Script = """
        import json, struct, sys
        def read(parse, text):
            try: value = parse(text)
            except ValueError: return None
            return str(value) if parse is int or value != value else struct.pack(">d", value).hex()
        for text in json.load(sys.stdin):
            print(json.dumps([read(int, text), read(float, text), text.strip(), text.strip().lower() == "token"]))
        """;

    [Theory]
    [InlineData("12", 12)]
    [InlineData(" +1_4\n", 14)]
    [InlineData("-0012", -12)]
    [InlineData("\u0661\u0662", 12)]
    [InlineData("\u2003\U0001D7CF", 1)]
    public void Int_takes_signs_underscores_white_space_and_any_decimal_digits(string text, int value)
    {
        Assert.True(PythonNumber.TryParseInt(text, out var number));
        Assert.Equal(value, number);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12.0")]
    [InlineData("1__2")]
    [InlineData("_1")]
    [InlineData("1_")]
    [InlineData("0x10")]
    [InlineData("+ 1")]
    [InlineData("\u00B2")]
    [InlineData("\u001C12")]
    [InlineData("12\0")]
    public void Int_refuses_the_rest(string text) => Assert.False(PythonNumber.TryParseInt(text, out _));

    [Fact]
    public void Int_takes_4300_digits_and_no_more()
    {
        Assert.True(PythonNumber.TryParseInt(new string('1', 4300), out _));
        Assert.False(PythonNumber.TryParseInt(new string('0', 4301), out _));
        Assert.True(PythonNumber.TryParseInt(string.Concat(Enumerable.Repeat("1_", 4299)) + "1", out _));
    }

    [Theory]
    [InlineData("5", 5)]
    [InlineData(".5", 0.5)]
    [InlineData("5.", 5)]
    [InlineData(" 1_0E+1_0 ", 1e11)]
    [InlineData("-Infinity", double.NegativeInfinity)]
    [InlineData("1e400", double.PositiveInfinity)]
    [InlineData("nan", double.NaN)]
    public void Float_takes_exponents_and_the_words(string text, double value)
    {
        Assert.True(PythonNumber.TryParseFloat(text, out var number));
        Assert.Equal(value, number);
    }

    [Theory]
    [InlineData(".")]
    [InlineData("1_.5")]
    [InlineData("1._5")]
    [InlineData("1e")]
    [InlineData("0x1p3")]
    [InlineData("1,5")]
    [InlineData("infi")]
    [InlineData("")]
    public void Float_refuses_the_rest(string text) => Assert.False(PythonNumber.TryParseFloat(text, out _));

    [Fact]
    public void No_text_makes_it_throw() => Gen.OneOf(
        Gen.String, Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).Array[0, 8].Select(string.Concat)).Sample(text =>
    {
        Assert.True(PythonNumber.TryParseInt(text, out var whole) || whole.IsZero);
        Assert.True(PythonNumber.TryParseFloat(text, out var number) || number == 0);
        Assert.Contains(PythonText.Strip(text), text, StringComparison.Ordinal);
    });

    [Fact]
    public void Python_itself_agrees()
    {
        var python = OracleProgram.Require(["python3", "/usr/bin/python3"], "-c", "import sys; sys.exit(sys.version_info < (3, 11))");
        var random = new Random(1);
        var texts = Enumerable.Range(0, 20_000 * OracleProgram.Rounds)
            .Select(_ => string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => Pieces[random.Next(Pieces.Length)])))
            .Concat(Enumerable.Range(0, 0x3100).Where(c => c is < 0xD800 or > 0xDFFF).Select(c => (char)c + "token" + (char)c))
            .ToList();
        using var folder = new TemporaryFolder();
        var answer = OracleProgram.Run(python, ["-c", Script], folder.Path, new Dictionary<string, string>(), JsonSerializer.Serialize(texts));

        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        foreach (var (text, line) in texts.Zip(answer.Output.Split('\n')))
            Assert.Equal((Show(text), line), (Show(text), Read(text)));
    }

    private static string Read(string text) => "["
        + (PythonNumber.TryParseInt(text, out var whole) ? "\"" + whole.ToString(CultureInfo.InvariantCulture) + "\"" : "null") + ", "
        + (PythonNumber.TryParseFloat(text, out var number) ? "\"" + (double.IsNaN(number) ? "nan" : BitConverter.DoubleToInt64Bits(number).ToString("x16", CultureInfo.InvariantCulture)) + "\"" : "null") + ", "
        + Show(PythonText.Strip(text)) + ", "
        + (PythonText.NormalisesTo(text, "token") ? "true" : "false") + "]";

    /// <summary>A JSON string as Python's <c>json.dumps</c> writes it.</summary>
    private static string Show(string text)
    {
        var shown = new System.Text.StringBuilder("\"");
        foreach (var c in text)
        {
            shown.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\f' => "\\f",
                '\b' => "\\b",
                >= ' ' and < '\u007F' => c.ToString(),
                _ => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture),
            });
        }

        return shown.Append('"').ToString();
    }
}
