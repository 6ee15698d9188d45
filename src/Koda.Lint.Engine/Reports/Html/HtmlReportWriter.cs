using System.Globalization;
using Koda.Lint.Checking;
using Koda.Lint.Checklist;
using Koda.Lint.Files;
using Koda.Lint.Rules;

namespace Koda.Lint.Reports.Html;

/// <summary>
/// Writes a report as one page for people: the production checklist with its evidence, who listens where, and the findings with their lines,
/// secrets masked. It needs no other file, no script and no network.
/// </summary>
public static class HtmlReportWriter
{
    private const int FrameWidth = 100;

    /// <summary>Writes a report.</summary>
    /// <param name="report">What was found; deployments that were kept are shown in full.</param>
    /// <param name="output">Where to write.</param>
    /// <param name="surroundings">What to show beside the findings.</param>
    public static void Write(CheckReport report, Stream output, ReportSurroundings surroundings)
    {
        using var text = Utf8Text.Over(output);
        text.Write("<!DOCTYPE html>\n");
        new Page(new HtmlWriter(text), report, surroundings).Write();
    }

    private sealed class Page(HtmlWriter html, CheckReport report, ReportSurroundings surroundings)
    {
        private readonly CodeFrameWriter _frames = new(new HtmlInk(html), surroundings.Files, new TextReportOptions { Folder = surroundings.Folder, Width = FrameWidth });

        private string Verdict => report.Count(Severity.Error) switch
        {
            0 when report.Findings.Count == 0 => "Nothing stands in the way of this deployment",
            0 => "No error stands in the way of this deployment",
            1 => "1 error stands in the way of production",
            var count => Number(count) + " errors stand in the way of production",
        };

        public void Write()
        {
            html.Open("html", ("lang", "en"), ("xmlns", "http://www.w3.org/1999/xhtml")).Line();
            WriteHead();
            html.Open("body").Line();
            html.Element("a", "Skip to the report", ("class", "skip"), ("href", "#report")).Line();
            WriteHeader();
            html.Open("div", ("class", "page")).Line();
            WriteContents();
            html.Open("main", ("id", "report")).Line();
            for (var i = 0; i < report.Deployments.Count; i++)
                WriteDeployment(report.Deployments[i], "deployment-" + Number(i + 1));
            WriteFindings();
            html.CloseLine().CloseLine();
            WriteFooter();
            html.CloseLine().CloseLine();
        }

        private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

        private void WriteHead()
        {
            html.Open("head").Line();
            html.Empty("meta", ("charset", "utf-8")).Line();
            html.Empty("meta", ("http-equiv", "Content-Security-Policy"), ("content", "default-src 'none'; style-src '" + HtmlStyle.Hash + "'; base-uri 'none'; form-action 'none'")).Line();
            html.Empty("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1")).Line();
            html.Empty("meta", ("name", "color-scheme"), ("content", "light dark")).Line();
            html.Empty("meta", ("name", "generator"), ("content", "koda-lint " + surroundings.ToolVersion())).Line();
            html.Element("title", Verdict + " · koda-lint").Line();
            html.Open("style").Raw(HtmlStyle.Text).CloseLine();
            html.CloseLine();
        }

