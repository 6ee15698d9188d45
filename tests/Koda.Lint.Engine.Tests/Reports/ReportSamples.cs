using Koda.Lint.Checking;
using Koda.Lint.Files;
using Koda.Lint.Text;

namespace Koda.Lint.Engine.Tests.Reports;

/// <summary>Files in memory below <c>/srv/koda</c>, and findings about marked parts of them.</summary>
internal sealed class ReportSamples : IFileProvider
{
    public const string Folder = "/srv/koda";

    private readonly Dictionary<string, SourceFile> _files = new(StringComparer.Ordinal);

    /// <summary>Adds a file in whose text <c>⟦…⟧</c> stands around the places to point at, in order; gives those.</summary>
    public Location[] Add(string name, string marked)
    {
        var path = Folder + "/" + name;
        var starts = new Stack<(int Offset, int Index)>();
        var spans = new SortedDictionary<int, (int Start, int End)>();
        var text = new System.Text.StringBuilder();
        var index = 0;
        foreach (var c in marked)
        {
            if (c == '⟦')
                starts.Push((text.Length, index++));
            else if (c == '⟧' && starts.Pop() is var (offset, number))
                spans[number] = (offset, text.Length);
            else
                text.Append(c);
        }

        var file = new SourceFile(path, text.ToString());
        _files[path] = file;
        return [.. spans.Values.Select(span => new SourceSpan(file, span.Start, span.End).ToLocation())];
    }

    public FileAnswer Read(string path) => _files.TryGetValue(path, out var file) ? FileAnswer.Of(file) : FileAnswer.Missing;

    public static Finding Finding(Location location, string message = "the fault", string? label = null, string? fix = null, params RelatedLocation[] related) => new()
    {
        Rule = RuleCatalogue.PortPublishedOnAllInterfaces,
        Severity = Severity.Error,
        Message = message,
        Location = location,
        Label = label,
        Fix = fix,
        Related = related,
        Subject = "subject",
        Deployment = "koda",
    };

    public static CheckReport Report(params Finding[] findings) => new(
        [new JudgedDeployment("koda", [Folder + "/docker-compose.yml", Folder + "/docker-compose.prod.yml"], IsProduction: true, [])],
        [.. findings.Select(finding => new ReportedFinding(finding, "0123456789abcdef"))],
        []);
}
