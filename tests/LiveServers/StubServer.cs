using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Koda.Lint.Tests;

/// <summary>A server on loopback that answers with whatever bytes a test wants, well-formed or not.</summary>
internal sealed class StubServer : IDisposable
{
    private readonly TcpListener _listener;
    private readonly Func<StubRequest, Stream, Task> _answer;
    private readonly CancellationTokenSource _stop = new();

    public StubServer(Func<StubRequest, Stream, Task> answer, string address = "127.0.0.1", int port = 0)
    {
        _answer = answer;
        _listener = new TcpListener(IPAddress.Parse(address), port);
        _listener.Start();
        Url = new Uri("http://" + _listener.LocalEndpoint);
        _ = AcceptAsync();
    }

    public StubServer(Func<StubRequest, string> answer, string address = "127.0.0.1", int port = 0)
        : this((request, stream) => stream.WriteAsync(Encoding.UTF8.GetBytes(answer(request))).AsTask(), address, port)
    {
    }

    /// <summary>Where it listens.</summary>
    public Uri Url { get; }

    /// <summary>What it was asked.</summary>
    public ConcurrentQueue<StubRequest> Requests { get; } = new();

    /// <summary>A port of loopback that nobody listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>An answer as text.</summary>
    public static string Answer(int status, string type, string body, params string[] headers) =>
        $"HTTP/1.1 {status} X\r\nConnection: close\r\nContent-Type: {type}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n"
        + string.Concat(headers.Select(header => header + "\r\n")) + "\r\n" + body;

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                if (await ReadAsync(stream) is not { } request)
                    return;
                Requests.Enqueue(request);
                await _answer(request, stream);
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // The client has had enough.
            }
        }
    }

    private static async Task<StubRequest?> ReadAsync(NetworkStream stream)
    {
        var bytes = new List<byte>();
        var one = new byte[1];
        while (bytes.Count < 4 || !(bytes[^1] == '\n' && bytes[^2] == '\r' && bytes[^3] == '\n'))
        {
            if (await stream.ReadAsync(one) == 0)
                return null;
            bytes.Add(one[0]);
        }

        var lines = Encoding.Latin1.GetString([.. bytes]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var first = lines[0].Split(' ');
        var headers = lines.Skip(1).Select(line => line.Split(':', 2)).ToDictionary(pair => pair[0], pair => pair[1].Trim(), StringComparer.OrdinalIgnoreCase);
        var body = new byte[headers.TryGetValue("Content-Length", out var length) ? int.Parse(length, System.Globalization.CultureInfo.InvariantCulture) : 0];
        await stream.ReadExactlyAsync(body);
        return new StubRequest(first[0], first[1], headers, Encoding.UTF8.GetString(body));
    }
}

/// <summary>What a stub was asked.</summary>
internal sealed record StubRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body);
