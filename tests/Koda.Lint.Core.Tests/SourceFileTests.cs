using Koda.Lint.Text;

namespace Koda.Lint.Core.Tests;

public sealed class SourceFileTests
{
    [Theory]
    [InlineData("", 0, 1, 1)]
    [InlineData("ab\ncd", 3, 2, 1)]
    [InlineData("ab\r\ncd", 4, 2, 1)]
    [InlineData("ab\rcd", 3, 2, 1)]
    [InlineData("ab\n", 3, 2, 1)]
    [InlineData("a😀b", 3, 1, 4)]
    public void An_offset_is_counted_in_lines_and_utf16_columns(string text, int offset, int line, int column) =>
        Assert.Equal(new TextPosition(line, column), new SourceFile("f", text).GetPosition(offset));

    [Fact]
    public void A_line_comes_without_its_line_break() =>
        Assert.Equal(["a", "b", "c", ""], Enumerable.Range(1, 4).Select(new SourceFile("f", "a\r\nb\rc\n").GetLine));
}
