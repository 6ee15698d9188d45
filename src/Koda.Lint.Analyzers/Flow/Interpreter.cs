using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Koda.Lint.Analyzers.Flow;

/// <summary>What an <see cref="Interpreter"/> tells of the code it goes through.</summary>
internal interface IFlowListener
{
    /// <summary>A method was called; callbacks among its arguments have run.</summary>
    void OnCalled(Call call);

    /// <summary>An object was made; its initializer has run.</summary>
    void OnCreated(Call call, InstanceValue instance);

    /// <summary>A property, field or indexer was assigned.</summary>
    void OnAssigned(Assignment assignment);

    /// <summary>A local variable was declared with a value.</summary>
    void OnDeclared(ILocalSymbol local, Value value, SyntaxNode valueSyntax);

    /// <summary>The outermost method or a lambda is left normally.</summary>
    /// <param name="method">What is left, or null for an initializer.</param>
    /// <param name="isRoot">Whether it is the outermost one.</param>
    void OnExit(IMethodSymbol? method, bool isRoot);
}

/// <summary>
/// Goes through a method's operations in the order in which they run and keeps track of what its variables and
/// objects hold: each branch on its own, joined where branches meet; loops once; calls of the project's own methods
/// up to <see cref="MaxCallDepth"/> deep. What it cannot follow is <see cref="Value.Unknown"/>.
/// </summary>
internal sealed partial class Interpreter
{
    private const int MaxCallDepth = 2;

    // `OperationKind.CollectionExpression`, which is younger than the Roslyn that this is compiled against. Also what
    // arguments of a `params ReadOnlySpan<T>` come in.
    private const OperationKind CollectionExpression = (OperationKind)127;

    // A block may call thousands of helpers: past this many operations in helpers, further calls are unknown.
    private const int MaxHelperSteps = 20_000;

    // Loops over elements that are known are gone through turn by turn, up to this many turns in all.
    private const int MaxUnrolled = 256;

    // Each way out is joined with the others; past this many, one more changes nothing that matters.
    private const int MaxExits = 64;

    // Set on an object that code elsewhere may have changed.
    internal const string Clouded = "$clouded";

    private readonly IFlowListener _listener;
    private readonly Func<SyntaxTree, SemanticModel?> _models;
    private readonly CancellationToken _cancellation;
    private readonly Stack<InstanceValue> _initialized = new();
    private readonly Stack<Value> _conditionalAccesses = new();
    private readonly HashSet<ISymbol> _evaluatingMembers = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, Value> _memberValues = new(SymbolEqualityComparer.Default);
    private readonly List<FunctionValue> _waiting = [];
    private readonly HashSet<FunctionValue> _ran = [];
    private readonly List<(IParameterSymbol Parameter, InstanceValue Instance)> _received = [];
    private State _state = new();
    private Frame? _frame;
    private int _helperSteps;
    private int _unrolled;

    public Interpreter(IFlowListener listener, Func<SyntaxTree, SemanticModel?> models, CancellationToken cancellation)
    {
        _listener = listener;
        _models = models;
        _cancellation = cancellation;
    }

    /// <summary>The environment in which the current point is reached.</summary>
    public Guard Guard => _state.Guard;

    /// <summary>The call in the outermost method on which the current point is reached, or null when it lies in that method itself.</summary>
    public SyntaxNode? CallSite { get; private set; }

    /// <summary>The outermost method's parameters that were handed objects.</summary>
    public IReadOnlyList<(IParameterSymbol Parameter, InstanceValue Instance)> Received => _received;

    /// <summary>Goes through a whole body.</summary>
    /// <param name="body">A method's, an accessor's, an initializer's or a program's operation.</param>
    /// <param name="method">The method, or null for an initializer.</param>
    public void RunUnit(IOperation body, IMethodSymbol? method)
    {
        var arguments = new List<Value>();
        foreach (var parameter in method?.Parameters ?? ImmutableArray<IParameterSymbol>.Empty)
        {
            var value = Receive(parameter);
            arguments.Add(value);
            if (value is InstanceValue instance)
                _received.Add((parameter, instance));
        }

        Invoke(method, body, arguments, isRoot: true);
        for (var i = 0; i < _waiting.Count; i++)
        {
            _state.Reached = true;
            RunFunction(_waiting[i], null);
        }
    }

