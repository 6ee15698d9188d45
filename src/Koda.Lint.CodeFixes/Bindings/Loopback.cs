using System.Text.RegularExpressions;
using Koda.Lint.CodeFixes.Writing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Koda.Lint.CodeFixes.Bindings;

/// <summary>Makes a server listen on loopback.</summary>
internal static class Loopback
{
    private const string Title = "Listen on loopback";
    private const string Address = "System.Net.IPAddress";

    private static readonly Regex Host = new(@"(?<=://)(?:\[[^\]]*\]|[^:/;]+)", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    public static Mending? MendListenAnyIP(Fault fault)
    {
        if (fault.Node is not SimpleNameSyntax { Parent.Parent: InvocationExpressionSyntax { ArgumentList: { } list } })
            return null;
        // ListenLocalhost binds two addresses, and a free port of one need not be free on the other: it refuses port 0.
        var picksPort = list.Arguments.Any(argument => fault.Model.GetConstantValue(argument.Expression, fault.Cancellation).Value is 0);
        return !picksPort ? new Mending(Title, fault.Span, "ListenLocalhost")
            : fault.NameOf(Address, fault.Span.Start) is { } address
                ? new Mending(Title, TextSpan.FromBounds(fault.Span.Start, list.OpenParenToken.Span.End), $"Listen({address}.Loopback, ")
                : null;
    }

    /// <summary>A URL in a literal: its host goes, its scheme, port and path stay.</summary>
    public static Mending? MendUrl(Fault fault) =>
        StringCharacters.Of(fault.Node, fault.Text) is { } content && content.Contains(fault.Span)
            && Host.Match(fault.Text.ToString(fault.Span)) is { Success: true } host
            ? new Mending(Title, new TextSpan(fault.Span.Start + host.Index, host.Length), "127.0.0.1")
            : null;

    /// <summary>An <c>IPAddress</c>, or the text of one.</summary>
    public static Mending? MendAddress(Fault fault)
    {
        if (fault.ExpressionAt(fault.Span) is not { } expression)
            return null;
        var name = expression switch
        {
            IdentifierNameSyntax simple => simple,
            MemberAccessExpressionSyntax { Name: IdentifierNameSyntax last } => last,
            _ => null,
        };
        if (name?.Identifier.ValueText is "Any" or "IPv6Any")
            return new Mending(Title, name.Span, name.Identifier.ValueText == "Any" ? "Loopback" : "IPv6Loopback");
        if (fault.Model.GetConstantValue(expression, fault.Cancellation).Value is string written)
        {
            return StringCharacters.Of(expression, fault.Text) is { } content && fault.Text.ToString(content) == written
                ? new Mending(Title, content, LoopbackOf(written))
                : new Mending(Title, expression.Span, "\"" + LoopbackOf(written) + "\"");
        }

        return fault.TypeOf(expression) is { Name: "IPAddress" } type ? new Mending(Title, expression.Span, fault.NameOf(type, expression.SpanStart) + ".Loopback") : null;
    }

    /// <summary><c>TcpListener.Create(port)</c> and <c>new TcpListener(port)</c> choose the address themselves.</summary>
    public static Mending? MendTcpListener(Fault fault)
    {
        var call = fault.Node.FirstAncestorOrSelf<ExpressionSyntax>(node => node is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax);
        if (fault.NameOf(Address, fault.Span.Start) is not { } address)
            return null;
        switch (call)
        {
            case InvocationExpressionSyntax { ArgumentList: var list } when fault.SymbolOf(call) is IMethodSymbol method:
                var made = fault.NameOf(method.ContainingType, call.SpanStart);
                return new Mending(Title, TextSpan.FromBounds(call.SpanStart, list.OpenParenToken.Span.End), $"new {made}({address}.Loopback, ");
            case BaseObjectCreationExpressionSyntax { ArgumentList: { } list }:
                return new Mending(Title, new TextSpan(list.OpenParenToken.Span.End, 0), address + ".Loopback, ");
            default:
                return null;
        }
    }

    // "0.0.0.0:80" for IPEndPoint.Parse keeps its port.
    private static string LoopbackOf(string address)
    {
        var isIPv6 = address.IndexOf(':') != address.LastIndexOf(':');
        if (isIPv6)
            return address.StartsWith("[", StringComparison.Ordinal) ? "[::1]" + address.Substring(address.IndexOf(']') + 1) : "::1";
        var colon = address.IndexOf(':');
        return "127.0.0.1" + (colon < 0 ? "" : address.Substring(colon));
    }
}
