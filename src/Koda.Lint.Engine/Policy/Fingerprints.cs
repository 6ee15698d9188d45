using System.Globalization;
using System.Text;
using Koda.Lint.Files;

namespace Koda.Lint.Policy;

/// <summary>
/// Names findings so that a baseline or a code host knows them again after edits elsewhere in the file: a hash of the rule, the path seen
/// from the root, and the subject. Lines and columns are no part of it, nor is any value.
/// </summary>
public sealed class Fingerprints
{
    private readonly string _root;
    private readonly Dictionary<(string Rule, string Path, string Subject), int> _seen = [];

    /// <summary>Begins a run.</summary>
    /// <param name="root">The folder that paths are seen from, absolute: the same on every machine that shares the fingerprints.</param>
    public Fingerprints(string root) => _root = root;

    /// <summary>
    /// A finding's fingerprint: 16 hexadecimal digits. A subject that comes again gets another one, so ask once per finding and in a stable order.
    /// </summary>
    /// <param name="finding">The finding.</param>
    public string Of(Finding finding)
    {
        var path = RelativePath.From(_root, finding.Location.Path);
        var key = (finding.Rule.Id, path, finding.Subject);
        _seen.TryGetValue(key, out var earlier);
        _seen[key] = earlier + 1;
        var text = string.Join("\n", finding.Rule.Id, path, finding.Subject, earlier.ToString(CultureInfo.InvariantCulture));
        return Hash(Encoding.UTF8.GetBytes(text)).ToString("x16", CultureInfo.InvariantCulture);
    }

    /// <summary>FNV-1a, 64 bits: nobody gains by a collision here, and a cryptographic hash would load a library of megabytes.</summary>
    private static ulong Hash(byte[] bytes)
    {
        var hash = 0xcbf29ce484222325;
        foreach (var b in bytes)
            hash = (hash ^ b) * 0x100000001b3;
        return hash;
    }
}
