using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Koda.Lint.Deployments;
using Koda.Lint.Facts;

namespace Koda.Lint.Verification;

/// <summary>
/// Looks at a running deployment: asks the URLs that were given, and this machine's own addresses, and records the answers. It changes nothing; the
/// one login that it may try is of a name that nobody has.
/// </summary>
public sealed partial class LiveVerification
{
    private const int MaxHops = 5;
    private const int TotalInTimeouts = 12;
    private const string LoginPath = "/api/control-plane/auth/login";

    private static readonly TimeSpan MaxConnectTime = TimeSpan.FromSeconds(2);

    private readonly VerificationRequest _request;
    private readonly SecretFileFacts _facts;
    private readonly Func<DateTimeOffset> _now;

    /// <summary>Prepares to look.</summary>
    /// <param name="request">What is to be verified.</param>
    /// <param name="facts">Looks at the files that hold secrets.</param>
    /// <param name="now">The clock.</param>
    public LiveVerification(VerificationRequest request, SecretFileFacts facts, Func<DateTimeOffset> now)
    {
        _request = request;
        _facts = facts;
        _now = now;
    }

    /// <summary>Told of what is asked next; null for nobody.</summary>
    public Action<string>? Progress { get; init; }

    /// <summary>Tells the addresses by which others reach this machine.</summary>
    public Func<IReadOnlyList<IPAddress>> FindOwnAddresses { get; init; } = Verification.OwnAddresses.Find;

    /// <summary>Looks at everything that the request names.</summary>
    public async Task<LiveReport> RunAsync()
    {
        var notes = new List<string>();
        using var probe = new HttpProbe(_request, _request.Timeout);
        var questioner = new Questioner(probe, _request.Timeout * TotalInTimeouts, Progress);
        var health = await questioner.GetAsync(At(_request.BaseUrl, "/health")).ConfigureAwait(false);
        var (publicUrl, plainHttp) = await AskPlainHttpAsync(questioner, notes).ConfigureAwait(false);

        var routes = new List<RouteObservation>();
        foreach (var path in PublicPath.All)
            routes.Add(await AskRouteAsync(path, publicUrl, questioner).ConfigureAwait(false));
        var status = routes.SelectMany(route => route.Probes).Select(one => one.AtRight)
            .FirstOrDefault(exchange => exchange.Url.AbsolutePath.EndsWith("/auth/status", StringComparison.Ordinal));

        var screens = await AskScreensAsync(publicUrl, routes[0], questioner).ConfigureAwait(false);
        var login = _request.ProbesLogin ? await TryLoginAsync(questioner).ConfigureAwait(false) : null;
        var own = await AskOwnAddressesAsync(health, routes[0].Probes[0].AtRight, notes).ConfigureAwait(false);
        var files = new List<FileFact>();
        foreach (var env in _request.EnvFiles)
            files.AddRange(_facts.OfServer(env).Where(fact => !files.Exists(known => known.Path == fact.Path)));

        var seen = new LiveObservations
        {
            BaseUrl = _request.BaseUrl,
            DashboardUrl = _request.DashboardUrl,
            PublicUrl = publicUrl,
            Time = _now(),
            Exchanges = questioner.Exchanges,
            Health = health,
            HasOwner = HasOwner(status),
            Routes = routes,
            Screens = screens,
            PlainHttp = plainHttp,
            OwnAddresses = own,
            Login = login,
            SecretFiles = files,
        };
        return new LiveReport(seen, questioner.Count, notes);
    }

    /// <summary>A path below a URL, which may have a path of its own.</summary>
    internal static Uri At(Uri url, string path) => new(url.GetLeftPart(UriPartial.Path).TrimEnd('/') + path);

