using Koda.Lint.Files;

namespace Koda.Lint.Engine.Tests.Files;

public sealed class ByteSizeTests
{
    [Theory]
    [InlineData(0, "0 bytes")]
    [InlineData(1023, "1023 bytes")]
    [InlineData(1024, "1 KiB")]
    [InlineData(1536, "1.5 KiB")]
    [InlineData(64 * 1024 * 1024, "64 MiB")]
    [InlineData(long.MaxValue, "838860.7 TiB")]
    public void A_size_is_told_in_its_largest_unit(long bytes, string text) => Assert.Equal(text, ByteSize.ToText(bytes));

    [Theory]
    [InlineData("1", 1)]
    [InlineData("64MiB", 64 * 1024 * 1024)]
    [InlineData("64 mb", 64 * 1024 * 1024)]
    [InlineData("2k", 2048)]
    [InlineData("1G", 1 << 30)]
    public void A_size_is_read(string text, long bytes)
    {
        Assert.True(ByteSize.TryParse(text, out var read));
        Assert.Equal(bytes, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("2G")]
    [InlineData("99999999999")]
    [InlineData("1.5M")]
    [InlineData("M")]
    [InlineData("1 yottabyte")]
    [InlineData("٣")]
    public void What_is_no_size_is_refused(string text) => Assert.False(ByteSize.TryParse(text, out _));
}
