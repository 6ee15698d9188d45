namespace Koda.Lint.Core.Tests.Rules;

/// <summary>
/// Compose projects that have nothing to do with Koda, each in a folder of <c>testdata/ordinary</c> with what is to be found in it in
/// <c>expected.txt</c>. A project without a production overlay is a development stack.
/// </summary>
public sealed class OrdinaryProjectsTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Rules", "testdata", "ordinary");

    private static readonly string[] AboutKoda = ["KODA1", "KODA2005", "KODA2006", "KODA5", "KODA6001", "KODA6003", "KODA6005", "KODA6007"];

    public static TheoryData<string> Projects => [.. Directory.GetDirectories(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void What_is_found_in_an_ordinary_project_is_what_is_wrong_with_it(string project)
    {
        var found = Load(project).Findings.Select(finding => finding.Rule.Id + " " + Deploying.NameOf(finding.Location) + " " + finding.Location.Start + " " + finding.Severity);

        Assert.Equal(File.ReadAllLines(Path.Combine(Folder, project, "expected.txt")), found);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Nothing_about_Koda_is_found_in_an_ordinary_project_even_as_production(string project) => Assert.DoesNotContain(
        Load(project).InProduction().Findings, finding => AboutKoda.Any(start => finding.Rule.Id.StartsWith(start, StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Projects))]
    public void As_a_development_stack_an_ordinary_project_has_no_errors(string project) => Assert.DoesNotContain(
        Load(project).InDevelopment().Findings, finding => finding.Severity == Severity.Error);

    private static Deploying Load(string project) => Deploying.Files(
    [
        .. Directory.GetFiles(Path.Combine(Folder, project))
            .Where(path => Path.GetFileName(path) != "expected.txt")
            .OrderBy(path => path.Contains(".prod.", StringComparison.Ordinal))
            .Select(path => (Path.GetFileName(path), File.ReadAllText(path))),
    ]);
}