    private async Task<(Uri? PublicUrl, IReadOnlyList<HttpExchange> PlainHttp)> AskPlainHttpAsync(Questioner questioner, List<string> notes)
    {
        var publicUrl = _request.PublicUrl;
        if (publicUrl is null)
        {
            notes.Add("not judged: what the world sees, because no --public-url was given");
            return (null, []);
        }

        var isPlain = publicUrl.Scheme == Uri.UriSchemeHttp;
        var plain = isPlain ? publicUrl
            : _request.HttpUrl ?? (publicUrl.IsDefaultPort ? new UriBuilder(publicUrl) { Scheme = Uri.UriSchemeHttp, Port = 80 }.Uri : null);
        if (plain is null)
        {
            notes.Add("not judged: whether HTTP redirects to HTTPS, because the public URL has a port of its own (--http-url says where HTTP answers)");
            return (publicUrl, []);
        }

        var answers = new List<HttpExchange>();
        foreach (var path in (string[])["/", "/login"])
            answers.Add(await questioner.GetAsync(At(plain, path)).ConfigureAwait(false));

        // A public URL of plain HTTP that redirects names the real one.
        if (isPlain && answers[0].Answer?.Target(answers[0].Url) is { Scheme: "https" } target && target.Host == publicUrl.Host)
            publicUrl = new Uri(HttpExchange.OriginOf(target));
        return (publicUrl, answers);
    }

    private async Task<RouteObservation> AskRouteAsync(PublicPath path, Uri? publicUrl, Questioner questioner)
    {
        var (right, wrong) = path.Backend == Backend.ControlPlane ? (_request.BaseUrl, _request.DashboardUrl) : (_request.DashboardUrl, _request.BaseUrl);
        var probes = new List<RouteProbe>();
        foreach (var asked in path.Probes)
        {
            var atRight = await questioner.GetAsync(At(right, asked)).ConfigureAwait(false);
            var atPublic = publicUrl is null ? null : await questioner.GetAsync(At(publicUrl, asked)).ConfigureAwait(false);
            var atWrong = atPublic is null || right == wrong ? null : await questioner.GetAsync(At(wrong, asked)).ConfigureAwait(false);
            var probe = new RouteProbe(asked, atRight, atWrong, atPublic);
            probes.Add(probe);
            var isMissing = path.Backend == Backend.Dashboard && atRight.Answer?.Status == 404;
            if (!isMissing && (atPublic?.Answer is null || BackendRecognition.Of(probe) != Recognition.Either))
                break;
        }

        return new RouteObservation(path, probes);
    }

    private async Task<IReadOnlyList<ScreenObservation>> AskScreensAsync(Uri? publicUrl, RouteObservation root, Questioner questioner)
    {
        var probe = root.Probes[0];
        var from = publicUrl is not null && probe.AtPublic?.Answer is not null ? publicUrl : probe.AtRight.Answer is not null ? _request.DashboardUrl : null;
        if (from is null)
            return [];
        var allowed = new[] { publicUrl, _request.BaseUrl, _request.DashboardUrl }.OfType<Uri>().Select(HttpExchange.OriginOf).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var screens = new List<ScreenObservation>();
        foreach (var path in PublicPath.AuthScreens)
            screens.Add(await FollowAsync(path, At(from, path), allowed, questioner).ConfigureAwait(false));
        return screens;
    }

    private static async Task<ScreenObservation> FollowAsync(string path, Uri url, HashSet<string> allowed, Questioner questioner)
    {
        var hops = new List<HttpExchange>();
        while (true)
        {
            var exchange = await questioner.GetAsync(url).ConfigureAwait(false);
            hops.Add(exchange);
            if (exchange.Answer is not { IsRedirect: true } answer)
                return new ScreenObservation(path, hops, ScreenEnd.Answered);
            if (answer.Target(url) is not { } target || !allowed.Contains(HttpExchange.OriginOf(target)))
                return new ScreenObservation(path, hops, ScreenEnd.LeadsElsewhere);
            if (hops.Count > MaxHops || hops.Exists(hop => hop.Url.AbsoluteUri == target.AbsoluteUri))
                return new ScreenObservation(path, hops, ScreenEnd.Circle);
            url = target;
        }
    }

