using Koda.Lint.Compose;
using Koda.Lint.Compose.Model;
using Koda.Lint.Rules;
using Koda.Lint.Text;
using Koda.Lint.Yaml;

namespace Koda.Lint.Fixes;

/// <summary>Binds a published port to the host itself, in the short or the long form of <c>ports</c>.</summary>
internal sealed class LoopbackBindingFix : FindingFix
{
    private const string Loopback = "127.0.0.1";
    private const string Loopback6 = "::1";

    public override FixProposal Propose(FixRequest request) => Bind(request);

    /// <summary>What binds the entry of <c>ports</c> that a finding is about.</summary>
    public static FixProposal Bind(FixRequest request)
    {
        var exposure = new PortExposures(request.Deployment).All.FirstOrDefault(entry => entry.Span.ToLocation() == request.Finding.Location);
        if (exposure is null)
            return FixProposal.Not("it is no entry of 'ports'");
        var port = exposure.Port;
        if (port.HostAddress is { Text.Length: > 0 } address)
        {
            var loopback = address.Text.IndexOf(':') >= 0 ? Loopback6 : Loopback;
            return ScalarEdit.PlaceOf(address, out var whyNot) is { } place ? FixProposal.Of(new TextEdit(place, loopback)) : FixProposal.Not(whyNot!);
        }

        return port.HostAddress is null ? AddAddress(port, request) : FixProposal.Not("its address is an empty variable");
    }

    private static FixProposal AddAddress(PublishedPort port, FixRequest request)
    {
        var span = port.Span;
        if (request.Files.Read(span.File.Path).File is not { } file || FindNode(file, span) is not { } node)
            return FixProposal.Not("it is not written as an entry of its own");
        if (node is YamlMapping map)
            return YamlSetting.InsertFirst(map, "host_ip", Loopback);
        if (node is not YamlScalar { Style: YamlScalarStyle.Plain or YamlScalarStyle.SingleQuoted or YamlScalarStyle.DoubleQuoted } scalar)
            return FixProposal.Not("it is written as a block of text");

        // An address alone, without a port of the host's, still needs that port's colon.
        var start = scalar.Style == YamlScalarStyle.Plain ? scalar.Start : scalar.Start + 1;
        return FixProposal.Of(new TextEdit(new SourceSpan(span.File, start, start), Loopback + (port.Published is { Text.Length: > 0 } ? ":" : "::")));
    }

    /// <summary>The node of exactly these characters.</summary>
    private static YamlNode? FindNode(SourceFile file, SourceSpan span)
    {
        var open = new Stack<YamlNode>(YamlReader.Read(file).Documents);
        while (open.Count > 0)
        {
            var node = open.Pop();
            if (node.Start == span.Start && node.End == span.End && node is not YamlAlias)
                return node;
            foreach (var child in node switch
            {
                YamlMapping map => map.Entries.Select(entry => entry.Value),
                YamlSequence list => list.Items,
                _ => [],
            })
            {
                if (child.Start <= span.Start && child.End >= span.End)
                    open.Push(child);
            }
        }

        return null;
    }
}