    /// <summary>What a member of an object holds here, <see cref="Value.Unset"/> when it was never assigned, or null when that is not known.</summary>
    public Value? Member(InstanceValue instance, string name)
    {
        return _state.Get(new Slot(instance, name)) ?? (instance.Kind == InstanceKind.Received || IsClouded(instance) ? null : Value.Unset);
    }

    private bool IsClouded(InstanceValue instance) => _state.Get(new Slot(instance, Clouded)) is not null;

    /// <summary>An object in a member of an object, as far as the code has touched it.</summary>
    public InstanceValue? Part(InstanceValue instance, string name) => _state.Get(new Slot(instance, name)) as InstanceValue;

    /// <summary>Remembers something about the path taken so far.</summary>
    public void Mark(object owner, string mark, Value value) => _state.Set(new Slot(owner, mark), value);

    /// <summary>What was remembered on the paths that lead here; <see cref="Value.Unset"/> among the alternatives when one of them has nothing.</summary>
    public Value Marked(object owner, string mark) => _state.Get(new Slot(owner, mark)) ?? Value.Unset;

    internal Value? Get(object owner, string member) => _state.Get(new Slot(owner, member));

    internal void Set(object owner, string member, Value value) => _state.Set(new Slot(owner, member), value);

    private Value Receive(IParameterSymbol parameter) =>
        parameter.Type is { IsReferenceType: true, SpecialType: SpecialType.None, TypeKind: TypeKind.Class or TypeKind.Interface }
            ? Introduce(new InstanceValue(parameter.Type, InstanceKind.Received, null))
            : Value.Unknown;

    internal InstanceValue Introduce(InstanceValue instance)
    {
        _state.Introduce(instance);
        return instance;
    }