    /// <summary>One login of a random name. Where the control plane has no such path, the dashboard is asked, which passes it on; a refusal is never tried again.</summary>
    private async Task<LoginObservation?> TryLoginAsync(Questioner questioner)
    {
        var json = "{\"identifier\":\"koda-lint-" + RandomText() + "\",\"password\":\"" + RandomText() + RandomText() + "\"}";
        var (url, exchange) = (_request.BaseUrl, await questioner.PostAsync(At(_request.BaseUrl, LoginPath), json).ConfigureAwait(false));
        if (exchange.Answer?.Status is 404 or 405)
            (url, exchange) = (_request.DashboardUrl, await questioner.PostAsync(At(_request.DashboardUrl, LoginPath), json).ConfigureAwait(false));
        return new LoginObservation(exchange, url.IsLoopback);
    }

    private static string RandomText() => Convert.ToHexString(RandomNumberGenerator.GetBytes(12));

    private async Task<IReadOnlyList<OwnAddressObservation>> AskOwnAddressesAsync(HttpExchange health, HttpExchange dashboard, List<string> notes)
    {
        if (!_request.ProbesHost)
        {
            notes.Add("not judged: whether other addresses of this machine answer, as --no-host-probe says");
            return [];
        }

        var own = FindOwnAddresses();
        Progress?.Invoke("trying this machine's own addresses");
        using var probe = new HttpProbe(_request, _request.Timeout < MaxConnectTime ? _request.Timeout : MaxConnectTime);
        var asked = new List<Task<OwnAddressObservation>>();
        foreach (var (backend, url, reference) in ((Backend, Uri, HttpExchange)[])[(Backend.ControlPlane, _request.BaseUrl, health), (Backend.Dashboard, _request.DashboardUrl, dashboard)])
        {
            if (!await IsThisMachineAsync(url, own).ConfigureAwait(false))
            {
                notes.Add("not judged: whether other addresses answer on port " + url.Port + ", because " + url.Host + " is not this machine");
                continue;
            }

            asked.AddRange(own.Select(address => AskOwnAddressAsync(probe, backend, address, reference)));
        }

        return await Task.WhenAll(asked).ConfigureAwait(false);
    }

    private static async Task<OwnAddressObservation> AskOwnAddressAsync(HttpProbe probe, Backend backend, IPAddress address, HttpExchange reference)
    {
        // A URL has no place for the interface of a link-local address: the connection is told of it apart.
        var host = address.AddressFamily == AddressFamily.InterNetworkV6 ? "[" + new IPAddress(address.GetAddressBytes()) + "]" : address.ToString();
        var url = new UriBuilder(reference.Url) { Host = host }.Uri;
        var exchange = await probe.GetAsync(url, address, reference.Url.Authority).ConfigureAwait(false);
        return new OwnAddressObservation(backend, exchange, reference);
    }

    private async Task<bool> IsThisMachineAsync(Uri url, IReadOnlyList<IPAddress> own)
    {
        if (url.IsLoopback)
            return true;
        try
        {
            var addresses = _request.Addresses.TryGetValue(url.Host, out var named) ? [named]
                : IPAddress.TryParse(url.Host.Trim('[', ']'), out var literal) ? [literal]
                : await Dns.GetHostAddressesAsync(url.Host).ConfigureAwait(false);
            return addresses.Any(address => IPAddress.IsLoopback(address) || own.Contains(address));
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static bool? HasOwner(HttpExchange? status) =>
        status?.Answer is { Status: 200 } answer && OwnerMember().Match(answer.Body) is { Success: true } match ? match.Groups[1].Value == "true" : null;

    [GeneratedRegex("\"has_owner\"\\s*:\\s*(true|false)", RegexOptions.CultureInvariant)]
    private static partial Regex OwnerMember();
}

/// <summary>What was seen, and what it took.</summary>
/// <param name="Seen">What was seen.</param>
/// <param name="Questions">How many questions were asked.</param>
/// <param name="Notes">What was not looked at, and why: a sentence without its end each.</param>
public sealed record LiveReport(LiveObservations Seen, int Questions, IReadOnlyList<string> Notes)
{
    /// <summary>Every answer that a finding may point into.</summary>
    public IEnumerable<HttpExchange> Shown => Seen.Exchanges.Concat(Seen.OwnAddresses.Select(one => one.Exchange));
}
