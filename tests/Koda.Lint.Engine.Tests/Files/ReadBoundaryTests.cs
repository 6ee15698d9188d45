using Koda.Lint.Files;

namespace Koda.Lint.Engine.Tests.Files;

public sealed class ReadBoundaryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ReadBoundaryTests()
    {
        _folder.Write("secret.env", "outside");
        _folder.Write("repo/.git/HEAD", "ref: refs/heads/main\n");
        _folder.Write("repo/shared.env", "inside");
        _folder.Write("repo/deploy/compose.yml", "services: {}\n");
    }

    public void Dispose() => _folder.Dispose();

    private DiskFileProvider Files(string folder, params string[] named)
    {
        var files = new DiskFileProvider();
        var place = _folder.PathTo(folder);
        files.Boundary = new ReadBoundary([ReadBoundary.RootOf(place, files), place], named.Select(_folder.PathTo));
        return files;
    }

    [Fact]
    public void What_lies_in_the_repository_is_read_from_any_of_its_folders() =>
        Assert.Equal("inside", Files("repo/deploy").Read(_folder.PathTo("repo/shared.env")).File!.Text);

    [Theory]
    [InlineData("secret.env")]
    [InlineData("missing.env")]
    public void What_lies_outside_is_not_read_and_nobody_learns_whether_it_is_there(string name)
    {
        var answer = Files("repo/deploy").Read(_folder.PathTo(name));

        Assert.Null(answer.File);
        Assert.Equal(FileStatus.Unreadable, answer.Status);
        Assert.Equal("it lies outside of '" + _folder.PathTo("repo") + "'", answer.Reason);
    }

    [Fact]
    public void A_folder_whose_name_only_begins_alike_lies_outside()
    {
        _folder.Write("repo-private/a.env", "x");

        Assert.NotNull(Files("repo").Read(_folder.PathTo("repo-private/a.env")).Bounds);
    }

    [Fact]
    public void Without_a_repository_the_folder_is_the_boundary()
    {
        _folder.Write("plain/deploy/a.env", "a");
        _folder.Write("plain/b.env", "b");
        var files = Files("plain/deploy");

        Assert.Equal("a", files.Read(_folder.PathTo("plain/deploy/a.env")).File!.Text);
        Assert.NotNull(files.Read(_folder.PathTo("plain/b.env")).Bounds);
    }

    [Fact]
    public void Without_a_repository_the_configuration_that_holds_widens_it()
    {
        _folder.Write("plain/koda-lint.yml", "deployments: []\n");
        _folder.Write("plain/b.env", "b");

        Assert.Equal("b", Files("plain/deploy").Read(_folder.PathTo("plain/b.env")).File!.Text);
    }

    [Theory]
    [InlineData("../secret.env")]
    [InlineData("../../secret.env")]
    public void A_link_that_leads_out_is_not_followed(string target)
    {
        var link = target.StartsWith("../..", StringComparison.Ordinal) ? "repo/deploy/a.env" : "repo/a.env";
        File.CreateSymbolicLink(_folder.PathTo(link), target);

        Assert.Equal("its symbolic links lead outside of '" + _folder.PathTo("repo") + "'", Files("repo").Read(_folder.PathTo(link)).Reason);
    }

    [Fact]
    public void A_link_to_a_folder_outside_shows_neither_its_files_nor_their_names()
    {
        _folder.Write("etc/nginx.conf", "x");
        Directory.CreateSymbolicLink(_folder.PathTo("repo/conf.d"), _folder.PathTo("etc"));
        var files = Files("repo");

        Assert.Null(files.FileNames(_folder.PathTo("repo/conf.d")));
        Assert.NotNull(files.Read(_folder.PathTo("repo/conf.d/nginx.conf")).Bounds);
        Assert.Contains("shared.env", files.FileNames(_folder.PathTo("repo"))!);
    }

    [Fact]
    public void A_link_that_stays_inside_is_followed()
    {
        File.CreateSymbolicLink(_folder.PathTo("repo/deploy/.env"), "../shared.env");

        Assert.Equal("inside", Files("repo/deploy").Read(_folder.PathTo("repo/deploy/.env")).File!.Text);
    }

    [Fact]
    public void A_folder_that_is_reached_through_a_link_is_the_one_behind_it()
    {
        Directory.CreateSymbolicLink(_folder.PathTo("current"), _folder.PathTo("repo/deploy"));

        Assert.NotNull(Files("current").Read(_folder.PathTo("current/compose.yml")).File);
    }

    [Fact]
    public void Links_on_the_way_to_a_folder_count_also_when_the_folder_was_asked_for_before()
    {
        _folder.Write("elsewhere/deep/a.env", "outside");
        _folder.Write("repo/shared/b.env", "inside");
        Directory.CreateSymbolicLink(_folder.PathTo("repo/out"), "../elsewhere");
        Directory.CreateSymbolicLink(_folder.PathTo("repo/in"), "deploy/../shared");
        Directory.CreateSymbolicLink(_folder.PathTo("repo/shared/circle"), "circle");
        var files = Files("repo");

        foreach (var _ in Enumerable.Range(0, 2))
        {
            Assert.NotNull(files.Read(_folder.PathTo("repo/out/deep/a.env")).Bounds);
            Assert.NotNull(files.Read(_folder.PathTo("repo/out/deep/missing.env")).Bounds);
            Assert.Equal("inside", files.Read(_folder.PathTo("repo/in/b.env")).File!.Text);
            Assert.Null(files.Read(_folder.PathTo("repo/shared/circle/c.env")).File);
        }
    }

    [Theory]
    [InlineData("../secret.env", "../missing.env")]
    [InlineData("deploy/../../secret.env", "deploy/../../missing.env")]
    [InlineData("/etc/passwd", "/etc/missing-file")]
    public void Nobody_learns_through_a_link_whether_what_lies_outside_is_there(string there, string missing)
    {
        File.CreateSymbolicLink(_folder.PathTo("repo/a.env"), there);
        File.CreateSymbolicLink(_folder.PathTo("repo/b.env"), missing);
        var files = Files("repo");

        Assert.NotNull(files.Read(_folder.PathTo("repo/a.env")).Bounds);
        Assert.Equal(files.Read(_folder.PathTo("repo/a.env")).Reason, files.Read(_folder.PathTo("repo/b.env")).Reason);
    }

    [Fact]
    public void A_link_goes_up_from_where_the_links_in_it_led()
    {
        // As it is written, `in/../secret.env` would be the repository's own; `in` leads two folders deep.
        Directory.CreateDirectory(_folder.PathTo("other/deep"));
        _folder.Write("other/secret.env", "outside");
        _folder.Write("repo/secret.env", "inside");
        Directory.CreateSymbolicLink(_folder.PathTo("repo/in"), "../other/deep");
        File.CreateSymbolicLink(_folder.PathTo("repo/a.env"), "in/../secret.env");

        Assert.NotNull(Files("repo").Read(_folder.PathTo("repo/a.env")).Bounds);
    }

    [Fact]
    public void A_link_by_way_of_a_name_that_is_no_text_is_not_followed()
    {
        // In bytes that are no UTF-8, as git keeps them, too.
        InRepo("name=$(printf '\\377'); ln -s .. \"$name\" && ln -s \"$name/secret.env\" a.env");
        try
        {
            Assert.Equal("outside", File.ReadAllText(_folder.PathTo("repo/a.env")));
            Assert.NotNull(Files("repo").Read(_folder.PathTo("repo/a.env")).Bounds);
        }
        finally
        {
            // .NET does not find it by its name.
            InRepo("rm \"$(printf '\\377')\"");
        }
    }

    private void InRepo(string command)
    {
        using var shell = System.Diagnostics.Process.Start("sh", ["-c", "cd \"$0\" && " + command, _folder.PathTo("repo")])!;
        shell.WaitForExit();
        Assert.Equal(0, shell.ExitCode);
    }

    [Fact]
    public void Links_that_multiply_end()
    {
        Directory.CreateSymbolicLink(_folder.PathTo("repo/l0"), "deploy");
        for (var i = 1; i < 30; i++)
            Directory.CreateSymbolicLink(_folder.PathTo("repo/l" + i), string.Join("/../", Enumerable.Repeat("l" + (i - 1), 8)));
        File.CreateSymbolicLink(_folder.PathTo("repo/round"), "round");
        var files = Files("repo");

        Assert.NotNull(files.Read(_folder.PathTo("repo/l1/compose.yml")).File);
        Assert.Null(files.Read(_folder.PathTo("repo/l29/compose.yml")).File);
        Assert.Equal("its symbolic links lead in a circle", files.Read(_folder.PathTo("repo/round")).Reason);
    }

    [Fact]
    public void A_path_longer_than_any_system_takes_is_answered()
    {
        var path = _folder.PathTo("repo") + string.Concat(Enumerable.Repeat("/a", 500_000));

        Assert.Null(Files("repo").Read(path).File);
    }

    [Fact]
    public void What_was_named_is_read_wherever_it_lies_and_leads()
    {
        File.CreateSymbolicLink(_folder.PathTo("named.env"), "secret.env");

        Assert.Equal("outside", Files("repo", "named.env").Read(_folder.PathTo("named.env")).File!.Text);
    }

    [Fact]
    public void What_hosts_look_for_above_is_found_and_only_by_its_name()
    {
        _folder.Write(".editorconfig", "root = true\n");
        var files = Files("repo");

        Assert.NotNull(files.Read(_folder.PathTo(".editorconfig")).File);
        Assert.NotNull(files.Read(_folder.PathTo("elsewhere/.editorconfig")).Bounds);
    }

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("/dev/stdin")]
    [InlineData("/proc/self/environ")]
    public void Devices_and_the_process_itself_lie_outside(string path) => Assert.NotNull(Files("repo").Read(path).Bounds);
}
