using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Koda.Lint.Analyzers.Scan;

/// <summary>
/// Members that carry what rules judge to code that mentions no word of the vocabulary itself: a method that hands a parameter to such code,
/// <c>Write(response, name) =&gt; response.Cookies.Append(name, …)</c>, whose callers decide what it does; and a constant, field or property with such a
/// word in its text, <c>const string Policy = "script-src …"</c>, whose users send it.
/// </summary>
internal sealed class Indirections
{
    // What a method needs to do its work says nothing about the values that it works with.
    private static readonly HashSet<string> Plumbing = new(StringComparer.Ordinal)
    {
        "HttpContext", "HttpRequest", "HttpResponse", "HttpListenerContext", "HttpListenerResponse", "IHeaderDictionary", "IResponseCookies", "IServiceCollection",
        "IApplicationBuilder", "WebApplication", "WebApplicationBuilder", "IHostBuilder", "IWebHostBuilder", "ConfigureWebHostBuilder", "IHostApplicationBuilder",
        "IEndpointRouteBuilder", "RequestDelegate", "CancellationToken", "IConfiguration", "IHostEnvironment", "IWebHostEnvironment", "AuthenticationBuilder",
        "IdentityBuilder", "UserManager", "SignInManager", "IServiceProvider", "ILogger", "ILoggerFactory",
    };

    // The names of the types that declare a member of a name.
    private readonly Dictionary<string, HashSet<string>> _owners;
    private readonly Vocabulary? _names;

    private Indirections(Dictionary<string, HashSet<string>> owners)
    {
        _owners = owners;
        _names = owners.Count == 0 ? null : new Vocabulary(owners.Keys.Select(name => new Word(name)));
    }

    /// <summary>Finds the members of a program.</summary>
    public static Indirections Of(ProgramFacts program, CancellationToken cancellation)
    {
        var owners = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var tree in program.Compilation.SyntaxTrees)
        {
            var words = program.WordsOf(tree, cancellation);
            if (!words.Relevant.Any())
                continue;
            var root = tree.GetRoot(cancellation);
            foreach (var (word, position) in words.Relevant)
            {
                if (root.FindToken(position).Parent is not { } parent || NameOf(HelperAround(parent) ?? (word.InStrings ? ValueAround(parent) : null)) is not { } name)
                    continue;
                if (!owners.TryGetValue(name, out var types))
                    owners.Add(name, types = new HashSet<string>(StringComparer.Ordinal));
                types.Add(parent.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Identifier.ValueText ?? "");
            }
        }

        return new Indirections(owners);
    }

    /// <summary>The uses of such members in a file.</summary>
    public IEnumerable<SyntaxNode> UsesIn(SyntaxTree tree, CancellationToken cancellation)
    {
        if (_names is null)
            yield break;
        var found = _names.Search(tree.GetText(cancellation)).Found;
        if (found.Count == 0)
            yield break;
        var root = tree.GetRoot(cancellation);
        foreach (var (_, position) in found)
        {
            if (root.FindToken(position).Parent is IdentifierNameSyntax name && IsUse(name))
                yield return name;
        }
    }

    /// <summary>Whether a method has calls that are judged in its place.</summary>
    public bool HasCallers(MethodDeclarationSyntax method, ProgramFacts program, CancellationToken cancellation) =>
        _owners.ContainsKey(method.Identifier.ValueText)
        && program.Compilation.SyntaxTrees.Any(tree => UsesIn(tree, cancellation).Any(use => use.ToString() == method.Identifier.ValueText));

    private bool IsUse(IdentifierNameSyntax name)
    {
        if (!_owners.TryGetValue(name.Identifier.ValueText, out var owners))
            return false;
        return name.Parent is MemberAccessExpressionSyntax { Name: var member } access && member == name
            ? access.Expression is not IdentifierNameSyntax { Identifier.ValueText: var receiver } || !char.IsUpper(receiver[0]) || owners.Contains(receiver)
            : name.Parent is MemberBindingExpressionSyntax || name.Ancestors().OfType<TypeDeclarationSyntax>().Any(type => owners.Contains(type.Identifier.ValueText));
    }

    /// <summary>The method around a node, when the statement that the node stands in uses one of the method's parameters.</summary>
    private static MethodDeclarationSyntax? HelperAround(SyntaxNode node)
    {
        if (node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { ParameterList.Parameters: { Count: > 0 } parameters } method)
            return null;
        var names = parameters.Where(parameter => !Plumbing.Contains(NameOf(parameter.Type))).Select(parameter => parameter.Identifier.ValueText).ToList();
        var place = node.AncestorsAndSelf().FirstOrDefault(one => one is StatementSyntax or ArrowExpressionClauseSyntax);
        return names.Count > 0 && place is not null && place.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => names.Contains(name.Identifier.ValueText))
            ? method
            : null;
    }

    /// <summary>The constant, field or property whose value a node is part of.</summary>
    private static SyntaxNode? ValueAround(SyntaxNode node) => FileAnalysis.UnitOf(node)?.Parent;

    private static string? NameOf(SyntaxNode? member) => member switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        VariableDeclaratorSyntax field => field.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        _ => null,
    };

    private static string NameOf(TypeSyntax? type) => type switch
    {
        QualifiedNameSyntax { Right: var right } => right.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        NullableTypeSyntax { ElementType: var element } => NameOf(element),
        _ => "",
    };
}
