using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Koda.Lint.Analyzers.Flow;

/// <summary>A call of a method or a constructor, with what is known about its arguments.</summary>
internal sealed class Call(IOperation operation, IMethodSymbol method, Value? receiver, IReadOnlyList<CallArgument> arguments)
{
    public IOperation Operation { get; } = operation;

    public SyntaxNode Syntax => Operation.Syntax;

    public IMethodSymbol Method { get; } = method;

    public string Name => Method.Name;

    /// <summary>The object of an instance method, or the first argument of an extension method.</summary>
    public Value Receiver => receiver ?? (Method.IsExtensionMethod && Arguments.Count > 0 ? Arguments[0].Value : Value.Unknown);

    /// <summary>The arguments in the order of the parameters; those left out have their defaults.</summary>
    public IReadOnlyList<CallArgument> Arguments { get; } = arguments;

    /// <summary>The object that a configuration callback among the arguments was given, with its members as the callback left them.</summary>
    public InstanceValue? Options { get; set; }

    /// <summary>Whether the method belongs to a type, or to one that implements or inherits it.</summary>
    public bool IsOn(string typeName) => Method.ContainingType.Is(typeName)
        || (Operation is IInvocationOperation { Instance.Type: { } type } && type.Is(typeName));

    /// <summary>The argument of a parameter, or null when the method has no such parameter.</summary>
    public CallArgument? this[string parameter]
    {
        get
        {
            foreach (var argument in Arguments)
            {
                if (string.Equals(argument.Parameter.Name, parameter, StringComparison.OrdinalIgnoreCase))
                    return argument;
            }

            return null;
        }
    }

    /// <summary>The arguments that were written, without the receiver of an extension method.</summary>
    public IEnumerable<CallArgument> Written =>
        Arguments.Where(argument => !argument.IsDefault && !(Method.IsExtensionMethod && argument.Parameter.Ordinal == 0));
}

/// <summary>What a parameter gets.</summary>
internal sealed class CallArgument(IParameterSymbol parameter, Value value, SyntaxNode? syntax)
{
    public IParameterSymbol Parameter { get; } = parameter;

    public Value Value { get; } = value;

    /// <summary>The expression, or null when the argument was left out.</summary>
    public SyntaxNode? Syntax { get; } = syntax;

    public bool IsDefault => Syntax is null;
}

/// <summary>A value that goes into a property, a field or an indexer.</summary>
internal sealed class Assignment(IOperation operation, ISymbol member, Value? receiver, IReadOnlyList<Value> indices, Value value, SyntaxNode valueSyntax)
{
    public IOperation Operation { get; } = operation;

    /// <summary>The property, the field or the indexer.</summary>
    public ISymbol Member { get; } = member;

    /// <summary>The object whose member it is, or null for a static member or one of <c>this</c>.</summary>
    public Value? Receiver { get; } = receiver;

    /// <summary>The keys, when the member is an indexer.</summary>
    public IReadOnlyList<Value> Indices { get; } = indices;

    public Value Value { get; } = value;

    /// <summary>The expression on the right.</summary>
    public SyntaxNode ValueSyntax { get; } = valueSyntax;
}
