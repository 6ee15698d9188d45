using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Koda.Lint.Core.Tests.Proxy.Live;

/// <summary>A real proxy program that runs on loopback for the length of a test.</summary>
public sealed class LiveProxy : IDisposable
{
    private static int _nextPort = 10_000 + (Environment.ProcessId % 10 * 2_000);

    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private LiveProxy(ProcessStartInfo start)
    {
        start.RedirectStandardError = start.RedirectStandardOutput = true;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, e) => Collect(e.Data);
        _process.ErrorDataReceived += (_, e) => Collect(e.Data);
        _process.Start();
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
    }

    /// <summary>What the program printed so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <summary>The full path of a program, or null when it is not installed.</summary>
    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/sbin")
            .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    /// <summary>Ports that were free a moment ago, below those that systems give to outgoing connections.</summary>
    public static IReadOnlyList<int> FreePorts(int count)
    {
        var ports = new List<int>();
        while (ports.Count < count)
        {
            var port = Interlocked.Increment(ref _nextPort);
            if (port > 32_000)
                throw new InvalidOperationException("no more free ports");
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                ports.Add(port);
            }
            catch (SocketException)
            {
                // Taken: the next one, then.
            }
        }

        return ports;
    }

    /// <summary>Starts a program and waits until all its ports answer.</summary>
    public static async Task<LiveProxy> StartAsync(ProcessStartInfo start, IEnumerable<int> ports)
    {
        var proxy = new LiveProxy(start);
        var patience = Stopwatch.StartNew();
        foreach (var port in ports)
        {
            while (true)
            {
                try
                {
                    using var client = new TcpClient();
                    await client.ConnectAsync(IPAddress.Loopback, port);
                    break;
                }
                catch (SocketException)
                {
                    if (proxy._process.HasExited || patience.Elapsed > TimeSpan.FromSeconds(30))
                    {
                        var output = proxy.Output;
                        proxy.Dispose();
                        throw new InvalidOperationException($"{start.FileName} does not listen on {port}:\n{output}");
                    }

                    await Task.Delay(20);
                }
            }
        }

        return proxy;
    }

    /// <summary>Asks for a path exactly as given, with no header but Host and Connection.</summary>
    public static async Task<LiveAnswer> GetAsync(int port, string host, string target, bool tls = false)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        Stream stream = client.GetStream();
        if (tls)
        {
            var secured = new SslStream(stream, false, (_, certificate, _, _) => certificate!.Issuer.Contains("Caddy Local Authority", StringComparison.Ordinal));
            await secured.AuthenticateAsClientAsync(host.Split(':')[0]);
            stream = secured;
        }

        await stream.WriteAsync(Encoding.UTF8.GetBytes($"GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));
        using var received = new MemoryStream();
        try
        {
            await stream.CopyToAsync(received);
        }
        catch (IOException)
        {
            // A server that drops the connection has said what it had to say.
        }

        return LiveAnswer.Parse(Encoding.UTF8.GetString(received.ToArray()));
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    private void Collect(string? line)
    {
        lock (_output)
            _output.AppendLine(line);
    }
}

/// <summary>An answer as it came over the wire. Status 0 is a connection that was closed without one.</summary>
public sealed record LiveAnswer(int Status, IReadOnlyList<(string Name, string Value)> Headers, string Body)
{
    public string? Header(string name) => Values(name).FirstOrDefault();

    public IEnumerable<string> Values(string name) =>
        Headers.Where(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value);

    public static LiveAnswer Parse(string text)
    {
        var split = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (split < 0)
            return new LiveAnswer(0, [], "");
        var lines = text[..split].Split("\r\n");
        var headers = lines.Skip(1).Select(l => l.Split(':', 2)).Select(p => (p[0], p[1].Trim())).ToArray();
        var body = text[(split + 4)..];
        if (headers.Any(h => h.Item1.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase)))
            body = Unchunk(body);
        return new LiveAnswer(int.Parse(lines[0].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture), headers, body);
    }

    private static string Unchunk(string body)
    {
        var output = new StringBuilder();
        while (body.IndexOf("\r\n", StringComparison.Ordinal) is > 0 and var end)
        {
            var size = Convert.ToInt32(body[..end], 16);
            output.Append(body, end + 2, size);
            body = body[(end + 2 + size + 2)..];
        }

        return output.ToString();
    }
}
