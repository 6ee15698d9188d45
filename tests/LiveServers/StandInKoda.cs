using System.Text;

namespace Koda.Lint.Tests;

/// <summary>A control plane and a dashboard on loopback that answer as Koda's do, hardened until a test breaks something.</summary>
internal sealed class StandInKoda : IDisposable
{
    public const string StrictPolicy = "default-src 'self'; script-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";
    public const string StrictCookie = "koda_operator_session=canary-8fb1c2; Path=/; Max-Age=3600; Secure; HttpOnly; SameSite=Strict";

    public StandInKoda(string address = "127.0.0.1")
    {
        ControlPlane = new StubServer(AnswerAsControlPlane, address);
        Dashboard = new StubServer((request, stream) => stream.WriteAsync(Encoding.UTF8.GetBytes(AnswerAsDashboard(request))).AsTask(), address);
    }

    public StubServer ControlPlane { get; }

    public StubServer Dashboard { get; }

    /// <summary>The policy of the pages; null for none.</summary>
    public string? Policy { get; set; } = StrictPolicy;

    /// <summary>The cookie that the sign-in page sets; null for none.</summary>
    public string? Cookie { get; set; } = StrictCookie;

    /// <summary>How long a failed login is held back.</summary>
    public TimeSpan LoginTime { get; set; } = TimeSpan.FromMilliseconds(320);

    /// <summary>Where the page that sends on to plain HTTP leads.</summary>
    public Uri? PlainHttp { get; set; }

    /// <summary>Answers of the control plane in place of the usual ones, by path.</summary>
    public Dictionary<string, string> ControlPlaneAnswers { get; } = [];

    /// <summary>Answers of the dashboard in place of the usual ones, by path.</summary>
    public Dictionary<string, string> DashboardAnswers { get; } = [];

    public string[] Urls => ["--base-url", ControlPlane.Url.ToString(), "--dashboard-url", Dashboard.Url.ToString()];

    public void Dispose()
    {
        ControlPlane.Dispose();
        Dashboard.Dispose();
    }

    private async Task AnswerAsControlPlane(StubRequest request, Stream stream)
    {
        if (request.Method == "POST" && request.Path == "/api/control-plane/auth/login" && !ControlPlaneAnswers.ContainsKey(request.Path))
            await Task.Delay(LoginTime);
        var answer = ControlPlaneAnswers.TryGetValue(request.Path, out var other) ? other : request.Path switch
        {
            "/health" => Json(200, "{\"status\": \"healthy\"}"),
            "/openapi/control-plane.json" => Json(200, "{\"openapi\": \"3.1.0\", \"paths\": {}}"),
            "/api/control-plane/auth/status" => Json(200, "{\"authenticated\": false, \"has_owner\": true}"),
            "/api/control-plane/auth/login" => Json(401, "{\"error\": \"invalid credentials\"}"),
            "/" => StubServer.Answer(302, "text/plain", "302: Found", "Location: /setup"),
            _ when request.Path.StartsWith("/api/", StringComparison.Ordinal) => Json(401, "{\"error\": \"operator session is required\"}"),
            _ => StubServer.Answer(404, "text/plain", "404: Not Found"),
        };
        await stream.WriteAsync(Encoding.UTF8.GetBytes(answer));
    }

    private string AnswerAsDashboard(StubRequest request) => DashboardAnswers.TryGetValue(request.Path, out var other) ? other : request.Path switch
    {
        "/login" => Page(Cookie is null ? [] : ["Set-Cookie: " + Cookie, "Set-Cookie: theme=dark; Path=/", "Set-Cookie: koda_has_owner=1; Path=/; Secure; SameSite=Strict"]),
        "/setup" or "/forgot-password" => Page([]),
        "/to-plain-http" => StubServer.Answer(302, "text/plain", "", "Location: " + PlainHttp, "Set-Cookie: " + Cookie),
        "/api/control-plane/auth/status" => Json(200, "{\"authenticated\": false, \"has_owner\": true}"),
        _ when request.Path.StartsWith("/api/", StringComparison.Ordinal) => Json(401, "{\"error\": \"Operator session is required.\"}"),
        _ => StubServer.Answer(307, "text/plain", "", "Location: /login"),
    };

    private string Page(string[] headers) => StubServer.Answer(
        200, "text/html; charset=utf-8",
        "<!DOCTYPE html><html><head><title>Koda</title></head><body><p id=\"state\">still</p><script>document.getElementById('state').textContent = 'inline script ran'</script></body></html>",
        [.. headers, .. Policy is null ? Array.Empty<string>() : ["Content-Security-Policy: " + Policy]]);

    private static string Json(int status, string body) => StubServer.Answer(status, "application/json", body);
}
