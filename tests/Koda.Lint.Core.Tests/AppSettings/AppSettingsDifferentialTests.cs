using System.Text;
using CsCheck;
using Koda.Lint.AppSettings;
using Koda.Lint.Text;
using Microsoft.Extensions.Configuration;

namespace Koda.Lint.Core.Tests.AppSettings;

/// <summary>Microsoft.Extensions.Configuration.Json must load exactly the files in which we find no fault, and see the same settings.</summary>
public sealed class AppSettingsDifferentialTests
{
    private static readonly string[] Fragments =
    [
        "{", "}", "[", "]", ":", ",", " ", "\n", "\"a\"", "\"A\"", "\"b\"", "\"a:b\"", "\"\"", "\"0\"", "1", "-0", "01", "1.5", "1.", "1e5", "true", "false", "null",
        "// c\n", "/* c */", "/", "\"\\u0041\"", "\"\\ud83d\\ude00\"", "\"\\ud83d\"", "\"\\x\"", "\"a\tb\"", "x", "{}", "[]", "\"a\":1", "\"b\":{", "\"c\":[1,2]", "'",
    ];

    [Theory]
    [InlineData("{}")]
    [InlineData("{ \"a\": {}, \"b\": [], \"c\": null }")]
    [InlineData("{ \"a\": { \"b\": 1 }, \"A\": { \"c\": 2 } }")]
    [InlineData("{ \"a\": {}, \"a\": 1 }")]
    [InlineData("{ \"a\": 1, \"a\": {} }")]
    [InlineData("{ \"\": 1, \"x\": { \"\": 2 } }")]
    [InlineData("{ \"\": {} }")]
    [InlineData("{ \"a\": [ [ [] ], {} ] }")]
    [InlineData("/* c */ { // d\n \"a\": 1, } // e")]
    [InlineData("{ \"a\": 1 /")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{ \"n\": [ -0, 1E+2, 0.10, 123456789012345678901234567890 ] }")]
    public void A_file_reads_as_dotnet_reads_it(string text) => Compare(text);

    [Fact]
    public void A_random_text_is_refused_or_read_as_dotnet_does() =>
        Gen.Int[0, Fragments.Length - 1].Select(i => Fragments[i]).Array[0, 14].Select(f => "{" + string.Concat(f) + "}").Sample(Compare, iter: 30_000, threads: 1);

    [Fact]
    public void A_random_document_is_read_as_dotnet_does()
    {
        var name = OneOf("\"a\"", "\"A\"", "\"b\"", "\"c\"", "\"d:e\"", "\"f\\u0067\"", "\"0\"", "\"1\"");
        var scalar = OneOf("1", "-2.5e3", "true", "null", "\"\"", "\"x\\ny\"", "\"\\\\\"", "{}", "[]", "[ ]");
        var value = Gen.Recursive<string>((depth, inner) => depth > 3 ? scalar : Gen.OneOf(
            scalar,
            inner.Array[0, 3].Select(v => "[" + string.Join(" , ", v) + (v.Length > 0 ? "," : "") + "]"),
            Gen.Select(name, inner).Array[0, 4].Select(p => "{ " + string.Join(", // c\n", p.Select(x => x.Item1 + " : " + x.Item2)) + " }")));
        var document = Gen.Select(name, value).Array[0, 4].Select(p => "{" + string.Join(",", p.Select(x => x.Item1 + ":" + x.Item2)) + "}");
        Gen.Select(document, document).Sample((first, second) => Compare(first, second), iter: 20_000, threads: 1);
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static void Compare(string text) => Compare([text]);

    private static void Compare(string first, string second) => Compare([first, second]);

    private static void Compare(string[] texts)
    {
        var files = texts.Select((t, i) => AppSettingsReader.Read(new SourceFile("appsettings" + i + ".json", t))).ToArray();
        var builder = new ConfigurationBuilder();
        foreach (var text in texts)
            builder.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(text)));
        IConfigurationRoot root;
        try
        {
            root = builder.Build();
        }
        catch (Exception e) when (e is InvalidDataException or FormatException or InvalidOperationException or System.Text.Json.JsonException)
        {
            Assert.True(files.Any(f => f.Problems.Count > 0), "accepted: " + string.Join("\n", texts) + "\n" + e.Message);
            return;
        }

        Assert.True(files.All(f => f.Problems.Count == 0), "refused: " + string.Join("\n", texts) + "\n" + string.Join("\n", files.SelectMany(f => f.Problems)));
        var model = new AppSettingsModel(files);
        var expected = Flatten(root).Where(p => model.Find(p.Key) is not null || p.Value is not null).ToDictionary(p => p.Key, p => p.Value, StringComparer.OrdinalIgnoreCase);
        var actual = model.Settings.ToDictionary(s => s.Key, s => s.Value?.Value, StringComparer.OrdinalIgnoreCase);
        Assert.Equal(expected.OrderBy(p => p.Key, StringComparer.OrdinalIgnoreCase).Select(p => (p.Key.ToUpperInvariant(), p.Value)),
            actual.OrderBy(p => p.Key, StringComparer.OrdinalIgnoreCase).Select(p => (p.Key.ToUpperInvariant(), p.Value)));
    }

    private static IEnumerable<KeyValuePair<string, string?>> Flatten(IConfigurationRoot root) => root.AsEnumerable();
}
