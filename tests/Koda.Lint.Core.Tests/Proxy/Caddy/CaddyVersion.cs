using System.Diagnostics;
using Koda.Lint.Core.Tests.Proxy.Live;

namespace Koda.Lint.Core.Tests.Proxy.Caddy;

/// <summary>The Caddy that is installed.</summary>
public static class CaddyVersion
{
    /// <summary><c>caddy version</c> prints <c>2.6.2</c> or <c>v2.8.4 h1:…</c>.</summary>
    public static async Task<Version> OfAsync(string program)
    {
        using var process = Process.Start(new ProcessStartInfo(program, ["version"]) { RedirectStandardOutput = true })!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return Version.Parse(text.Trim().TrimStart('v').Split(' ', '-')[0]);
    }

    /// <summary>Runs a Caddyfile; everything that Caddy stores goes to the folder.</summary>
    public static async Task<LiveProxy> StartAsync(string program, string folder, string text, IEnumerable<int> ports)
    {
        var path = Path.Combine(folder, "Caddyfile");
        await File.WriteAllTextAsync(path, text);
        var start = new ProcessStartInfo(program, ["run", "--config", path, "--adapter", "caddyfile"]) { WorkingDirectory = folder };
        foreach (var variable in new[] { "HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME" })
            start.Environment[variable] = folder;
        return await LiveProxy.StartAsync(start, ports);
    }
}
