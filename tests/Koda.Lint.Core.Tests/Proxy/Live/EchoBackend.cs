using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Koda.Lint.Core.Tests.Proxy.Live;

/// <summary>A backend on loopback that answers with its name and the target it was asked for.</summary>
public sealed class EchoBackend : IDisposable
{
    /// <summary>Headers that every backend sends, so that a proxy has something to take away.</summary>
    public static readonly IReadOnlyDictionary<string, string> OwnHeaders = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["Content-Security-Policy"] = "default-src 'self'",
        ["Strict-Transport-Security"] = "max-age=1",
        ["X-Own"] = "backend",
    };

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public EchoBackend(string name)
    {
        Name = name;
        _listener.Start(512);
        _ = AcceptAsync();
    }

    public string Name { get; }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = AnswerAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            var stream = client.GetStream();
            var buffer = new byte[16384];
            var length = 0;
            while (length < buffer.Length)
            {
                var read = await stream.ReadAsync(buffer.AsMemory(length));
                if (read == 0)
                    return;
                length += read;
                if (buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) >= 0)
                    break;
            }

            var target = Encoding.UTF8.GetString(buffer, 0, length).Split(' ')[1];
            var body = Encoding.UTF8.GetBytes(Name + "\n" + target);
            var head = $"HTTP/1.1 200 OK\r\nX-Backend: {Name}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n"
                + string.Concat(OwnHeaders.Select(h => $"{h.Key}: {h.Value}\r\n")) + "\r\n";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
            await stream.WriteAsync(body);
        }
    }
}
