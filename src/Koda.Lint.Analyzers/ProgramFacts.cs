using System.Collections.Concurrent;
using Koda.Lint.Analyzers.Flow;
using Koda.Lint.Analyzers.Scan;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Koda.Lint.Analyzers;

/// <summary>What is known of a whole compilation, learnt when the first rule asks.</summary>
internal sealed class ProgramFacts
{
    private readonly Vocabulary _vocabulary;
    private readonly ConcurrentDictionary<SyntaxTree, FileWords> _words = new();
    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();
    private readonly ConcurrentDictionary<object, object> _facts = new();

    public ProgramFacts(Compilation compilation, Vocabulary vocabulary, AnalyzerOptions options)
    {
        Compilation = compilation;
        Options = options;
        _vocabulary = vocabulary;
    }

    public AnalyzerOptions Options { get; }

    public Compilation Compilation { get; }

    /// <summary>The words of a file.</summary>
    public FileWords WordsOf(SyntaxTree tree, CancellationToken cancellation) =>
        _words.GetOrAdd(tree, file => _vocabulary.Search(file.GetText(cancellation)));

    /// <summary>The members that carry what rules judge to other code.</summary>
    public Indirections IndirectionsOf(CancellationToken cancellation) => Learn(typeof(Indirections), program => Indirections.Of(program, cancellation));

    /// <summary>Whether an expression is a parameter of a method whose calls in this program are judged in its place.</summary>
    public bool IsNamedByCallers(SyntaxNode? expression, CodeUnit unit) =>
        expression is IdentifierNameSyntax && expression.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } method
        && IndirectionsOf(unit.Cancellation).HasCallers(method, this, unit.Cancellation);

    /// <summary>Whether any file mentions one of some words.</summary>
    public bool Mentions(CancellationToken cancellation, params string[] words)
    {
        foreach (var tree in Compilation.SyntaxTrees)
        {
            if (words.Any(WordsOf(tree, cancellation).Contains))
                return true;
        }

        return false;
    }

    /// <summary>A fact that takes some work to learn; learnt once.</summary>
    /// <param name="key">Whose fact it is.</param>
    /// <param name="learn">Learns it; may run twice when two threads ask at once.</param>
    public T Learn<T>(object key, Func<ProgramFacts, T> learn)
        where T : class => (T)_facts.GetOrAdd(key, _ => learn(this));

    /// <summary>Whether the program is known to run in a container: the build says so, or a Dockerfile with EXPOSE is among its files.</summary>
    public bool RunsInContainer(CancellationToken cancellation) => Learn("container", _ =>
        Says("ContainerBaseImage") || Says("ContainerRepository") || Options.AdditionalFiles.Any(file =>
            Path.GetFileName(file.Path).StartsWith("Dockerfile", StringComparison.OrdinalIgnoreCase)
            && file.GetText(cancellation)?.ToString().Split('\n').Any(line => line.TrimStart().StartsWith("EXPOSE ", StringComparison.OrdinalIgnoreCase)) == true)
        ? new object() : Nothing) != Nothing;

    /// <summary>Whether the program is a test project, by the build's word or by what it refers to.</summary>
    public bool IsTests => Learn("tests", _ =>
        Options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property.IsTestProject", out var value) && value.Equals("true", StringComparison.OrdinalIgnoreCase)
        || Compilation.ReferencedAssemblyNames.Any(reference => TestFrameworks.Contains(reference.Name))
        ? new object() : Nothing) != Nothing;

    private static readonly object Nothing = new();

    private static readonly HashSet<string> TestFrameworks = new(StringComparer.Ordinal)
    {
        "xunit.core", "xunit.v3.core", "nunit.framework", "Microsoft.VisualStudio.TestPlatform.TestFramework", "MSTest.TestFramework", "TUnit.Core",
    };

    private bool Says(string property) =>
        Options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property." + property, out var value) && value.Length > 0;

    /// <summary>Goes through the blocks that mention one of some words, in all files, and tells a listener.</summary>
    public void Explore(IReadOnlyCollection<string> words, Func<Func<Interpreter>, IFlowListener> listener, CancellationToken cancellation)
    {
        foreach (var tree in Compilation.SyntaxTrees)
        {
            var units = new HashSet<SyntaxNode>();
            foreach (var (word, position) in WordsOf(tree, cancellation).Found)
            {
                if (!words.Contains(word.Text) || tree.GetRoot(cancellation).FindToken(position) is not { Parent: { } parent } token)
                    continue;
                if (token.Span.Contains(position) && FileAnalysis.UnitOf(parent) is { } unit)
                    units.Add(unit);
            }

            foreach (var unit in units)
                Explore(unit, listener, cancellation);
        }
    }

    /// <summary>The semantic model of any of the compilation's files, the given file's own among them.</summary>
    public Func<SyntaxTree, SemanticModel?> ModelFor(FileAnalysis file) => tree => tree == file.Tree ? file.Model : ModelOf(tree);

    private void Explore(SyntaxNode unit, Func<Func<Interpreter>, IFlowListener> listener, CancellationToken cancellation)
    {
        if (ModelOf(unit.SyntaxTree)?.GetOperation(unit, cancellation) is not { } body)
            return;
        Interpreter? interpreter = null;
        interpreter = new Interpreter(listener(() => interpreter!), ModelOf, cancellation);
        try
        {
            interpreter.RunUnit(body, ModelOf(unit.SyntaxTree)!.GetDeclaredSymbol(unit, cancellation) as IMethodSymbol);
        }
        catch (InsufficientExecutionStackException)
        {
        }
    }

    // A rule that follows a call into another file needs that file's model. It is asked for a handful of blocks, not for every file.
#pragma warning disable RS1030
    private SemanticModel? ModelOf(SyntaxTree tree) =>
        Compilation.ContainsSyntaxTree(tree) ? _models.GetOrAdd(tree, file => Compilation.GetSemanticModel(file)) : null;
#pragma warning restore RS1030
}
