using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Koda.Lint.Verification;

/// <summary>
/// Asks one question and records what comes back. Follows no redirect, keeps no cookie, uses no proxy, and never takes longer than it may.
/// Whatever a server does becomes an answer or a failure with its reason.
/// </summary>
internal sealed class HttpProbe : IDisposable
{
    /// <summary>The largest body that is read, in bytes: more than any page or interface description of Koda.</summary>
    public const int MaxBody = 8 * 1024 * 1024;

    private const int MaxHeadKibibytes = 64;
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private static readonly HttpRequestOptionsKey<IPAddress> Address = new("address");

    private readonly TimeSpan _timeout;
    private readonly IReadOnlyDictionary<string, IPAddress> _addresses;
    private readonly X509Certificate2Collection _authorities;
    private readonly HttpClient _client;
    private string? _distrust;

    /// <summary>Prepares to ask.</summary>
    /// <param name="request">What is to be verified.</param>
    /// <param name="timeout">How long one answer may take.</param>
    public HttpProbe(VerificationRequest request, TimeSpan timeout)
    {
        _timeout = timeout;
        _addresses = request.Addresses;
        _authorities = request.Authorities;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.None,
            MaxResponseHeadersLength = MaxHeadKibibytes,
            MaxResponseDrainSize = 0,
            ConnectCallback = ConnectAsync,
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = Validate,

                // Only the URLs that were given are talked to: no list of revocations, no missing certificate is fetched.
                CertificateChainPolicy = new X509ChainPolicy { DisableCertificateDownloads = true, RevocationMode = X509RevocationMode.NoCheck, ApplicationPolicy = { new Oid(ServerAuthentication) } },
            },
        };
        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", request.UserAgent);
    }

    /// <summary>Asks for a page.</summary>
    /// <param name="url">The URL.</param>
    /// <param name="at">The address to connect to instead of the URL's, or null.</param>
    /// <param name="host">The name to ask that address for, or null.</param>
    public Task<HttpExchange> GetAsync(Uri url, IPAddress? at = null, string? host = null)
    {
        var message = new HttpRequestMessage(HttpMethod.Get, url);
        message.Headers.TryAddWithoutValidation("Accept", "text/html, application/json;q=0.9, */*;q=0.8");
        if (at is not null)
            message.Options.Set(Address, at);
        if (host is not null)
            message.Headers.Host = host;
        return AskAsync(message, url);
    }

    /// <summary>Posts JSON as a page of the same origin does.</summary>
    /// <param name="url">The URL.</param>
    /// <param name="json">The body.</param>
    public Task<HttpExchange> PostAsync(Uri url, string json)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        message.Headers.TryAddWithoutValidation("Origin", HttpExchange.OriginOf(url));
        return AskAsync(message, url);
    }

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();

    private async Task<HttpExchange> AskAsync(HttpRequestMessage message, Uri url)
    {
        var exchange = new HttpExchange(message.Method.Method, url);
        using var limit = new CancellationTokenSource(_timeout);
        _distrust = null;
        try
        {
            using (message)
            {
                var watch = Stopwatch.StartNew();
                using var response = await _client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
                var elapsed = watch.Elapsed;
                return await ReadBodyAsync(response, limit.Token).ConfigureAwait(false) is { } body
                    ? exchange with { Answer = new HttpAnswer((int)response.StatusCode, HeadersOf(response), body) { Elapsed = elapsed } }
                    : exchange with { Failure = new ProbeFailure(ProbeFailureKind.TooLarge, "its answer is larger than " + (MaxBody / 1024 / 1024) + " MiB") };
            }
        }
        catch (OperationCanceledException)
        {
            return exchange with { Failure = new ProbeFailure(ProbeFailureKind.TimedOut, "there is no whole answer within " + Seconds(_timeout)) };
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException or AuthenticationException or InvalidOperationException or NotSupportedException)
        {
            return exchange with { Failure = FailureOf(e) };
        }
    }

    private static string Seconds(TimeSpan time) =>
        time.TotalSeconds.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture) + (time == TimeSpan.FromSeconds(1) ? " second" : " seconds");

    private static async Task<string?> ReadBodyAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            using var body = new MemoryStream();
            var buffer = new byte[16 * 1024];
            for (int read; (read = await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0;)
            {
                if (body.Length + read > MaxBody)
                    return null;
                body.Write(buffer, 0, read);
            }

            return Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length);
        }
    }

    private static List<HttpHeader> HeadersOf(HttpResponseMessage response)
    {
        var headers = new List<HttpHeader>();
        foreach (var collection in (HttpHeaders[])[response.Headers, response.Content.Headers])
        {
            foreach (var (name, values) in collection.NonValidated)
            {
                foreach (var value in values)
                    headers.Add(new HttpHeader(name, value));
            }
        }

        return headers;
    }

    private ProbeFailure FailureOf(Exception exception)
    {
        var socket = exception as SocketException ?? exception.InnerException as SocketException;
        var error = (exception as HttpRequestException)?.HttpRequestError ?? HttpRequestError.Unknown;
        if (error == HttpRequestError.NameResolutionError || socket?.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain)
            return new ProbeFailure(ProbeFailureKind.Unresolved, "its name leads to no address");
        if (error == HttpRequestError.SecureConnectionError || exception.InnerException is AuthenticationException)
            return new ProbeFailure(ProbeFailureKind.Tls, _distrust ?? "what listens there does not speak TLS as this program does");
        if (error == HttpRequestError.ConnectionError || socket is not null)
        {
            return new ProbeFailure(ProbeFailureKind.Unreachable, socket?.SocketErrorCode switch
            {
                SocketError.ConnectionRefused => "nothing listens there",
                SocketError.NetworkUnreachable or SocketError.HostUnreachable => "no network leads there",
                SocketError.ConnectionReset => "it breaks off the connection",
                _ => "no connection comes about",
            });
        }

        return error == HttpRequestError.ConfigurationLimitExceeded
            ? new ProbeFailure(ProbeFailureKind.TooLarge, "the head of its answer is larger than " + MaxHeadKibibytes + " KiB")
            : new ProbeFailure(ProbeFailureKind.Malformed, error == HttpRequestError.ResponseEnded ? "it breaks off its answer" : "what it sends is no answer of HTTP");
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var target = context.DnsEndPoint;
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (context.InitialRequestMessage.Options.TryGetValue(Address, out var address) || _addresses.TryGetValue(target.Host, out address))
                await socket.ConnectAsync(new IPEndPoint(address, target.Port), cancellation).ConfigureAwait(false);
            else
                await socket.ConnectAsync(target, cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private bool Validate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
            return true;
        if (errors == SslPolicyErrors.RemoteCertificateChainErrors && certificate is X509Certificate2 presented && IsFromOwnAuthority(presented, chain))
            return true;
        _distrust = (errors & SslPolicyErrors.RemoteCertificateNotAvailable) != 0 ? "it shows no certificate"
            : (errors & SslPolicyErrors.RemoteCertificateNameMismatch) != 0 ? "its certificate is for another name"
            : chain?.ChainStatus.Any(status => status.Status == X509ChainStatusFlags.NotTimeValid) == true ? "its certificate has expired or does not hold yet"
            : "its certificate comes from an authority that this machine does not trust";
        return false;
    }

    private bool IsFromOwnAuthority(X509Certificate2 presented, X509Chain? seen)
    {
        if (_authorities.Count == 0)
            return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        if (seen is not null)
        {
            foreach (var element in seen.ChainElements)
                chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        }

        return chain.Build(presented);
    }
}
