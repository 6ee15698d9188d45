using Koda.Lint.Deployments;
using Koda.Lint.Verification;

namespace Koda.Lint.Core.Tests.Verification;

/// <summary>A deployment as it was seen: healthy, until a test writes answers of its own.</summary>
internal sealed record Deployed
{
    private static readonly Uri Base = new("http://127.0.0.1:8090");
    private static readonly Uri Dashboard = new("http://127.0.0.1:3000");
    private static readonly Uri Public = new("https://koda.example.com");

    private LiveObservations _seen = new()
    {
        BaseUrl = Base,
        DashboardUrl = Dashboard,
        PublicUrl = Public,
        Time = new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero),
        Exchanges = [],
        Health = Exchange("GET http://127.0.0.1:8090/health\nHTTP 200\nContent-Type: application/json\n\n{\"status\": \"healthy\"}"),
    };

    /// <summary>An exchange as the examples of rule files write it: the question, the status, headers, and behind a blank line the body.</summary>
    public static HttpExchange Exchange(string text, double milliseconds = 350)
    {
        var parts = text.Replace("\r", "", StringComparison.Ordinal).Split("\n\n", 2);
        var lines = parts[0].Trim().Split('\n');
        var question = lines[0].Split(' ');
        var exchange = new HttpExchange(question[0], new Uri(question[1]));
        if (lines.Length == 1)
            return exchange with { Failure = new ProbeFailure(ProbeFailureKind.Unreachable, "nothing listens there") };
        var headers = lines.Skip(2).Select(line => line.Split(':', 2)).Select(pair => new HttpHeader(pair[0], pair[1].Trim())).ToList();
        var status = int.Parse(lines[1].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
        return exchange with { Answer = new HttpAnswer(status, headers, parts.Length > 1 ? parts[1] : "") { Elapsed = TimeSpan.FromMilliseconds(milliseconds) } };
    }

    public Deployed Seeing(Func<LiveObservations, LiveObservations> change) => this with { _seen = change(_seen) };

    /// <summary>Answers that belong where their URL says: a screen, the health check, plain HTTP, a login.</summary>
    public Deployed Answering(params string[] texts) => texts.Aggregate(this, (deployed, text) => deployed.Answering(Exchange(text)));

    public Deployed Answering(HttpExchange exchange) => Seeing(seen =>
    {
        seen = seen with { Exchanges = [.. seen.Exchanges, exchange] };
        if (exchange.Method == "POST")
            return seen with { Login = new LoginObservation(exchange, IsTimed: true) };
        if (exchange.Url.Scheme == "http" && !exchange.Url.IsLoopback)
            return seen with { PlainHttp = [.. seen.PlainHttp, exchange] };
        if (PublicPath.AuthScreens.Contains(exchange.Url.AbsolutePath))
            return seen with { Screens = [.. seen.Screens, new ScreenObservation(exchange.Url.AbsolutePath, [exchange], ScreenEnd.Answered)] };
        return exchange.Url.AbsolutePath == "/health" ? seen with { Health = exchange } : seen;
    });

    /// <summary>A path with what both backends and the public URL answer; an answer begins with its status.</summary>
    public Deployed Routing(string path, string atRight, string atWrong, string atPublic) => Seeing(seen =>
    {
        var route = PublicPath.All.Single(one => one.Name == path);
        var (right, wrong) = route.Backend == Backend.ControlPlane ? (Base, Dashboard) : (Dashboard, Base);
        HttpExchange At(Uri url, string answer) => Exchange("GET " + new Uri(url, route.Probes[0]) + "\nHTTP " + answer);
        return seen with { Routes = [.. seen.Routes, new RouteObservation(route, [new RouteProbe(route.Probes[0], At(right, atRight), At(wrong, atWrong), At(Public, atPublic))])] };
    });

    public Deployed Holding(string path, SecretFileKind kind, int mode, string? expiredAt = null) =>
        Seeing(seen => seen with { SecretFiles = [.. seen.SecretFiles, new FileFact(path, kind) { UnixMode = mode, ExpiredAt = expiredAt }] });

    public IReadOnlyList<Finding> Findings => LiveJudge.Judge(_seen);

    /// <summary>The findings as <c>severity rule</c>.</summary>
    public IEnumerable<string> Rules => Findings.Select(finding => finding.Severity.ToString().ToLowerInvariant() + " " + finding.Rule.Id["KODA".Length..]);
}
