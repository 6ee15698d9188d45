using Koda.Lint.AppSettings;
using Koda.Lint.Fuzz;
using Koda.Lint.Text;

namespace Koda.Lint.Core.Tests.AppSettings;

public sealed class AppSettingsReaderTests
{
    private const string Sample = """
        {
          // comments are welcome
          "Kestrel": { "Endpoints": { "Https": { "Url": "https://*:443" }, }, /* and trailing commas */ },
          "Hosts": [ "a", { "Name": "b" }, [] ],
          "Csp": "script-src \u0027unsafe-inline\u0027; a\tb",
          "Empty": {}, "Null": null, "Yes": true, "No": false, "Number": -1.5e+3,
        }
        """;

    [Theory]
    [InlineData("Kestrel:Endpoints:Https:Url", "https://*:443", "\"https://*:443\"")]
    [InlineData("kestrel:ENDPOINTS:https:url", "https://*:443", "\"https://*:443\"")]
    [InlineData("Hosts:0", "a", "\"a\"")]
    [InlineData("Hosts:1:Name", "b", "\"b\"")]
    [InlineData("Hosts:2", "", "[]")]
    [InlineData("Empty", null, "{}")]
    [InlineData("Null", null, "null")]
    [InlineData("Yes", "True", "true")]
    [InlineData("No", "False", "false")]
    [InlineData("Number", "-1.5e+3", "-1.5e+3")]
    public void A_setting_is_found_with_its_place(string key, string? value, string written)
    {
        var setting = Model(Sample).Find(key)!;

        Assert.Equal((value, written), (setting.Value?.Value, setting.Span.Text));
    }

    [Fact]
    public void A_word_of_a_value_is_marked_in_spite_of_escapes()
    {
        var value = Model(Sample).Find("Csp")!.Value!;

        Assert.Equal("script-src 'unsafe-inline'; a\tb", value.Value);
        Assert.Equal("\\u0027unsafe-inline\\u0027", value.SpanOf(11, 15).Text);
    }

    [Fact]
    public void An_overlay_replaces_single_keys_and_items()
    {
        var model = Model(
            """{ "Urls": "http://*:80", "Hosts": [ "a", "b" ], "Keep": 1 }""",
            """{ "urls": "http://localhost:80", "HOSTS": [ "c" ] }""");

        Assert.Equal("http://localhost:80", model.Find("Urls")!.Value!.Value);
        Assert.Equal("\"http://*:80\"", model.Find("Urls")!.Replaced!.Span.Text);
        Assert.Equal(["c", "b"], model.Children("Hosts").Select(i => model.Find("Hosts:" + i)!.Value!.Value));
        Assert.Null(model.Find("Keep")!.Replaced);
        Assert.Equal(["Hosts", "Keep", "Urls"], model.Children("").Order(StringComparer.OrdinalIgnoreCase).Select(n => char.ToUpperInvariant(n[0]) + n[1..].ToLowerInvariant()));
    }

    [Theory]
    [InlineData("{ \"a\": 1, \"A\": 2, \"z\": 1 }", "\"A\"")]
    [InlineData("{ \"a\": { \"b\": 1 }, \"a:B\": 2, \"z\": 1 }", "\"a:B\"")]
    [InlineData("{ \"a\": 01, \"z\": 1 }", "01")]
    [InlineData("{ \"a\": yes, \"z\": 1 }", "yes")]
    [InlineData("{ \"a\": , \"z\": 1 }", ",")]
    [InlineData("{ \"a\" 1, \"z\": 1 }", "\"a\"")]
    [InlineData("{ \"a\": 1 \"z\": 1 }", "\"")]
    [InlineData("{ a: 1, \"z\": 1 }", "a")]
    [InlineData("{ \"a\": \"\\x\", \"z\": 1 }", "\\x")]
    [InlineData("{ \"a\": \"\\ud800\", \"z\": 1 }", "\\u")]
    [InlineData("{ \"a\": [ 1, ], \"b\": [ , 1 ], \"z\": 1 }", ",")]
    [InlineData("{ \"a\": [ 1 }, \"z\": 1 }", "}")]
    [InlineData("{ \"z\": 1 } x", "x")]
    [InlineData("{ \"z\": 1", "{")]
    [InlineData("{ \"z\": 1 } /* ", "/*")]
    [InlineData("{ \"z\": 1, \"a\": \"b\n }", "\"")]
    [InlineData("[ { \"z\": 1 } ]", "[")]
    public void A_fault_has_a_place_and_the_rest_is_read(string text, string place)
    {
        var file = AppSettingsReader.Read(new SourceFile("appsettings.json", text));

        Assert.Equal(place, file.Problems[0].Span.Text);
        Assert.Contains(file.Settings, s => s.Key is "z" or "0:z" or "a:z");
    }

    [Fact]
    public void Any_text_is_survived() => ReaderProperties.Survive(
        f => ReaderSpans.Of(AppSettingsReader.Read(f)), ["{", "}", "[", "]", ":", ",", "\"a\"", "\"a\": ", "1e5", "null", "// x\n", "/*", "*/", "\\u00e9", "\\"], Sample);

    [Fact]
    public void A_megabyte_is_read_in_linear_time() => ReaderProperties.ReadInLinearTime(
        f => ReaderSpans.Of(AppSettingsReader.Read(f)), "{\"a\":", "[", "[1,", "\"a\":1,", "{\"a\":{}},", "\"", "\\u0041", "/*", "a", ",", "}", "{", "{ a ");

    private static AppSettingsModel Model(params string[] texts) =>
        new(texts.Select((t, i) => AppSettingsReader.Read(new SourceFile("appsettings" + i + ".json", t))));
}
