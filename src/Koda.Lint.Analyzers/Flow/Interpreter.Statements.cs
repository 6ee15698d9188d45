using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Koda.Lint.Analyzers.Flow;

internal sealed partial class Interpreter
{
    private Value RunBlock(IBlockOperation block)
    {
        var guard = _state.Guard;
        // A local function is declared for the whole block, wherever it stands.
        foreach (var statement in block.Operations)
        {
            if (statement is ILocalFunctionOperation function)
                DeclareLocalFunction(function);
        }

        foreach (var statement in block.Operations)
        {
            if (_state.Reached || statement is ILabeledOperation)
                RunAside(Run(statement));
        }

        if (_state.Reached)
            _state.Guard = guard;
        return Value.Unknown;
    }

    private Value RunConstructor(IConstructorBodyOperation body)
    {
        Run(body.Initializer);
        return Run(body.BlockBody ?? body.ExpressionBody);
    }

    private Value RunDeclarator(IVariableDeclaratorOperation declarator)
    {
        var initializer = declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer;
        if (initializer is null)
            return Value.Unknown;
        var value = Run(initializer.Value);
        if (value is FunctionValue function)
            _waiting.Add(function);
        _state.Set(new Slot(declarator.Symbol), value);
        _listener.OnDeclared(declarator.Symbol, value, initializer.Value.Syntax);
        return value;
    }

    private void DeclareLocalFunction(ILocalFunctionOperation function)
    {
        var value = new FunctionValue(function.Symbol, function.Body, function.Syntax);
        _state.Set(new Slot(function.Symbol), value);
        _waiting.Add(value);
    }

    private Value RunReturn(IReturnOperation returned)
    {
        var value = Run(returned.ReturnedValue);
        if (returned.Kind == OperationKind.YieldReturn)
            return Value.Unknown;
        RunAside(value);
        LeaveFrame(value);
        return value;
    }

    private void LeaveFrame(Value value)
    {
        if (_frame is not { } frame || !_state.Reached)
            return;
        RunFinallies(frame);
        if (!_state.Reached)
            return;
        if (frame.IsRoot || frame.Method is { MethodKind: MethodKind.AnonymousFunction })
            _listener.OnExit(frame.Method, frame.IsRoot);
        if (!frame.IsRoot && frame.Exits.Count < MaxExits)
            frame.Exits.Add((_state.Above(frame.Below), value));
        _state.Reached = false;
    }

    private void RunFinallies(Frame frame)
    {
        var pending = frame.Finallies.ToArray();
        frame.Finallies.Clear();
        foreach (var block in pending)
            Run(block);
        for (var i = pending.Length - 1; i >= 0; i--)
            frame.Finallies.Push(pending[i]);
    }

    private Value RunConditional(IConditionalOperation conditional)
    {
        var condition = Run(conditional.Condition);
        if (condition is ConstantValue { Content: bool known })
            return known ? Run(conditional.WhenTrue) : Run(conditional.WhenFalse);
        var (whenTrue, whenFalse) = condition is FactValue fact ? (fact.WhenTrue, fact.WhenFalse) : (Guard.Always, Guard.Always);
        return RunPaths([(conditional.WhenTrue, whenTrue), (conditional.WhenFalse, whenFalse)], isExhaustive: true);
    }

    /// <summary>Runs alternatives side by side and joins them.</summary>
    private Value RunPaths(IEnumerable<(IOperation? Operation, Guard Guard)> alternatives, bool isExhaustive, Landing? landing = null)
    {
        var before = _state;
        var paths = new List<(State, Guard)>();
        var values = new List<Alternative>();
        foreach (var (operation, guard) in alternatives)
        {
            _state = before.Branch(guard);
            var value = Run(operation);
            if (!_state.Reached)
                continue;
            paths.Add((_state.Above(before), guard));
            values.Add(new Alternative(value, guard));
        }

        if (!isExhaustive)
            paths.Add((before.Branch(Guard.Always), Guard.Always));
        if (landing is not null)
            paths.AddRange(landing.Arrivals.Select(arrival => (arrival.State, arrival.State.Guard)));
        _state = before;
        before.Join(paths);
        return Value.OneOf(values);
    }

    private Value RunLoop(ILoopOperation loop)
    {
        switch (loop)
        {
            case IForLoopOperation counted:
                RunAll(counted.Before);
                break;
            case IForEachLoopOperation each:
                var items = Run(each.Collection);
                if (Library.SequenceOf(this, items) is { Items: { Count: > 0 } known } && (_unrolled += known.Count) <= MaxUnrolled)
                {
                    foreach (var item in known)
                        RunTurn(each, item);
                    return Value.Unknown;
                }

                SetElement(each, Value.Unknown);
                break;
        }

        var condition = loop switch
        {
            IForLoopOperation counted => counted.Condition,
            IWhileLoopOperation repeated => repeated.Condition,
            _ => null,
        };
        var endless = loop switch
        {
            IForLoopOperation { Condition: null } => true,
            IWhileLoopOperation { Condition.ConstantValue: { HasValue: true, Value: true } } => true,
            _ => false,
        };
        var runsAtLeastOnce = endless || loop is IWhileLoopOperation { ConditionIsTop: false };
        var before = _state;
        if (loop is not IWhileLoopOperation { ConditionIsTop: false })
            Run(condition);
        _state = before.Branch(Guard.Always);
        var landing = new Landing(before, loop.ExitLabel, loop.ContinueLabel);
        _frame?.Landings.Add(landing);
        Run(loop.Body);
        if (_state.Reached && loop is IForLoopOperation { AtLoopBottom: var bottom })
            RunAll(bottom);
        if (_state.Reached && loop is IWhileLoopOperation { ConditionIsTop: false })
            Run(condition);
        _frame?.Landings.Remove(landing);

        var paths = new List<(State, Guard)>();
        if (_state.Reached && !endless)
            paths.Add((_state.Above(before), Guard.Always));
        foreach (var (label, state) in landing.Arrivals)
        {
            if (!endless || SymbolEqualityComparer.Default.Equals(label, loop.ExitLabel))
                paths.Add((state, Guard.Always));
        }

        if (!runsAtLeastOnce)
            paths.Add((before.Branch(Guard.Always), Guard.Always));
        _state = before;
        before.Join(paths);
        return Value.Unknown;
    }