        private void WriteHeader()
        {
            html.Open("header", ("class", report.Count(Severity.Error) > 0 ? "verdict fail" : "verdict pass")).Line();
            html.Open("div", ("class", "inner")).Line();
            html.Element("p", "koda-lint report", ("class", "brand")).Line();
            html.Element("h1", Verdict).Line();
            html.Open("dl", ("class", "counts")).Line();
            foreach (var severity in FindingCounts.All)
            {
                html.Open("div", ("class", report.Count(severity) > 0 ? RuleWords.Of(severity) : "none"));
                html.Element("dt", RuleWords.Of(severity) + (report.Count(severity) == 1 ? "" : "s")).Element("dd", Number(report.Count(severity))).CloseLine();
            }

            html.CloseLine();
            html.Open("p", ("class", "made")).Text("Judged by koda-lint " + surroundings.ToolVersion());
            if (surroundings.MadeAt is { } madeAt)
                html.Text(" on ").Element("time", madeAt.ToUniversalTime().ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture) + " UTC", ("datetime", madeAt.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture)));
            html.CloseLine().CloseLine().CloseLine();
        }

        private void WriteContents()
        {
            html.Open("nav", ("aria-label", "Contents")).Line();
            html.Open("ul").Line();
            for (var i = 0; i < report.Deployments.Count; i++)
            {
                var id = "deployment-" + Number(i + 1);
                html.Open("li").Element("a", report.Deployments[i].Name, ("href", "#" + id));
                if (report.Deployments[i].Kept is { } kept)
                {
                    html.Open("ul");
                    if (ProductionChecklist.Of(kept).Count > 0)
                        html.Open("li").Element("a", "Checklist", ("href", "#" + id + "-checklist")).Close();
                    html.Open("li").Element("a", "Who listens where", ("href", "#" + id + "-network")).Close().Close();
                }

                html.CloseLine();
            }

            html.Open("li").Element("a", "Findings", ("href", "#findings"));
            if (report.Findings.Count > 0)
            {
                html.Open("ul");
                foreach (var (file, index) in ByFile().Select((file, index) => (file, index)))
                    html.Open("li").Open("a", ("href", "#file-" + Number(index + 1))).Element("span", Relative(file.Key)).Text(" ").Element("span", Number(file.Count()), ("class", "count")).Close().Close();
                html.Close();
            }

            html.CloseLine().CloseLine().CloseLine();
        }

        private void WriteDeployment(JudgedDeployment deployment, string id)
        {
            html.Open("section", ("aria-labelledby", id)).Line();
            html.Element("h2", deployment.Name, ("id", id)).Line();
            html.Open("p", ("class", "about")).Text("Judged as ").Element("strong", deployment.IsProduction ? "production" : "development");
            html.Text(deployment.IsProduction ? "" : ", so production rules were off").Text(" from ");
            for (var i = 0; i < deployment.Files.Count; i++)
                html.Text(i == 0 ? "" : " + ").Element("code", Relative(deployment.Files[i]));
            html.Text(deployment.Files.Count == 0 ? "no files." : ".");
            if (deployment.SuppliedBy.Count > 0)
            {
                html.Text(" There is no ").Element("code", ".env").Text(", so what ");
                for (var i = 0; i < deployment.SuppliedBy.Count; i++)
                    html.Text(i == 0 ? "" : " and ").Element("code", Relative(deployment.SuppliedBy[i]));
                html.Text(" names was not judged by value.");
            }

            html.CloseLine();
            if (deployment.Kept is { } kept)
            {
                if (ProductionChecklist.Of(kept) is { Count: > 0 } items)
                    WriteChecklist(items, id + "-checklist");
                WriteNetwork(NetworkMap.Of(kept.Deployment), id + "-network");
            }

            html.CloseLine();
        }

        private void WriteChecklist(IReadOnlyList<ChecklistItem> items, string id)
        {
            html.Element("h3", "Production checklist", ("id", id)).Line();
            html.Open("p", ("class", "about")).Text("The ten promises of Koda's production guide: ");
            html.Text(Number(items.Count(item => item.State == ChecklistState.Pass)) + " kept, ");
            html.Text(Number(items.Count(item => item.State == ChecklistState.Fail)) + " broken, ");
            html.Text(Number(items.Count(item => item.State == ChecklistState.Unknown)) + " that files alone cannot show.").CloseLine();
            html.Open("ol", ("class", "checklist")).Line();
            foreach (var item in items)
            {
                html.Open("li", ("class", ClassOf(item.State)), ("value", Number(item.Number))).Line();
                html.Open("div", ("class", "promise"));
                html.Element("span", Number(item.Number), ("class", "number"), ("aria-hidden", "true"));
                html.Open("h4").Words(item.Title).Close();
                WriteState(item.State).CloseLine();
                html.Open("ul", ("class", "evidence")).Line();
                foreach (var evidence in item.Evidence)
                {
                    html.Open("li", ("class", ClassOf(evidence.State)));
                    html.Element("span", WordOf(evidence.State) + ": ", ("class", "hidden")).Open("span").Words(evidence.Text).Close();
                    if (evidence.Place is { } place)
                        html.Text(" ").Element("span", Relative(place.Path) + ":" + place.Start, ("class", "place"));
                    html.CloseLine();
                }

                html.CloseLine().CloseLine();
            }

            html.CloseLine();
        }

        private HtmlWriter WriteState(ChecklistState state) => html.Open("span", ("class", "state " + ClassOf(state)))
            .Element("span", SignOf(state), ("aria-hidden", "true")).Text(" " + WordOf(state)).Close();

        private static string ClassOf(ChecklistState state) => state switch
        {
            ChecklistState.Pass => "pass",
            ChecklistState.Fail => "fail",
            _ => "unknown",
        };

        private static string WordOf(ChecklistState state) => state switch
        {
            ChecklistState.Pass => "Kept",
            ChecklistState.Fail => "Broken",
            _ => "Unknown",
        };

        private static string SignOf(ChecklistState state) => state switch
        {
            ChecklistState.Pass => "✓",
            ChecklistState.Fail => "✕",
            _ => "?",
        };

        private void WriteNetwork(NetworkMap map, string id)
        {
            html.Element("h3", "Who listens where", ("id", id)).Line();
            if (map.Services.Count == 0)
            {
                html.Open("p", ("class", "about")).Text("The deployment has no services.").CloseLine();
                return;
            }

            html.Open("figure", ("class", "diagram")).Line();
            html.Open("div", ("class", "scroll"), ("tabindex", "0"), ("role", "group"), ("aria-labelledby", id)).Line();
            NetworkDiagram.Write(html, map, id);
            html.CloseLine();
            html.Open("figcaption").Text("From the effective model: all Compose files merged, variables filled in. The table says the same in words.").CloseLine();
            html.CloseLine();
            WriteNetworkTable(map);
        }

        private void WriteNetworkTable(NetworkMap map)
        {
            html.Open("div", ("class", "scroll"), ("tabindex", "0"), ("role", "group"), ("aria-label", "Published ports and connections")).Open("table").Line();
            html.Open("thead").Open("tr");
            foreach (var heading in (string[])["Service", "Host address", "Container port", "Reached by", "Talks to"])
                html.Element("th", heading, ("scope", "col"));
            html.Close().CloseLine();
            html.Open("tbody").Line();
            foreach (var service in map.Services)
            {
                var rows = Math.Max(1, service.Ports.Count);
                for (var i = 0; i < rows; i++)
                {
                    html.Open("tr");
                    if (i == 0)
                        html.Element("th", service.Name, ("scope", "row"), ("rowspan", rows == 1 ? null : Number(rows)));
                    WritePort(service, i < service.Ports.Count ? service.Ports[i] : null);
                    if (i == 0)
                        html.Element("td", service.Uses.Count == 0 ? "–" : string.Join(", ", service.Uses), ("rowspan", rows == 1 ? null : Number(rows)));
                    html.CloseLine();
                }
            }

            html.CloseLine().Close().CloseLine();
        }

        private void WritePort(NetworkService service, NetworkPort? port)
        {
            if (port is null)
            {
                html.Element("td", service.IsOnHostNetwork ? "the host's network" : "none").Element("td", service.IsOnHostNetwork ? "all" : "–");
                html.Open("td").Element("span", service.IsOnHostNetwork ? "everybody, on every port that it opens" : "other services only", ("class", service.IsOnHostNetwork ? "reach everybody" : "reach")).Close();
                return;
            }

            html.Open("td").Element("code", port.Address).Close().Open("td").Element("code", port.Target).Close();
            html.Open("td").Element("span", NetworkDiagram.WordsOf(port.Reach), ("class", "reach " + NetworkDiagram.ClassOf(port.Reach))).Close();
        }

        private void WriteFindings()
        {
            html.Open("section", ("aria-labelledby", "findings")).Line();
            html.Element("h2", "Findings", ("id", "findings")).Line();
            if (report.Findings.Count == 0)
                html.Open("p", ("class", "about")).Text("None.").CloseLine();
            foreach (var (file, index) in ByFile().Select((file, index) => (file, index)))
            {
                html.Element("h3", Relative(file.Key), ("id", "file-" + Number(index + 1)), ("class", "file")).Line();
                foreach (var reported in file)
                    WriteFinding(reported.Finding);
            }

            html.CloseLine();
        }

        private void WriteFinding(Finding finding)
        {
            var severity = RuleWords.Of(finding.Severity);
            html.Open("article", ("class", "finding " + severity)).Line();
            html.Open("h4").Element("span", severity, ("class", "severity")).Text(" ").Element("span", finding.Rule.Id, ("class", "rule")).Text(" ");
            html.Words(finding.Message).CloseLine();
            html.Open("pre", ("tabindex", "0"), ("role", "group"), ("aria-label", "The lines that it is about")).Open("code");
            _frames.Write(finding, CodeFrameWriter.GutterOf(finding));
            html.Close().CloseLine();
            if (finding.Fix is { } fix)
                html.Open("p", ("class", "fix")).Element("strong", "Fix").Text(" ").Words(fix).CloseLine();
            html.Open("p", ("class", "more"));
            if (report.Deployments.Count > 1 && finding.Deployment is { } deployment)
                html.Text("In ").Element("code", deployment).Text(" · ");
            html.Element("a", "Why " + finding.Rule.Id + " matters", ("href", finding.Rule.HelpUri)).CloseLine();
            html.CloseLine();
        }

        private void WriteFooter()
        {
            html.Open("footer").Open("div", ("class", "inner")).Line();
            if (report.LeftOut.Count > 0)
            {
                html.Open("p").Text("Not judged: ");
                for (var i = 0; i < report.LeftOut.Count; i++)
                    html.Text(i == 0 ? "" : ", ").Element("code", Relative(report.LeftOut[i]));
                html.Text(".").CloseLine();
            }

            if (report.Hidden.Suppressed.Count + report.Hidden.Admitted.Count > 0)
                html.Open("p").Text("Not shown: " + Number(report.Hidden.Suppressed.Count) + " suppressed in files, " + Number(report.Hidden.Admitted.Count) + " admitted by the baseline. The checklist counts them all the same.").CloseLine();
            html.Open("p").Text("Secrets are masked. What cannot be known from files is unknown, never kept.").CloseLine();
            html.CloseLine().CloseLine();
        }

        private IEnumerable<IGrouping<string, ReportedFinding>> ByFile() => report.Findings.GroupBy(reported => reported.Finding.Location.Path, StringComparer.Ordinal);

        private string Relative(string path) => path == DiskFileProvider.StandardInput ? "standard input" : RelativePath.From(surroundings.Folder, path);
    }
}
