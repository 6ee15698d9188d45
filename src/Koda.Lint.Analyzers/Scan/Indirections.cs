using System.Collections.Concurrent;
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

    // Methods of these names are everywhere: a call counts only where it names the type, `Cookies.Write(…)`.
    private static readonly HashSet<string> CommonNames = new(StringComparer.Ordinal)
    {
        "Add", "Append", "Set", "Get", "Write", "Send", "Create", "Build", "Invoke", "InvokeAsync", "Configure", "Execute", "ExecuteAsync", "Handle", "Run", "Register",
        "Use", "Map", "Update", "Apply", "Start", "Process",
    };

    // The names of the types that declare a member of a name, and whether objects are asked for it too.
    private readonly Dictionary<string, (HashSet<string> Types, bool IsOfObjects)> _owners;
    private readonly ConcurrentDictionary<SyntaxTree, IReadOnlyList<IdentifierNameSyntax>> _uses = new();
    private readonly Vocabulary? _names;

    private Indirections(Dictionary<string, (HashSet<string> Types, bool IsOfObjects)> owners)
    {
        _owners = owners;
        _names = owners.Count == 0 ? null : new Vocabulary(owners.Keys.Select(name => new Word(name)));
    }

    /// <summary>Finds the members of a program.</summary>
    public static Indirections Of(ProgramFacts program, CancellationToken cancellation)
    {
        var owners = new Dictionary<string, (HashSet<string> Types, bool IsOfObjects)>(StringComparer.Ordinal);
        foreach (var tree in program.Compilation.SyntaxTrees)
        {
            var words = program.WordsOf(tree, cancellation);
            if (!words.Relevant.Any())
                continue;
            var root = tree.GetRoot(cancellation);
            foreach (var (word, position) in words.Relevant)
            {
                if (root.FindToken(position).Parent is not { } parent)
                    continue;
                var helper = HelperAround(parent);
                if (NameOf(helper ?? (word.InStrings ? ValueAround(parent) : null)) is not { } name)
                    continue;
                var known = owners.TryGetValue(name, out var before) ? before : (Types: new HashSet<string>(StringComparer.Ordinal), IsOfObjects: false);
                known.Types.Add(parent.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Identifier.ValueText ?? "");
                owners[name] = (known.Types, known.IsOfObjects || (helper is not null && !CommonNames.Contains(name)));
            }
        }

        return new Indirections(owners);
    }

    /// <summary>The uses of such members in a file.</summary>
    public IReadOnlyList<IdentifierNameSyntax> UsesIn(SyntaxTree tree, CancellationToken cancellation) =>
        _names is null ? [] : _uses.GetOrAdd(tree, file => Search(_names, file, cancellation));

    private IReadOnlyList<IdentifierNameSyntax> Search(Vocabulary names, SyntaxTree tree, CancellationToken cancellation)
    {
        var found = names.Search(tree.GetText(cancellation)).Found;
        if (found.Count == 0)
            return [];
        var root = tree.GetRoot(cancellation);
        return [.. found.Select(one => root.FindToken(one.Position).Parent).OfType<IdentifierNameSyntax>().Where(IsUse)];
    }

    /// <summary>Whether a method has calls that are judged in its place.</summary>
    public bool HasCallers(MethodDeclarationSyntax method, ProgramFacts program, CancellationToken cancellation) =>
        _owners.ContainsKey(method.Identifier.ValueText)
        && program.Compilation.SyntaxTrees.Any(tree => UsesIn(tree, cancellation).Any(use => use.ToString() == method.Identifier.ValueText));

    private bool IsUse(IdentifierNameSyntax name)
    {
        if (!_owners.TryGetValue(name.Identifier.ValueText, out var owners))
            return false;
        return name.Parent switch
        {
            MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } => IsInside(name, owners.Types),
            MemberAccessExpressionSyntax { Name: var member } access when member == name => LastNameOf(access.Expression) is { } receiver && owners.Types.Contains(receiver) || owners.IsOfObjects,
            MemberBindingExpressionSyntax => owners.IsOfObjects,
            _ => IsInside(name, owners.Types),
        };
    }

    private static bool IsInside(SyntaxNode node, HashSet<string> types) =>
        node.Ancestors().OfType<TypeDeclarationSyntax>().Any(type => types.Contains(type.Identifier.ValueText)
            || type.BaseList?.Types.Any(basis => basis.Type is IdentifierNameSyntax name && types.Contains(name.Identifier.ValueText)) == true);

    private static string? LastNameOf(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        _ => null,
    };

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