    /// <summary>One turn of a loop whose elements are known. After a <c>break</c> the turns that follow are taken as possible still.</summary>
    private void RunTurn(IForEachLoopOperation loop, Value element)
    {
        if (!_state.Reached)
            return;
        SetElement(loop, element);
        var before = _state;
        _state = before.Branch(Guard.Always);
        var landing = new Landing(before, loop.ExitLabel, loop.ContinueLabel);
        _frame?.Landings.Add(landing);
        Run(loop.Body);
        _frame?.Landings.Remove(landing);
        var paths = landing.Arrivals.Select(arrival => (arrival.State, Guard.Always)).ToList();
        if (_state.Reached)
            paths.Add((_state.Above(before), Guard.Always));
        _state = before;
        before.Join(paths);
    }

    private void SetElement(IForEachLoopOperation loop, Value element)
    {
        if (loop.LoopControlVariable is IVariableDeclaratorOperation variable)
            _state.Set(new Slot(variable.Symbol), element);
        else
            Deconstruct(loop, loop.LoopControlVariable, element, loop.Collection);
    }

    private Value RunSwitch(ISwitchOperation choice)
    {
        var subject = Run(choice.Value);
        var landing = new Landing(_state, choice.ExitLabel);
        _frame?.Landings.Add(landing);
        var before = _state;
        var paths = new List<(State, Guard)>();
        var hasDefault = false;
        foreach (var section in choice.Cases)
        {
            var guard = GuardOfSection(subject, section);
            hasDefault |= section.Clauses.Any(clause => clause.CaseKind == CaseKind.Default);
            _state = before.Branch(guard);
            foreach (var clause in section.Clauses)
                RunChildren(clause);
            foreach (var statement in section.Body)
            {
                if (_state.Reached)
                    RunAside(Run(statement));
            }

            if (_state.Reached)
                paths.Add((_state.Above(before), guard));
        }

        _frame?.Landings.Remove(landing);
        paths.AddRange(landing.Arrivals.Select(arrival => (arrival.State, arrival.State.Guard)));
        if (!hasDefault)
            paths.Add((before.Branch(Guard.Always), Guard.Always));
        _state = before;
        before.Join(paths);
        return Value.Unknown;
    }

    private static Guard GuardOfSection(Value subject, ISwitchCaseOperation section)
    {
        Guard? guard = null;
        foreach (var clause in section.Clauses)
        {
            var known = clause is ISingleValueCaseClauseOperation { Value.ConstantValue: { HasValue: true, Value: var constant } }
                ? Environments.Equality(subject, constant).WhenTrue
                : Environments.IsEnvironmental(subject) ? Guard.Environment : Guard.Always;
            guard = guard is { } other ? other.Or(known) : known;
        }

        return guard ?? Guard.Always;
    }

    private Value RunSwitchExpression(ISwitchExpressionOperation choice)
    {
        var subject = Run(choice.Value);
        return RunPaths(choice.Arms.Select(arm => ((IOperation?)arm.Value, GuardOfArm(subject, arm))), isExhaustive: choice.Arms.Length > 0);
    }

    private static Guard GuardOfArm(Value subject, ISwitchExpressionArmOperation arm) =>
        arm.Pattern is IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: var constant } }
            ? subject is FactValue fact && constant is bool truth
                ? (truth ? fact.WhenTrue : fact.WhenFalse)
                : Environments.Equality(subject, constant).WhenTrue
            : Environments.IsEnvironmental(subject) ? Guard.Environment : Guard.Always;

    private Value RunTry(ITryOperation attempt)
    {
        var before = _state;
        if (attempt.Finally is not null)
            _frame?.Finallies.Push(attempt.Finally);
        var paths = new List<(State, Guard)>();
        _state = before.Branch(Guard.Always);
        Run(attempt.Body);
        if (_state.Reached)
            paths.Add((_state.Above(before), Guard.Always));
        foreach (var handler in attempt.Catches)
        {
            _state = before.Branch(Guard.Always);
            Run(handler.Filter);
            Run(handler.Handler);
            if (_state.Reached)
                paths.Add((_state.Above(before), Guard.Always));
        }

        if (attempt.Finally is not null && _frame?.Finallies.Count > 0)
            _frame.Finallies.Pop();
        _state = before;
        before.Join(paths);
        if (_state.Reached)
            Run(attempt.Finally);
        return Value.Unknown;
    }

    private Value RunBranch(IBranchOperation branch)
    {
        if (_frame?.Landings.LastOrDefault(landing => landing.Labels.Contains(branch.Target, SymbolEqualityComparer.Default)) is { Arrivals.Count: < MaxExits } landing)
            landing.Arrivals.Add((branch.Target, _state.Above(landing.Below)));

        // A goto is taken as a fall into what follows its label.
        _state.Reached = branch.BranchKind == BranchKind.GoTo && _state.Reached;
        return Value.Unknown;
    }

    private Value RunLabeled(ILabeledOperation labeled)
    {
        _state.Reached = true;
        return Run(labeled.Operation);
    }

    private Value RunThrow(IThrowOperation thrown)
    {
        Run(thrown.Exception);
        _state.Reached = false;
        return Value.Unknown;
    }
}
