using Koda.Lint.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Koda.Lint.Analyzers;

/// <summary>A method, accessor, initializer or program while rules go through it.</summary>
internal sealed class CodeUnit : IFlowListener
{
    private readonly FileAnalysis _file;
    private readonly SyntaxNode _syntax;
    private readonly IReadOnlyList<SourceRule> _rules;
    private readonly Dictionary<Type, object> _notes = [];

    public CodeUnit(FileAnalysis file, SyntaxNode syntax, IReadOnlyList<SourceRule> rules)
    {
        _file = file;
        _syntax = syntax;
        _rules = rules;
        Flow = new Interpreter(this, file.Program.ModelFor(file), file.Cancellation);
    }

    /// <summary>What is known at the current point.</summary>
    public Interpreter Flow { get; }

    /// <summary>What is known of the whole program.</summary>
    public ProgramFacts Program => _file.Program;

    public SemanticModel Model => _file.Model;

    public CancellationToken Cancellation => _file.Cancellation;

    /// <summary>The method that is gone through, or null for an initializer.</summary>
    public IMethodSymbol? Method { get; private set; }

    /// <summary>The declaration that is gone through.</summary>
    public SyntaxNode Syntax => _syntax;

    public AnalyzerConfigOptions Options => _file.Options;

    /// <summary>Goes through the unit.</summary>
    public void Run()
    {
        if (Model.GetOperation(_syntax, Cancellation) is not { } body)
            return;
        Method = _syntax switch
        {
            CompilationUnitSyntax => Model.GetDeclaredSymbol((CompilationUnitSyntax)_syntax, Cancellation),
            ArrowExpressionClauseSyntax { Parent: { } property } => (Model.GetDeclaredSymbol(property, Cancellation) as IPropertySymbol)?.GetMethod,
            _ => Model.GetDeclaredSymbol(_syntax, Cancellation) as IMethodSymbol,
        };
        Flow.RunUnit(body, Method);
        foreach (var rule in _rules)
            rule.OnFinished(this);
    }

    /// <summary>What a rule has noted about this unit so far.</summary>
    /// <typeparam name="T">The rule's own kind of notes.</typeparam>
    /// <param name="start">Makes the notes when there are none.</param>
    public T Note<T>(Func<T> start)
        where T : class
    {
        if (!_notes.TryGetValue(typeof(T), out var note))
            _notes.Add(typeof(T), note = start());
        return (T)note;
    }

    /// <summary>Reports a fault at a piece of syntax.</summary>
    /// <param name="text">What is wrong.</param>
    /// <param name="place">The syntax to blame.</param>
    /// <param name="fallback">What to blame when the place lies in another file.</param>
    /// <param name="fix">What a code fix needs to know, or null.</param>
    /// <param name="places">Where the code fix has work to do apart from <paramref name="place"/>; it has none when one lies in another file.</param>
    /// <param name="cause">
    /// What decided, besides the place. When all is in another file, that file's own findings tell of the fault, unless this unit gave the
    /// cause to a method over there: then the call is to blame.
    /// </param>
    public void Report(
        FindingText text, SyntaxNode? place, SyntaxNode fallback, string? fix = null, IReadOnlyList<Microsoft.CodeAnalysis.Location>? places = null, SyntaxNode? cause = null)
    {
        var node = IsHere(place) ? place : IsHere(fallback) ? fallback : IsHere(cause) ? Flow.CallSite : null;
        if (!IsHere(node))
            return;
        var isAtHand = node == (place ?? fallback) && places?.Any(one => one.SourceTree != _file.Tree) != true;
        _file.Report(text, node!.GetLocation(), isAtHand ? fix : null, isAtHand ? places : null);
    }

    /// <summary>Reports a fault at a place of this file; what lies in another file is told there.</summary>
    public void Report(FindingText text, Microsoft.CodeAnalysis.Location location, string? fix)
    {
        if (location.SourceTree == _file.Tree)
            _file.Report(text, location, fix);
    }

    private bool IsHere(SyntaxNode? node) => node?.SyntaxTree == _file.Tree;

    void IFlowListener.OnCalled(Call call)
    {
        foreach (var rule in _rules)
            rule.OnCalled(call, this);
    }

    void IFlowListener.OnCreated(Call call, InstanceValue instance)
    {
        foreach (var rule in _rules)
            rule.OnCreated(call, instance, this);
    }

    void IFlowListener.OnAssigned(Assignment assignment)
    {
        foreach (var rule in _rules)
            rule.OnAssigned(assignment, this);
    }

    void IFlowListener.OnDeclared(ILocalSymbol local, Value value, SyntaxNode valueSyntax)
    {
        foreach (var rule in _rules)
            rule.OnDeclared(local, value, valueSyntax, this);
    }

    void IFlowListener.OnExit(IMethodSymbol? method, bool isRoot)
    {
        foreach (var rule in _rules)
            rule.OnExit(method, isRoot, this);
    }
}
