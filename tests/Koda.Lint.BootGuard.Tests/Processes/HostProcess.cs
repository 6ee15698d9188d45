using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Koda.Lint.BootGuard.Tests.Processes;

/// <summary>A program of <c>tests/Hosts</c> as a process of its own, with nothing but the environment that a test gives it.</summary>
internal sealed class HostProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _error;
    private readonly StringBuilder _output = new();
    private readonly Task _reading;

    private HostProcess(Process process, string? readyLine)
    {
        _process = process;
        _error = process.StandardError.ReadToEndAsync();
        var ready = new TaskCompletionSource();
        Ready = ready.Task;
        _reading = Task.Run(async () =>
        {
            while (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                lock (_output)
                    _output.Append(line).Append('\n');
                if (readyLine is not null && line.Contains(readyLine, StringComparison.Ordinal))
                    ready.TrySetResult();
            }

            ready.TrySetException(new InvalidOperationException("the process ended:\n" + Output));
        });
    }

    /// <summary>Done when the line that was waited for is printed.</summary>
    public Task Ready { get; }

    public bool HasExited => _process.HasExited;

    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <summary>Starts a program.</summary>
    /// <param name="project">Its project, a folder of <c>tests/Hosts</c>.</param>
    /// <param name="folder">The folder that it runs in, and its home.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Its environment.</param>
    /// <param name="readyLine">What it prints when it works.</param>
    public static HostProcess Start(
        string project, string folder, string[] arguments, IReadOnlyDictionary<string, string> environment, string? readyLine = null)
    {
        var start = new ProcessStartInfo("dotnet", [PathOf(project), .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var inherited = new[] { "PATH", "DOTNET_ROOT" }.Where(name => start.Environment.TryGetValue(name, out _)).Select(name => (name, start.Environment[name])).ToList();
        start.Environment.Clear();
        inherited.ForEach(variable => start.Environment[variable.name] = variable.Item2);
        start.Environment["HOME"] = folder;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new HostProcess(Process.Start(start)!, readyLine);
    }

    /// <summary>The assembly of a program. It is built with the tests, in the same configuration and for the same framework.</summary>
    public static string PathOf(string project)
    {
        var build = Path.GetRelativePath(Repository.PathTo("tests/Koda.Lint.BootGuard.Tests/bin"), AppContext.BaseDirectory);
        return Path.Combine(Repository.PathTo("tests/Hosts"), project, "bin", build, project + ".dll");
    }

    /// <summary>Waits for the end.</summary>
    public async Task<(int ExitCode, string Output, string Error)> EndAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        await _reading;
        return (_process.ExitCode, Output, await _error);
    }

    /// <summary>A port of loopback that nobody listens on now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
