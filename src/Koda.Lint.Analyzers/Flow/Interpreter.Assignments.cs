using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Koda.Lint.Analyzers.Flow;

internal sealed partial class Interpreter
{
    private Value RunAssignment(ISimpleAssignmentOperation assignment)
    {
        // A ref local's aliases are not followed.
        var target = Locate(assignment.Target);
        var value = Run(assignment.Value);
        Assign(assignment, target, value, assignment.Value.Syntax);
        return value;
    }

    private Value RunCompoundAssignment(ICompoundAssignmentOperation assignment)
    {
        var target = Locate(assignment.Target);
        var before = Run(assignment.Target);
        var added = Run(assignment.Value);
        var value = assignment.OperatorKind != BinaryOperatorKind.Add ? Value.Unknown
            : assignment.Type?.SpecialType == SpecialType.System_String || assignment.Type?.Name == "StringValues" ? TextValue.Concat(before, added)
            : Value.Unknown;
        RunAside(added);
        Assign(assignment, target, value, assignment.Value.Syntax);
        return value;
    }

    private Value RunCoalesceAssignment(ICoalesceAssignmentOperation assignment)
    {
        var target = Locate(assignment.Target);
        var before = Run(assignment.Target);
        var value = Value.OneOf([new Alternative(before, Guard.Always), new Alternative(Run(assignment.Value), Guard.Always)]);
        Assign(assignment, target, value, assignment.Value.Syntax);
        return value;
    }

    private Value RunDeconstruction(IDeconstructionAssignmentOperation assignment)
    {
        var value = Run(assignment.Value);
        RunAside(value);
        Deconstruct(assignment, assignment.Target, value, assignment.Value);
        return value;
    }

    /// <summary>Hands the elements of a value to the variables of a tuple, or all of it to a single one.</summary>
    private void Deconstruct(IOperation assignment, IOperation target, Value value, IOperation? source)
    {
        if (target is IDeclarationExpressionOperation declaration)
            target = declaration.Expression;
        if (target is not ITupleOperation variables)
        {
            Assign(assignment, Locate(target), value, (source ?? assignment).Syntax);
            return;
        }

        var sources = (source is IConversionOperation conversion ? conversion.Operand : source) as ITupleOperation;
        for (var i = 0; i < variables.Elements.Length; i++)
        {
            var index = i;
            var part = sources is not null && i < sources.Elements.Length ? sources.Elements[i] : source;
            Deconstruct(assignment, variables.Elements[i], value.Map(one => PartOf(one, index)), part);
        }
    }

    private Value RunSymbolInitializer(ISymbolInitializerOperation initializer)
    {
        var value = Run(initializer.Value);
        RunAside(value);
        ISymbol? member = initializer switch
        {
            IFieldInitializerOperation field => field.InitializedFields.FirstOrDefault(),
            IPropertyInitializerOperation property => property.InitializedProperties.FirstOrDefault(),
            _ => null,
        };
        if (member is not null)
            _listener.OnAssigned(new Assignment(initializer, member, null, [], value, initializer.Value.Syntax));
        return value;
    }

    /// <summary>The place that an assignment writes to, with the objects on the way to it.</summary>
    private readonly record struct Target(IOperation Operation, Value? Receiver, IReadOnlyList<Value> Indices);

    private Target Locate(IOperation target)
    {
        switch (target)
        {
            case IMemberReferenceOperation reference:
                var isOfThis = reference.Instance is null or IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance };
                var receiver = isOfThis ? null : Run(reference.Instance);
                IReadOnlyList<Value> indices = reference is IPropertyReferenceOperation { Arguments: { Length: > 0 } arguments }
                    ? [.. arguments.Select(argument => Run(argument.Value))]
                    : [];
                return new Target(target, receiver, indices);
            case IArrayElementReferenceOperation element:
                RunChildren(element);
                return new Target(target, null, []);
            default:
                return new Target(target, null, []);
        }
    }

    private void Assign(IOperation assignment, Target target, Value value, SyntaxNode valueSyntax)
    {
        switch (target.Operation)
        {
            case ILocalReferenceOperation local:
                if (value is FunctionValue function)
                    _waiting.Add(function);
                _state.Set(new Slot(local.Local), value);
                return;
            case IParameterReferenceOperation parameter:
                _state.Set(new Slot(parameter.Parameter), value);
                return;
            case IMemberReferenceOperation reference:
                AssignMember(assignment, reference.Member, target, value, valueSyntax);
                return;
            default:
                RunAside(value);
                return;
        }
    }

    private void AssignMember(IOperation assignment, ISymbol member, Target target, Value value, SyntaxNode valueSyntax)
    {
        RunAside(value);
        if (target.Indices.Count == 0)
        {
            if (target.Receiver is null)
                _state.Set(new Slot(member), value);
            foreach (var alternative in target.Receiver?.Alternatives ?? [])
            {
                if (alternative.Value is InstanceValue instance)
                    _state.Set(new Slot(instance, member.Name), value);
            }
        }
        else if (target.Receiver is InstanceValue collection && target.Indices.Count == 1)
        {
            Library.Append(this, collection, new EntryValue(target.Indices[0], value, assignment.Syntax));
        }

        _listener.OnAssigned(new Assignment(assignment, member, target.Receiver, target.Indices, value, valueSyntax));
    }

    private InstanceValue RunMemberInitializer(IMemberInitializerOperation initializer)
    {
        var part = Run(initializer.InitializedMember) as InstanceValue
            ?? Introduce(new InstanceValue(initializer.InitializedMember.Type, InstanceKind.Received, initializer.Syntax));
        RunInitializer(initializer.Initializer, part);
        return part;
    }

    private void RunInitializer(IObjectOrCollectionInitializerOperation? initializer, InstanceValue instance)
    {
        if (initializer is null)
            return;
        _initialized.Push(instance);
        foreach (var member in initializer.Initializers)
            RunAside(Run(member));
        _initialized.Pop();
    }

    private void CopyMembers(InstanceValue source, InstanceValue copy)
    {
        foreach (var (member, value) in _state.MembersOf(source).ToList())
            _state.Set(new Slot(copy, member), value);
    }
}
