using Koda.Lint.Text;

namespace Koda.Lint.Core.Tests.Text;

public sealed class MappedTextTests
{
    private static readonly SourceFile File = new("f", "say \"a\\tb $X c\" more");

    [Theory]
    [InlineData(0, 1, "a")]
    [InlineData(0, 2, "a\\t")]
    [InlineData(1, 1, "\\t")]
    [InlineData(2, 2, "b ")]
    [InlineData(4, 3, "$X")]
    [InlineData(5, 1, "$X")]
    [InlineData(6, 3, "$X c")]
    [InlineData(0, 99, "a\\tb $X c")]
    [InlineData(8, 1, "c")]
    [InlineData(9, 1, "")]
    [InlineData(-5, 1, "a")]
    public void A_part_of_a_value_is_placed_where_it_was_written(int start, int length, string written) =>
        Assert.Equal(written, Value().SpanOf(start, length).Text);

    [Fact]
    public void A_slice_keeps_its_places()
    {
        var slice = Value().Slice(2, 5);

        Assert.Equal("b val", slice.Value);
        Assert.Equal("b $X", slice.Span.Text);
        Assert.Equal("$X", slice.SpanOf(3, 1).Text);
        Assert.Equal("b", slice.SpanOf(0, 1).Text);
    }

    [Fact]
    public void A_part_that_spans_two_files_is_placed_in_the_first()
    {
        var other = new SourceFile("g", "tail");
        var builder = new MappedTextBuilder();
        builder.AppendVerbatim(File, 0, 3);
        builder.AppendVerbatim(other, 0, 4);
        var text = builder.ToText(new SourceSpan(File, 0, 3));

        Assert.Equal("saytail", text.Value);
        Assert.Equal((File, "ay"), (text.SpanOf(1, 4).File, text.SpanOf(1, 4).Text));
        Assert.Equal((other, "ai"), (text.SpanOf(4, 2).File, text.SpanOf(4, 2).Text));
    }

    [Fact]
    public void An_empty_value_has_a_place()
    {
        var text = MappedText.Of("", new SourceSpan(File, 4, 6));

        Assert.Equal((4, 6), (text.SpanOf(0, 3).Start, text.SpanOf(0, 3).End));
        Assert.Equal("", text.Slice(0, 0).Value);
    }

    /// <summary><c>a\tb $X c</c> with the escape decoded and the variable put in.</summary>
    private static MappedText Value()
    {
        var builder = new MappedTextBuilder();
        builder.AppendVerbatim(File, 5, 1);
        builder.Append("\t", new SourceSpan(File, 6, 8));
        builder.AppendVerbatim(File, 8, 2);
        builder.Append("val", new SourceSpan(File, 10, 12));
        builder.AppendVerbatim(File, 12, 2);
        return builder.ToText(new SourceSpan(File, 5, 14));
    }
}
