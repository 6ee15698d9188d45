using System.Text;
using Koda.Lint.Files;
using Koda.Lint.Policy;

namespace Koda.Lint.Engine.Tests.Policy;

public sealed class BaselineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_written_is_read()
    {
        BaselineEntry[] entries =
        [
            new("00000000000000b2", "KODA2001", "b.yml", "services.\"a\".ports:ä") { Expires = new DateTime(2030, 12, 31, 0, 0, 0, DateTimeKind.Utc) },
            new("00000000000000a1", "KODA2003", "a.yml", "services.db"),
        ];
        _folder.Write(Baseline.FileName, Baseline.Write(entries));

        var read = Baseline.Read(_folder.PathTo(Baseline.FileName), new DiskFileProvider());

        Assert.Empty(read.Problems);
        Assert.Equal(["a.yml", "b.yml"], read.Entries.Select(entry => entry.Path));
        Assert.Equal(entries[0].Subject, read.Entries[1].Subject);
        Assert.Equal(entries[0].Expires, read.Entries[1].Expires);
        Assert.Equal([4, 5], read.Entries.Select(entry => entry.Span!.Value.ToLocation().Start.Line));
    }

    [Fact]
    public void The_same_entries_give_the_same_bytes_in_any_order()
    {
        BaselineEntry[] entries = [new("b", "KODA2001", "x", "1"), new("a", "KODA2001", "x", "1"), new("c", "KODA2001", "a", "2")];

        Assert.Equal(Baseline.Write(entries), Baseline.Write(entries.Reverse()));
    }

    [Fact]
    public void An_empty_one_is_json_too()
    {
        _folder.Write(Baseline.FileName, Baseline.Write([]));

        var read = Baseline.Read(_folder.PathTo(Baseline.FileName), new DiskFileProvider());

        Assert.Empty(read.Problems);
        Assert.Empty(read.Entries);
    }

    [Theory]
    [InlineData("", "1:1")]
    [InlineData("{}", "1:1")]
    [InlineData("{ \"version\": 2, \"findings\": [] }", "1:14")]
    [InlineData("{ \"version\": 1, \"findings\": [ { \"rule\": \"KODA2001\", \"path\": \"x\" } ] }", "1:41")]
    [InlineData("{ \"version\": 1, \"findings\": [ { \"fingerprint\": \"a\", \"rule\": \"KODA2001\", \"path\": \"x\", \"expires\": \"soon\" } ] }", "1:97")]
    [InlineData("[\n  nonsense\n", "2:3")]
    public void A_mistake_is_told_at_its_place(string text, string place)
    {
        _folder.Write(Baseline.FileName, Encoding.UTF8.GetBytes(text));

        Assert.Contains(place, Baseline.Read(_folder.PathTo(Baseline.FileName), new DiskFileProvider()).Problems.Select(problem => problem.Span.ToLocation().Start.ToString()));
    }

    [Fact]
    public void The_nearest_one_is_found_but_none_beyond_the_repository()
    {
        _folder.Write(Baseline.FileName, Baseline.Write([]));
        Directory.CreateDirectory(_folder.PathTo("repository/.git"));
        Directory.CreateDirectory(_folder.PathTo("below/deep"));

        Assert.Equal(_folder.PathTo(Baseline.FileName), Baseline.Find(_folder.PathTo("below/deep"), new DiskFileProvider())?.Path);
        Assert.Null(Baseline.Find(_folder.PathTo("repository"), new DiskFileProvider()));
    }
}
