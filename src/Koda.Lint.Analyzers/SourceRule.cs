using Koda.Lint.Analyzers.Flow;
using Koda.Lint.Analyzers.Scan;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Koda.Lint.Analyzers;

/// <summary>Judges C# code. Has no state of its own: one instance serves all files of all compilations at once.</summary>
internal abstract class SourceRule
{
    /// <summary>The words that make a block of code worth going through for this rule.</summary>
    public abstract IEnumerable<Word> Words { get; }

    /// <summary>A method was called.</summary>
    public virtual void OnCalled(Call call, CodeUnit unit)
    {
    }

    /// <summary>An object was made and initialized.</summary>
    public virtual void OnCreated(Call call, InstanceValue instance, CodeUnit unit)
    {
    }

    /// <summary>A property, field or indexer was assigned.</summary>
    public virtual void OnAssigned(Assignment assignment, CodeUnit unit)
    {
    }

    /// <summary>A local variable was declared with a value.</summary>
    public virtual void OnDeclared(ILocalSymbol local, Value value, SyntaxNode valueSyntax, CodeUnit unit)
    {
    }

    /// <summary>A method or a lambda is left normally.</summary>
    public virtual void OnExit(IMethodSymbol? method, bool isRoot, CodeUnit unit)
    {
    }

    /// <summary>The whole unit has been gone through.</summary>
    public virtual void OnFinished(CodeUnit unit)
    {
    }

    /// <summary>A word stands in an attribute.</summary>
    public virtual void OnAttribute(AttributeSyntax attribute, CodeUnit unit)
    {
    }

    /// <summary>A word stands in a string.</summary>
    public virtual void OnText(SyntaxToken token, CodeUnit unit)
    {
    }
}
