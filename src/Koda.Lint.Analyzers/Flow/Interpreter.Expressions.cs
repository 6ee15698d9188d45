using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Koda.Lint.Analyzers.Flow;

internal sealed partial class Interpreter
{
    private Value RunInterpolation(IInterpolatedStringOperation text)
    {
        Value result = TextValue.Of("", text.Syntax);
        foreach (var part in text.Parts)
        {
            result = part switch
            {
                IInterpolatedStringTextOperation { Text.ConstantValue: { HasValue: true, Value: string written } } =>
                    TextValue.Concat(result, TextValue.Of(written, part.Syntax)),
                IInterpolationOperation hole => TextValue.Concat(result, AsPart(hole.Expression)),
                _ => TextValue.Concat(result, Value.Unknown),
            };
        }

        return result;
    }

    /// <summary>A part of a text; one that is not known keeps the expression that yields it.</summary>
    private Value AsPart(IOperation operation) =>
        Library.TextOf(this, Run(operation)).Map(value => value.AsText() is null ? new TextValue([new TextPiece(null, operation.Syntax)], operation.Syntax) : value);

    private Value RunBinary(IBinaryOperation binary)
    {
        // `a + b + c …` leans to the left: a chain of thousands must not become as deep a recursion.
        if (binary.OperatorKind == BinaryOperatorKind.Add && binary.Type?.SpecialType == SpecialType.System_String)
        {
            var operands = new Stack<IOperation>();
            IOperation current = binary;
            while (current is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } link)
            {
                operands.Push(link.RightOperand);
                current = link.LeftOperand;
            }

            var result = AsPart(current);
            while (operands.Count > 0)
                result = TextValue.Concat(result, AsPart(operands.Pop()));
            return result.Map(value => value is TextValue text ? new TextValue(text.Pieces, binary.Syntax) : value);
        }

        var left = Run(binary.LeftOperand);
        var right = Run(binary.RightOperand);
        switch (binary.OperatorKind)
        {
            case BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And when left is FactValue || right is FactValue:
                var (leftTrue, leftFalse) = GuardsOf(left);
                var (rightTrue, rightFalse) = GuardsOf(right);
                // `a && b` is false for either reason, so only a reason that both share is known.
                return new FactValue(leftTrue.And(rightTrue), Known(left, right) ? leftFalse.Or(rightFalse) : Guard.Environment, binary.Syntax);
            case BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or when left is FactValue || right is FactValue:
                (leftTrue, leftFalse) = GuardsOf(left);
                (rightTrue, rightFalse) = GuardsOf(right);
                return new FactValue(Known(left, right) ? leftTrue.Or(rightTrue) : Guard.Environment, leftFalse.And(rightFalse), binary.Syntax);
            case BinaryOperatorKind.ConditionalAnd when left is ConstantValue { Content: true }:
            case BinaryOperatorKind.ConditionalOr when left is ConstantValue { Content: false }:
                return right;
            case BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals:
                var fact = Compare(left, right) ?? Compare(right, left);
                if (fact is not null)
                    return binary.OperatorKind == BinaryOperatorKind.Equals ? new FactValue(fact.WhenTrue, fact.WhenFalse, binary.Syntax) : Negate(fact, binary.Syntax);
                break;
            case BinaryOperatorKind.Subtract when Library.IsPast(left, right):
                return new ConstantValue(Library.Past, binary.Syntax);
        }

