using System.Diagnostics;
using System.Text;
using Koda.Lint.Files;

namespace Koda.Lint.Engine.Tests.Files;

public sealed class DiskFileProviderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DiskFileProvider _files = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Utf_8_is_read()
    {
        _folder.Write("a", "grüße\n");

        Assert.Equal("grüße\n", Text("a"));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void A_byte_order_mark_tells_the_encoding_and_is_no_text(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        _folder.Write("a", [.. encoding.GetPreamble(), .. encoding.GetBytes("größer: 😀\n")]);

        var file = _files.Read(_folder.PathTo("a")).File!;

        Assert.Equal("größer: 😀\n", file.Text);
        Assert.True(file.HasByteOrderMark);
    }

    [Fact]
    public void An_empty_file_is_an_empty_text()
    {
        _folder.Write("a", "");

        Assert.Equal("", Text("a"));
    }

    [Fact]
    public void Bytes_that_are_no_text_are_told_with_their_line()
    {
        _folder.Write("a", [.. "one\ntwo\n"u8, 0xE9, .. " three"u8]);

        Assert.Equal("it is not UTF-8 text: line 3 has bytes that are no character", Reason("a"));
        Assert.Null(_files.WhyNotOpened(_folder.PathTo("a")));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_no_utf_16()
    {
        _folder.Write("a", [0xFF, 0xFE, (byte)'a', 0, 0x3D, 0xD8]);

        Assert.StartsWith("it is not UTF-16 text", Reason("a"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("file/below-a-file")]
    [InlineData("dangling")]
    [InlineData("before\0after")]
    public void What_is_not_there_is_missing(string name)
    {
        _folder.Write("file", "x");
        _folder.Write("before", "x");
        File.CreateSymbolicLink(_folder.PathTo("dangling"), "nowhere");

        Assert.Equal(FileStatus.Missing, _files.Read(_folder.Path + "/" + name).Status);
        Assert.NotNull(_files.WhyNotOpened(_folder.Path + "/" + name));
    }

    [Fact]
    public void A_folder_is_not_opened()
    {
        Directory.CreateDirectory(_folder.PathTo(".env"));

        Assert.Equal("it is a directory", Reason(".env"));
        Assert.Equal("it is a directory", _files.WhyNotOpened(_folder.PathTo(".env")));
    }

    [Fact]
    public void A_symbolic_link_is_followed()
    {
        _folder.Write("target", "x");
        File.CreateSymbolicLink(_folder.PathTo("a"), "target");

        Assert.Equal("x", Text("a"));
    }

    [Fact]
    public void Links_in_a_circle_are_told()
    {
        File.CreateSymbolicLink(_folder.PathTo("a"), "b");
        File.CreateSymbolicLink(_folder.PathTo("b"), "a");

        Assert.Equal("its symbolic links lead in a circle", Reason("a"));
    }

    [Fact]
    public void A_file_without_permission_is_not_opened()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "permissions do not bind this user");
        _folder.Write("a", "x");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder.PathTo("a"), UnixFileMode.None);

        Assert.Equal("permission is denied", Reason("a"));
    }

    [Fact]
    public async Task A_named_pipe_that_nobody_writes_to_does_not_hang()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no named pipes in folders");
        using (var make = Process.Start("mkfifo", _folder.PathTo("a")))
            await make.WaitForExitAsync(TestContext.Current.CancellationToken);

        var reading = Task.Run(() => Reason("a"), TestContext.Current.CancellationToken);

        Assert.Equal("it is not a regular file", await reading.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void The_null_device_is_empty()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "it has another name");

        Assert.Equal("", _files.Read("/dev/null").File!.Text);
    }

    [Fact]
    public void A_device_without_end_stops_at_the_limit()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there is none");

        Assert.Equal("1 MiB", new DiskFileProvider(1024 * 1024).Read("/dev/zero").TooLarge?.Limit);
    }

    [Fact]
    public void A_large_file_is_refused_by_its_size()
    {
        using (var file = File.Create(_folder.PathTo("a")))
            file.SetLength(100 * 1024 * 1024);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var answer = _files.Read(_folder.PathTo("a"));

        Assert.Equal(("100 MiB", "64 MiB"), answer.TooLarge);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1024 * 1024);
    }

    [Fact]
    public void A_file_of_exactly_the_limit_is_read()
    {
        _folder.Write("a", new string('x', 1000));

        Assert.Equal(1000, new DiskFileProvider(1000).Read(_folder.PathTo("a")).File!.Text.Length);
        Assert.NotNull(new DiskFileProvider(999).Read(_folder.PathTo("a")).TooLarge);
    }

    [Fact]
    public void A_run_sees_one_text_even_while_the_file_changes()
    {
        _folder.Write("a", "first");
        Text("a");
        _folder.Write("a", "second");

        Assert.Equal("first", Text("a"));
    }

    [Fact]
    public void Standard_input_is_read_once()
    {
        var opened = 0;
        var files = new DiskFileProvider(openStandardInput: () =>
        {
            opened++;
            return new MemoryStream("services:"u8.ToArray());
        });

        Assert.Equal("services:", files.Read("-").File!.Text);
        Assert.Equal("services:", files.Read("-").File!.Text);
        Assert.Equal(1, opened);
        Assert.Equal(FileStatus.NotSupplied, _files.Read("-").Status);
    }

    private string Text(string name) => _files.Read(_folder.PathTo(name)).File!.Text;

    private string? Reason(string name) => _files.Read(_folder.PathTo(name)).Reason;
}
