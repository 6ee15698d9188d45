using System.Text;
using Koda.Lint.Files;

namespace Koda.Lint.Engine.Tests.Files;

public sealed class WholeFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_is_made_or_replaced()
    {
        WholeFile.Write(_folder.PathTo("a"), stream => stream.Write("one"u8));
        WholeFile.Write(_folder.PathTo("a"), stream => stream.Write("two"u8));

        Assert.Equal("two", File.ReadAllText(_folder.PathTo("a")));
        Assert.Equal(["a"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void A_file_that_cannot_be_finished_stays_as_it_was()
    {
        _folder.Write("a", "old");

        Assert.Throws<InvalidOperationException>(() => WholeFile.Write(_folder.PathTo("a"), stream =>
        {
            stream.Write("ne"u8);
            throw new InvalidOperationException();
        }));

        Assert.Equal("old", File.ReadAllText(_folder.PathTo("a")));
        Assert.Equal(["a"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)]
    public void Permissions_are_kept_whatever_the_umask_is(UnixFileMode mode)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such permissions");
            return;
        }

        _folder.Write("a", "old");
        File.SetUnixFileMode(_folder.PathTo("a"), mode);

        WholeFile.Write(_folder.PathTo("a"), stream => stream.Write("new"u8), keepFrom: _folder.PathTo("a"));

        Assert.Equal(mode, File.GetUnixFileMode(_folder.PathTo("a")));
        Assert.Equal("new", File.ReadAllText(_folder.PathTo("a"), Encoding.UTF8));
    }

    [Fact]
    public void A_device_is_written_to_and_stays_one()
    {
        Assert.SkipUnless(File.Exists("/dev/null"), "there is no /dev/null");

        WholeFile.Write("/dev/null", stream => stream.Write("new"u8));

        Assert.Equal("", File.ReadAllText("/dev/null"));
    }
}