        return binary.ConstantValue is { HasValue: true } constant ? OfConstant(constant.Value, binary.Syntax) : Arithmetic(binary, left, right);
    }

    private static bool Known(Value left, Value right) => left is FactValue && right is FactValue;

    private static FactValue? Compare(Value subject, Value other) =>
        subject is FactValue fact && other is ConstantValue { Content: bool truth } ? (truth ? fact : Negate(fact, fact.Origin))
        : subject is FactValue ? Environments.Equality(subject, other.AsText()?.Content)
        : null;

    private static (Guard WhenTrue, Guard WhenFalse) GuardsOf(Value value) =>
        value is FactValue fact ? (fact.WhenTrue, fact.WhenFalse) : (Guard.Always, Guard.Always);

    private static FactValue Negate(FactValue fact, SyntaxNode? origin) => new(fact.WhenFalse, fact.WhenTrue, origin);

    private static Value Arithmetic(IBinaryOperation binary, Value left, Value right)
    {
        if (left is not ConstantValue { Content: int first } || right is not ConstantValue { Content: int second })
            return Value.Unknown;
        long? result = binary.OperatorKind switch
        {
            BinaryOperatorKind.Add => (long)first + second,
            BinaryOperatorKind.Subtract => (long)first - second,
            BinaryOperatorKind.Multiply => (long)first * second,
            _ => null,
        };
        return result is >= int.MinValue and <= int.MaxValue ? new ConstantValue((int)result.Value, binary.Syntax) : Value.Unknown;
    }

    private Value RunUnary(IUnaryOperation unary)
    {
        var operand = Run(unary.Operand);
        if (unary.ConstantValue is { HasValue: true } constant)
            return OfConstant(constant.Value, unary.Syntax);
        return unary.OperatorKind != UnaryOperatorKind.Not
            ? Value.Unknown
            : operand.Map(value => value switch
            {
                ConstantValue { Content: bool truth } => new ConstantValue(!truth, unary.Syntax),
                FactValue fact => Negate(fact, unary.Syntax),
                _ => Value.Unknown,
            });
    }

    private Value RunConversion(IConversionOperation conversion)
    {
        var operand = Run(conversion.Operand);
        if (conversion.OperatorMethod is { DeclaringSyntaxReferences.IsEmpty: false } own)
            return InvokeOwn(own, conversion.Syntax, [operand]) ?? Value.Unknown;
        // What a library makes of an object is another object; of a text it makes one that says the same.
        if (conversion is { OperatorMethod: not null, Operand.Type.SpecialType: not SpecialType.System_String } && operand is InstanceValue)
            return Value.Unknown;
        // An enumeration's member, boxed or widened, is still the same number; a converted constant may not be.
        return operand is ConstantValue && conversion.ConstantValue is { HasValue: true } constant
            ? OfConstant(constant.Value, conversion.Operand.Syntax)
            : operand;
    }

    private Value RunCoalesce(ICoalesceOperation coalesce)
    {
        var first = Run(coalesce.Value);
        switch (first)
        {
            case TextValue or InstanceValue { Kind: InstanceKind.Created } or SequenceValue:
                return first;
            case ConstantValue { Content: null }:
                return Run(coalesce.WhenNull);
        }

        // What stands in for a missing setting is used only where the setting is missing.
        var fallbackGuard = first is FactValue ? Guard.Environment : Guard.Always;
        var fallback = RunPaths([(coalesce.WhenNull, fallbackGuard), (null, Guard.Always)], isExhaustive: true);
        return Value.OneOf(
        [
            new Alternative(first, Guard.Always),
            .. fallback.Alternatives.Where(alternative => alternative.Value != Value.Unknown),
        ]);
    }

    private Value RunPattern(IIsPatternOperation pattern)
    {
        var value = Run(pattern.Value);
        var (inner, negated) = pattern.Pattern is INegatedPatternOperation not ? (not.Pattern, true) : (pattern.Pattern, false);
        if (inner is IDeclarationPatternOperation { DeclaredSymbol: { } local })
            _state.Set(new Slot(local), value);
        if (value is not FactValue || inner is not IConstantPatternOperation constant)
            return Environments.IsEnvironmental(value) ? FactValue.Configured(pattern.Syntax) : Value.Unknown;
        var fact = Compare(value, Run(constant.Value))!;
        return negated ? Negate(fact, pattern.Syntax) : new FactValue(fact.WhenTrue, fact.WhenFalse, pattern.Syntax);
    }

    private Value RunArray(IArrayCreationOperation array)
    {
        if (array.Initializer is null)
            return RunChildren(array);
        return new SequenceValue([.. array.Initializer.ElementValues.Select(RunElement)], array.Syntax);
    }

    private SequenceValue RunTuple(ITupleOperation tuple) => new([.. tuple.Elements.Select(RunElement)], tuple.Syntax);

    // A function that is kept in a collection is run when everything else has been.
    private Value RunElement(IOperation element)
    {
        var value = Run(element);
        if (value is FunctionValue function)
            _waiting.Add(function);
        return value;
    }

    // The operation of a collection expression is younger than the Roslyn that this is compiled against; its elements
    // are its children in any.
    private SequenceValue RunCollectionExpression(IOperation expression)
    {
        var items = new List<Value>();
        foreach (var child in expression.ChildOperations)
        {
            var value = RunElement(child);
            if (child.Syntax is SpreadElementSyntax or { Parent: SpreadElementSyntax } && value is SequenceValue spread)
                items.AddRange(spread.Items);
            else
                items.Add(value);
        }

        return new SequenceValue(items, expression.Syntax);
    }

    private InstanceValue RunWith(IWithOperation copy)
    {
        var source = Run(copy.Operand);
        var instance = Introduce(new InstanceValue(copy.Type, (source as InstanceValue)?.Kind ?? InstanceKind.Received, copy.Syntax));
        if (source is InstanceValue original)
            CopyMembers(original, instance);
        RunInitializer(copy.Initializer, instance);
        return instance;
    }

    private Value RunLocal(ILocalReferenceOperation reference)
    {
        if (reference.ConstantValue is { HasValue: true, Value: not string } constant)
            return OfConstant(constant.Value, reference.Syntax);
        if (_state.Get(new Slot(reference.Local)) is { } value)
            return value;
        return reference.ConstantValue is { HasValue: true, Value: string text } ? TextValue.Of(text, reference.Syntax) : Value.Unknown;
    }

    private Value RunInstanceReference(IInstanceReferenceOperation reference) =>
        reference.ReferenceKind == InstanceReferenceKind.ImplicitReceiver && _initialized.Count > 0 ? _initialized.Peek() : Value.Unknown;

    private Value RunConditionalAccess(IConditionalAccessOperation access)
    {
        _conditionalAccesses.Push(Run(access.Operation));
        var value = Run(access.WhenNotNull);
        _conditionalAccesses.Pop();
        return value;
    }

    private FunctionValue RunMethodReference(IMethodReferenceOperation reference)
    {
        RunAside(Run(reference.Instance));
        return _state.Get(new Slot(reference.Method)) is FunctionValue local
            ? local
            : new FunctionValue(reference.Method, null, reference.Syntax);
    }

    private Value RunField(IFieldReferenceOperation reference)
    {
        var field = reference.Field;
        var receiver = reference.Instance is null or IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }
            ? null
            : Run(reference.Instance);
        if (field.ContainingType.IsTupleType && receiver is not null)
            return ElementOfTuple(receiver, field);
        if (reference.ConstantValue is { HasValue: true, Value: not string } constant)
            return OfConstant(constant.Value, reference.Syntax);
        if (receiver is InstanceValue instance && _state.Get(new Slot(instance, field.Name)) is { } member)
            return member;
        if (receiver is null && _state.Get(new Slot(field)) is { } assigned)
            return assigned;
        if (field.DeclaringSyntaxReferences.IsEmpty)
        {
            return field.HasConstantValue ? OfConstant(field.ConstantValue, reference.Syntax)
                : field.IsStatic ? Library.Static(field, reference.Syntax)
                : Value.Unknown;
        }

        return receiver is null || field.IsConst ? Declared(field, reference.Syntax) : Value.Unknown;
    }

    private static Value ElementOfTuple(Value tuple, IFieldSymbol field)
    {
        var name = (field.CorrespondingTupleField ?? field).Name;
        return int.TryParse(name.Substring("Item".Length), out var number) ? tuple.Map(value => PartOf(value, number - 1)) : Value.Unknown;
    }

    /// <summary>An element of a tuple, or the key or the content of a dictionary's entry.</summary>
    private static Value PartOf(Value value, int index) => value switch
    {
        SequenceValue tuple when index < tuple.Items.Count => tuple.Items[index],
        EntryValue entry when index < 2 => index == 0 ? entry.Key : entry.Content,
        _ => Value.Unknown,
    };

    private Value RunProperty(IPropertyReferenceOperation reference)
    {
        var property = reference.Property;
        if (Environments.Told(property, reference.Syntax) is { } told)
        {
            RunChildren(reference);
            return told;
        }

        var isOfThis = reference.Instance is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance };
        var receiver = reference.Instance is null || isOfThis ? null : Run(reference.Instance);
        foreach (var argument in reference.Arguments)
            RunAside(Run(argument.Value));
        if (property.IsIndexer)
            return Value.Unknown;
        if (receiver is ChoiceValue choice)
            return Value.OneOf(choice.Alternatives.Select(one => new Alternative(MemberOf(one.Value, property, reference.Syntax), one.Guard)));
        return receiver is not null ? MemberOf(receiver, property, reference.Syntax)
            : _state.Get(new Slot(property)) is { } assigned ? assigned
            : property.DeclaringSyntaxReferences.IsEmpty ? (property.IsStatic ? Library.Static(property, reference.Syntax) : PartOf(null, property, reference.Syntax))
            : Declared(property, reference.Syntax);
    }

    private Value MemberOf(Value receiver, IPropertySymbol property, SyntaxNode syntax)
    {
        if (receiver is EntryValue entry)
            return property.Name == "Key" ? entry.Key : entry.Content;
        if (receiver is not InstanceValue instance)
            return property.DeclaringSyntaxReferences.IsEmpty ? PartOf(null, property, syntax) : Declared(property, syntax);
        if (_state.Get(new Slot(instance, property.Name)) is { } known)
            return known;
        if (!property.DeclaringSyntaxReferences.IsEmpty)
            return instance.Kind == InstanceKind.Received ? Value.Unknown : Declared(property, syntax);
        return PartOf(instance, property, syntax);
    }

    /// <summary>An object that a library's object holds, made known the first time the code touches it.</summary>
    private Value PartOf(InstanceValue? owner, IPropertySymbol property, SyntaxNode syntax)
    {
        if (property.Type is not { IsReferenceType: true, SpecialType: SpecialType.None, TypeKind: TypeKind.Class or TypeKind.Interface })
            return owner is { Kind: not InstanceKind.Received } && !IsClouded(owner) ? Value.Unset : Value.Unknown;
        var part = Introduce(new InstanceValue(property.Type, owner is null || IsClouded(owner) ? InstanceKind.Received : owner.Kind, syntax));
        if (owner is not null)
            _state.Set(new Slot(owner, property.Name), part);
        return part;
    }

    /// <summary>The value that a field or property of the project's own gets where it is declared, if it gets no other.</summary>
    private Value Declared(ISymbol member, SyntaxNode use)
    {
        if (_memberValues.TryGetValue(member, out var known))
            return known;
        if (!_evaluatingMembers.Add(member))
            return Value.Unknown;
        var result = Declaration(member);
        _evaluatingMembers.Remove(member);
        // An object that is made anew at each use must not be shared, and what one path learned is not true of another.
        if (result is TextValue or ConstantValue)
            _memberValues[member] = result;
        return result is ConstantValue constant ? new ConstantValue(constant.Content, use) : result;
    }

    private Value Declaration(ISymbol member)
    {
        if (member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_cancellation) is not { } syntax)
            return Value.Unknown;
        switch (syntax)
        {
            case VariableDeclaratorSyntax { Initializer: { } initializer } when member is IFieldSymbol field:
                return field.IsConst || MemberWrites.IsSetOnlyWhereDeclared(member, _cancellation) ? Initial(initializer.Value) : Assigned(member, initializer.Value);
            case VariableDeclaratorSyntax when member is IFieldSymbol { IsReadOnly: true }:
                return Assigned(member, null);
            case PropertyDeclarationSyntax { ExpressionBody.Expression: { } expression } when !member.IsVirtual && !member.IsAbstract:
                return Initial(expression);
            case PropertyDeclarationSyntax property when member is IPropertySymbol { SetMethod: null or { DeclaredAccessibility: Accessibility.Private } }:
                var getter = property.AccessorList?.Accessors.FirstOrDefault(accessor => accessor.Keyword.ValueText == "get");
                if (getter?.ExpressionBody?.Expression is { } body)
                    return Initial(body);
                if (getter?.Body is { } block && member is IPropertySymbol { GetMethod: { } get })
                    return OperationOf(getter) is { } operation ? Invoke(get, operation, []) : Value.Unknown;
                return property.Initializer is { } set && MemberWrites.IsSetOnlyWhereDeclared(member, _cancellation) ? Initial(set.Value) : Value.Unknown;
            default:
                return Value.Unknown;
        }
    }

    private Value Initial(ExpressionSyntax expression) => Run(OperationOf(expression));

    /// <summary>A read-only member is one of the values that its type's constructors give it.</summary>
    private Value Assigned(ISymbol member, ExpressionSyntax? initializer)
    {
        if (member is not IFieldSymbol { IsReadOnly: true })
            return Value.Unknown;
        var values = MemberWrites.Of(member, _cancellation).Select(Initial).ToList();
        if (values.Count == 0 && initializer is not null)
            values.Add(Initial(initializer));
        return Value.OneOf(values.Select(value => new Alternative(value, Guard.Always)));
    }
}