    private Value Run(IOperation? operation)
    {
        if (operation is null)
            return Value.Unknown;
        RuntimeHelpers.EnsureSufficientExecutionStack();
        _cancellation.ThrowIfCancellationRequested();
        if (_frame is { Depth: > 0 } && ++_helperSteps > MaxHelperSteps)
            return Value.Unknown;
        return operation switch
        {
            IMethodBodyOperation body => Run(body.BlockBody ?? body.ExpressionBody),
            IConstructorBodyOperation body => RunConstructor(body),
            IBlockOperation block => RunBlock(block),
            IExpressionStatementOperation statement => Run(statement.Operation),
            IVariableDeclarationGroupOperation group => RunAll(group.Declarations),
            IVariableDeclarationOperation declaration => RunAll(declaration.Declarators),
            IVariableDeclaratorOperation declarator => RunDeclarator(declarator),
            IReturnOperation returned => RunReturn(returned),
            IConditionalOperation conditional => RunConditional(conditional),
            ILoopOperation loop => RunLoop(loop),
            ISwitchOperation choice => RunSwitch(choice),
            ISwitchExpressionOperation choice => RunSwitchExpression(choice),
            ITryOperation attempt => RunTry(attempt),
            IBranchOperation branch => RunBranch(branch),
            ILabeledOperation labeled => RunLabeled(labeled),
            IThrowOperation thrown => RunThrow(thrown),
            ILocalFunctionOperation => Value.Unknown,

            IInvocationOperation invocation => RunInvocation(invocation),
            IObjectCreationOperation creation => RunCreation(creation),
            ISimpleAssignmentOperation assignment => RunAssignment(assignment),
            ICompoundAssignmentOperation assignment => RunCompoundAssignment(assignment),
            ICoalesceAssignmentOperation assignment => RunCoalesceAssignment(assignment),
            IDeconstructionAssignmentOperation assignment => RunDeconstruction(assignment),
            IMemberInitializerOperation initializer => RunMemberInitializer(initializer),
            IVariableInitializerOperation initializer => Run(initializer.Value),
            ISymbolInitializerOperation initializer => RunSymbolInitializer(initializer),
            IAnonymousFunctionOperation function => new FunctionValue(function.Symbol, function.Body, function.Syntax),
            IDelegateCreationOperation creation => Run(creation.Target),
            IMethodReferenceOperation reference => RunMethodReference(reference),

            ILocalReferenceOperation reference => RunLocal(reference),
            IParameterReferenceOperation reference => _state.Get(new Slot(reference.Parameter)) ?? Value.Unknown,
            IFieldReferenceOperation reference => RunField(reference),
            IPropertyReferenceOperation reference => RunProperty(reference),
            IInstanceReferenceOperation reference => RunInstanceReference(reference),
            IConditionalAccessOperation access => RunConditionalAccess(access),
            IConditionalAccessInstanceOperation => _conditionalAccesses.Count > 0 ? _conditionalAccesses.Peek() : Value.Unknown,

            IInterpolatedStringOperation text => RunInterpolation(text),
            IBinaryOperation binary => RunBinary(binary),
            IUnaryOperation unary => RunUnary(unary),
            IConversionOperation conversion => RunConversion(conversion),
            ICoalesceOperation coalesce => RunCoalesce(coalesce),
            IAwaitOperation awaited => Run(awaited.Operation),
            IParenthesizedOperation parenthesized => Run(parenthesized.Operand),
            IArrayCreationOperation array => RunArray(array),
            ITupleOperation tuple => RunTuple(tuple),
            IIsPatternOperation pattern => RunPattern(pattern),
            IWithOperation copy => RunWith(copy),
            _ when operation.Kind == CollectionExpression || operation.Syntax is CollectionExpressionSyntax => RunCollectionExpression(operation),
            _ when operation.ConstantValue is { HasValue: true } constant => OfConstant(constant.Value, operation.Syntax),
            _ => RunChildren(operation),
        };
    }

    private static Value OfConstant(object? content, SyntaxNode origin) =>
        content is string text ? TextValue.Of(text, origin) : new ConstantValue(content, origin);

    private Value RunAll<T>(ImmutableArray<T> operations)
        where T : IOperation
    {
        foreach (var operation in operations)
            Run(operation);
        return Value.Unknown;
    }

    private Value RunChildren(IOperation operation)
    {
        foreach (var child in operation.ChildOperations)
            RunAside(Run(child));
        return Value.Unknown;
    }

    /// <summary>The operation of a piece of syntax in any file of the compilation.</summary>
    private IOperation? OperationOf(SyntaxNode syntax) => _models(syntax.SyntaxTree)?.GetOperation(syntax, _cancellation);

    /// <summary>A method on the way from the outermost one to the current point.</summary>
    private sealed class Frame(IMethodSymbol? method, State below, Frame? caller, int depth)
    {
        public IMethodSymbol? Method { get; } = method;

        /// <summary>The state of the caller.</summary>
        public State Below { get; } = below;

        public Frame? Caller { get; } = caller;

        /// <summary>How many calls of named methods led here.</summary>
        public int Depth { get; } = depth;

        public bool IsRoot { get; init; }

        public List<(State State, Value Value)> Exits { get; } = [];

        public Stack<IOperation> Finallies { get; } = new();

        public List<Landing> Landings { get; } = [];

        public bool Runs(IMethodSymbol method)
        {
            for (var frame = this; frame is not null; frame = frame.Caller)
            {
                if (SymbolEqualityComparer.Default.Equals(frame.Method, method))
                    return true;
            }

            return false;
        }
    }

    /// <summary>Where a <c>break</c> or <c>continue</c> lands, and the states that it brings.</summary>
    private sealed class Landing(State below, params ILabelSymbol[] labels)
    {
        public State Below { get; } = below;

        public ILabelSymbol[] Labels { get; } = labels;

        public List<(ILabelSymbol Label, State State)> Arrivals { get; } = [];
    }
}
