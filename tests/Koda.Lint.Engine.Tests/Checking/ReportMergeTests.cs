using Koda.Lint.Checking;
using Koda.Lint.Compose;
using Koda.Lint.Deployments;
using Koda.Lint.Discovery;
using Koda.Lint.Files;
using Koda.Lint.Policy;
using Koda.Lint.Reports.Sarif;

namespace Koda.Lint.Engine.Tests.Checking;

/// <summary>A tree that is split over several machines gives the report of one.</summary>
public sealed class ReportMergeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(64)]
    public void Shards_merged_equal_the_whole_report_byte_for_byte(int count)
    {
        WriteTree();
        var whole = Sarif(Check(Shard.Whole));

        var shards = Enumerable.Range(1, count).Select(number => Sarif(Check(new Shard(number, count)))).Reverse().ToList();

        string? root = null;
        var merged = ReportMerge.Join([.. shards.Select(shard => SarifReportReader.Read(new MemoryStream(shard), ref root))]);
        Assert.Equal(_folder.Path, root);
        Assert.Equal(System.Text.Encoding.UTF8.GetString(whole), System.Text.Encoding.UTF8.GetString(Sarif(merged)));
    }

    [Fact]
    public void Every_deployment_is_in_exactly_one_shard_and_folders_stay_together()
    {
        WriteTree();
        var whole = Check(Shard.Whole).Deployments;

        var shards = Enumerable.Range(1, 5).Select(number => Check(new Shard(number, 5)).Deployments).ToList();

        Assert.Equal(whole.Select(deployment => deployment.Name), shards.SelectMany(shard => shard).OrderBy(deployment => deployment.Index).Select(deployment => deployment.Name));
        Assert.All(
            shards.SelectMany((shard, number) => shard.Select(deployment => (number, Folder: DeploymentPath.FolderOf(deployment.Files[0])))).GroupBy(pair => pair.Folder),
            folder => Assert.Single(folder.Select(pair => pair.number).Distinct()));
        Assert.All(shards, shard => Assert.NotEmpty(shard));
    }

    [Fact]
    public void A_report_is_read_as_it_was_written()
    {
        WriteTree();
        var written = Sarif(Check(Shard.Whole));

        string? root = null;
        var read = SarifReportReader.Read(new MemoryStream(written), ref root);

        Assert.Equal(written, Sarif(read));
        Assert.Contains(read.Findings, reported => reported.Finding.Fix is not null && !reported.Finding.Message.Contains(reported.Finding.Fix, StringComparison.Ordinal));
    }

    [Fact]
    public void A_report_of_another_checkout_is_seen_from_the_first()
    {
        WriteTree();
        string? root = "/builds/other";

        var read = SarifReportReader.Read(new MemoryStream(Sarif(Check(Shard.Whole))), ref root);

        Assert.Equal("/builds/other", root);
        Assert.All(read.Findings, reported => Assert.StartsWith("/builds/other/", reported.Finding.Location.Path, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{ \"version\": \"2.1.0\", \"runs\": [] }")]
    [InlineData("{ \"version\": \"2.1.0\", \"runs\": [ { \"tool\": { \"driver\": { \"name\": \"other\" } } } ] }")]
    [InlineData("{ \"version\": \"2.1.0\", \"runs\": [ { \"tool\": { \"driver\": { \"name\": \"koda-lint\" } }, \"properties\": {} } ] }")]
    [InlineData("not json")]
    public void What_is_no_report_is_refused(string text)
    {
        string? root = null;

        Assert.Throws<FormatException>(() => SarifReportReader.Read(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)), ref root));
    }

    [Theory]
    [InlineData("1/1", true)]
    [InlineData("8/8", true)]
    [InlineData("0/8", false)]
    [InlineData("9/8", false)]
    [InlineData("-1/8", false)]
    [InlineData("3", false)]
    [InlineData("3/8/1", false)]
    [InlineData("a/b", false)]
    public void A_shard_is_a_part_of_a_count(string text, bool isOne) => Assert.Equal(isOne, Shard.TryParse(text, out _));

    /// <summary>
    /// Folders with overlays; a file that all of them include, with a suppression that one of them needs; a baseline with an entry that one needs
    /// and one that nobody does; files that belong to nothing.
    /// </summary>
    private void WriteTree()
    {
        _folder.Write("shared.yml", "services:\n  s:\n    image: x:${SHARED}\n    ports: [\"${P:-127.0.0.1:1}:1\"] # koda-lint: disable=KODA2001 -- why\n  t:\n    image: x:1\n    ports: [\"${T:-127.0.0.1:2}:2\"]\n  u:\n    image: x:1 # koda-lint: disable=KODA2004 -- nobody\n");
        for (var i = 0; i < 23; i++)
        {
            var folder = $"d{i:00}/";
            _folder.Write(folder + "compose.yml", $"include: [{{ path: ../shared.yml, env_file: x.env }}]\nservices:\n  a{i}:\n    image: x:${{TAG}}\n    ports: [\"80{i:00}:80\"]\n");
            _folder.Write(folder + "x.env", (i == 7 ? "P=1\n" : "") + (i == 11 ? "T=2\n" : "") + "OTHER=1\n");
            if (i % 3 == 0)
                _folder.Write(folder + "compose.prod.yml", $"services:\n  a{i}:\n    ports: [\"127.0.0.1:80{i:00}:80\"]\n");
            if (i % 4 == 0)
                _folder.Write(folder + "compose.release.yml", $"services:\n  r:\n    image: x:1\n    network_mode: host # koda-lint: disable=KODA2004 -- why\n");
            if (i % 5 == 0)
                _folder.Write(folder + "compose.extra.yml", "services: {}\n");
        }

        var before = Check(Shard.Whole, withBaseline: false).Findings.Where(reported => reported.Finding.Rule.Id == "KODA2001").Select(reported =>
            new BaselineEntry(reported.Fingerprint, reported.Finding.Rule.Id, RelativePath.From(_folder.Path, reported.Finding.Location.Path), reported.Finding.Subject));
        _folder.Write(Baseline.FileName, Baseline.Write([.. before.Where(entry => entry.Path is "shared.yml" or "d13/compose.yml"), new BaselineEntry("ffffffffffffffff", "KODA2001", "shared.yml", "gone")]));
    }

    private CheckReport Check(Shard shard, bool withBaseline = true)
    {
        var files = new DiskFileProvider();
        var discovered = DeploymentDiscovery.Find(_folder.Path, recursive: true, new ComposeRequest { WorkingDirectory = _folder.Path }, DeploymentEnvironment.Production, files);
        var settings = new PolicySettings { Baseline = withBaseline ? Baseline.Find(_folder.Path, files) : null };
        return new DeploymentCheck(files) { Root = _folder.Path, Settings = settings }.Run(shard.Of(discovered));
    }

    private byte[] Sarif(CheckReport report)
    {
        using var output = new MemoryStream();
        SarifReportWriter.Write(report, output, _folder.Path, "1.2.3");
        return output.ToArray();
    }
}
