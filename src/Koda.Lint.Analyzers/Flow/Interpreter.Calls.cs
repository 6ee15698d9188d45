using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Koda.Lint.Analyzers.Flow;

internal sealed partial class Interpreter
{
    private Value RunInvocation(IInvocationOperation invocation)
    {
        var receiver = invocation.Instance is null or IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }
            ? null
            : Run(invocation.Instance);
        var call = new Call(invocation, invocation.TargetMethod, receiver, RunArguments(invocation.Arguments));
        if (invocation.TargetMethod.MethodKind == MethodKind.LocalFunction
            && _state.Get(new Slot(invocation.TargetMethod.OriginalDefinition)) is FunctionValue local)
        {
            var result = RunFunction(local, [.. call.Arguments.Select(argument => argument.Value)]);
            _listener.OnCalled(call);
            return result;
        }

        if (invocation.TargetMethod.MethodKind == MethodKind.DelegateInvoke && receiver is FunctionValue called)
            return RunFunction(called, [.. call.Arguments.Select(argument => argument.Value)]);

        var modelled = Library.Called(this, call);
        var returned = modelled ?? InvokeOwn(call);
        if (returned is not null && modelled is null)
            TakeOutputs(invocation);
        RunCallbacks(call, isOwn: returned is not null);
        _listener.OnCalled(call);
        if (returned is not null)
            return returned;
        Cloud(call);
        return Environments.Asked(call) ?? OfUnknownCall(call);
    }

    private List<CallArgument> RunArguments(ImmutableArray<IArgumentOperation> arguments)
    {
        var values = new List<CallArgument>(arguments.Length);
        foreach (var argument in arguments)
        {
            if (argument.Parameter is not { } parameter)
            {
                RunAside(Run(argument.Value));
                continue;
            }

            var isWritten = argument.ArgumentKind != ArgumentKind.DefaultValue;
            values.Add(new CallArgument(parameter, Run(argument.Value), isWritten ? SyntaxOf(argument) : null));
            if (parameter.RefKind is RefKind.Out or RefKind.Ref && argument.Value is ILocalReferenceOperation or IDeclarationExpressionOperation)
                Forget(argument.Value);
        }

        values.Sort((left, right) => left.Parameter.Ordinal.CompareTo(right.Parameter.Ordinal));
        return values;
    }

    // What a method of the project's own has left in its out and ref parameters.
    private void TakeOutputs(IInvocationOperation invocation)
    {
        foreach (var argument in invocation.Arguments)
        {
            if (argument.Parameter is not { RefKind: RefKind.Out or RefKind.Ref } parameter)
                continue;
            var variable = argument.Value is IDeclarationExpressionOperation { Expression: var declared } ? declared : argument.Value;
            if (variable is ILocalReferenceOperation { Local: var local })
                _state.Set(new Slot(local), _state.Get(new Slot(parameter.OriginalDefinition)) ?? Value.Unknown);
        }
    }

    private static SyntaxNode SyntaxOf(IArgumentOperation argument) =>
        argument.Syntax is ArgumentSyntax written ? written.Expression : argument.Value.Syntax;

    private void Forget(IOperation variable)
    {
        var local = variable switch
        {
            ILocalReferenceOperation reference => reference.Local,
            IDeclarationExpressionOperation { Expression: ILocalReferenceOperation declared } => declared.Local,
            _ => null,
        };
        if (local is not null)
            _state.Set(new Slot(local), Value.Unknown);
    }

    /// <summary>Runs the functions among the arguments. A callback that configures an object gets one that the call's judges can look at.</summary>
    private void RunCallbacks(Call call, bool isOwn)
    {
        // A method of the project's own has run its callbacks itself, if it did.
        foreach (var argument in call.Arguments)
        {
            if (argument.Value is not FunctionValue function || (isOwn && _ran.Contains(function)))
                continue;
            var parameters = function.Method.Parameters;
            var values = new List<Value>();
            foreach (var parameter in parameters)
            {
                var value = Receive(parameter);
                if (value is InstanceValue && call.Options is null && IsConfiguring(function.Method, parameter))
                    value = call.Options = Introduce(new InstanceValue(parameter.Type, InstanceKind.Configured, function.Origin));
                values.Add(value);
            }

            RunFunction(function, values);
        }
    }

    // Action<TOptions>, Action<TOptions, …>: nothing comes back, and the first object of a library's type is the one to fill in.
    private static bool IsConfiguring(IMethodSymbol callback, IParameterSymbol parameter) =>
        callback.ReturnsVoid && parameter.Type.TypeKind == TypeKind.Class
        && (parameter.Type.Name.EndsWith("Options", StringComparison.Ordinal) || parameter.Type.Name.EndsWith("Builder", StringComparison.Ordinal));

    /// <summary>Runs a value that is a function and goes where it may be called; anything else is left alone.</summary>
    private void RunAside(Value value)
    {
        if (value is FunctionValue function && !_ran.Contains(function) && !_waiting.Contains(function))
            RunFunction(function, null);
    }

    private Value RunFunction(FunctionValue function, IReadOnlyList<Value>? arguments)
    {
        _waiting.Remove(function);
        _ran.Add(function);
        var values = arguments ?? [.. function.Method.Parameters.Select(Receive)];
        var wasReached = _state.Reached;
        if (function.Body is null)
            return InvokeDeclared(function.Method, values) ?? Value.Unknown;
        var result = _frame?.Runs(function.Method) == true ? Value.Unknown : Invoke(function.Method, function.Body, values);
        // A callback that throws does not end the method that hands it over.
        if (function.Method.MethodKind != MethodKind.LocalFunction)
            _state.Reached = wasReached;
        return result;
    }

    private Value? InvokeOwn(Call call)
    {
        if (call.Operation is IInvocationOperation { IsVirtual: true } && !call.Method.IsSealed && !call.Method.ContainingType.IsSealed)
            return null;
        return InvokeOwn(call.Method, call.Syntax, [.. call.Arguments.Select(argument => argument.Value)]);
    }

    private Value? InvokeOwn(IMethodSymbol method, SyntaxNode callSite, IReadOnlyList<Value> arguments)
    {
        var isOutermost = CallSite is null;
        if (isOutermost)
            CallSite = callSite;
        var result = InvokeDeclared(method, arguments);
        if (isOutermost)
            CallSite = null;
        return result;
    }

    /// <summary>Runs a function on a value and gives what it returns.</summary>
    internal Value Apply(FunctionValue function, Value argument) =>
        RunFunction(function, [argument, .. Enumerable.Repeat(Value.Unknown, Math.Max(0, function.Method.Parameters.Length - 1))]);

    /// <summary>Runs a method of the project's own, or gives null when there is no body to run or the calls are too deep.</summary>
    private Value? InvokeDeclared(IMethodSymbol method, IReadOnlyList<Value> arguments)
    {
        var definition = method.OriginalDefinition;
        if (definition.DeclaringSyntaxReferences.Length == 0 || (_frame?.Depth ?? 0) >= MaxCallDepth || _frame?.Runs(definition) == true)
            return null;
        var declaration = (definition.PartialImplementationPart ?? definition).DeclaringSyntaxReferences[0].GetSyntax(_cancellation);
        if (declaration is not BaseMethodDeclarationSyntax { Body: not null } and not BaseMethodDeclarationSyntax { ExpressionBody: not null })
            return null;
        return OperationOf(declaration) is { } body ? Invoke(definition, body, arguments, isCall: true) : null;
    }

    private Value Invoke(IMethodSymbol? method, IOperation body, IReadOnlyList<Value> arguments, bool isRoot = false, bool isCall = false)
    {
        var before = _state;
        var outer = _frame;
        _state = before.Branch(Guard.Always);
        _frame = new Frame(method, before, outer, (outer?.Depth ?? 0) + (isCall ? 1 : 0)) { IsRoot = isRoot };
        var parameters = method?.Parameters ?? ImmutableArray<IParameterSymbol>.Empty;
        for (var i = 0; i < parameters.Length; i++)
            _state.Set(new Slot(parameters[i]), i < arguments.Count ? arguments[i] : Value.Unknown);
        var frame = _frame;
        var value = Run(body);
        LeaveFrame(value);
        _frame = outer;
        _state = before;
        if (isRoot)
            return Value.Unknown;
        before.Join([.. frame.Exits.Select(exit => (exit.State, exit.State.Guard))]);
        return Value.OneOf(frame.Exits.Select(exit => new Alternative(exit.Value, exit.State.Guard)));
    }

    private Value RunCreation(IObjectCreationOperation creation)
    {
        if (creation.Constructor is not { } constructor)
            return RunChildren(creation);
        var arguments = RunArguments(creation.Arguments);
        var instance = Introduce(new InstanceValue(creation.Type, InstanceKind.Created, creation.Syntax));
        var call = new Call(creation, constructor, instance, arguments);
        var value = Library.Created(this, call, instance);
        if (value is null)
            FillFromConstructor(call, instance);
        RunCallbacks(call, isOwn: false);
        RunInitializer(creation.Initializer, instance);
        _listener.OnCreated(call, instance);
        return value ?? instance;
    }

    /// <summary>A library's constructor keeps its arguments in the members of the same name; one of its own type is copied.</summary>
    private void FillFromConstructor(Call call, InstanceValue instance)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Value is InstanceValue source && SymbolEqualityComparer.Default.Equals(argument.Parameter.Type, call.Method.ContainingType))
                CopyMembers(source, instance);
            else if (SymbolEqualityComparer.Default.Equals(argument.Parameter.Type, call.Method.ContainingType))
                _state.Set(new Slot(instance, Clouded), Value.Unknown);
            else if (argument.Value is not FunctionValue)
                _state.Set(new Slot(instance, char.ToUpperInvariant(argument.Parameter.Name[0]) + argument.Parameter.Name.Substring(1)), argument.Value);
        }
    }

    /// <summary>What a method that cannot be looked into may have done to the objects that it got.</summary>
    private void Cloud(Call call)
    {
        if (Library.LeavesArgumentsAlone(call))
            return;
        foreach (var argument in call.Arguments)
        {
            if (call.Method.IsExtensionMethod && argument.Parameter.Ordinal == 0 && call.Method.DeclaringSyntaxReferences.IsEmpty)
                continue;
            foreach (var alternative in argument.Value.Alternatives)
            {
                if (alternative.Value is InstanceValue instance)
                    Cloud(instance);
            }
        }
    }

    private void Cloud(InstanceValue instance)
    {
        if (IsClouded(instance))
            return;
        _state.Set(new Slot(instance, Clouded), Value.Unknown);
        foreach (var (member, value) in _state.MembersOf(instance).ToList())
        {
            if (value is InstanceValue part)
                Cloud(part);
            else if (!member.StartsWith("$", StringComparison.Ordinal))
                _state.Set(new Slot(instance, member), Value.Unknown);
        }
    }

    /// <summary>A library's fluent method hands its receiver on; from any other call something new is received.</summary>
    private static Value OfUnknownCall(Call call)
    {
        var type = call.Method.ReturnType;
        if (call.Receiver is InstanceValue receiver && SymbolEqualityComparer.Default.Equals(receiver.Type, type))
            return receiver;
        return Value.Unknown;
    }
}
