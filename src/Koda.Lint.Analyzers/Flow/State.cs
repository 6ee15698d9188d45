using Microsoft.CodeAnalysis;

namespace Koda.Lint.Analyzers.Flow;

/// <summary>A variable, a field, a member of an object, or a mark that a rule has set on the path.</summary>
internal readonly struct Slot(object owner, string? member = null) : IEquatable<Slot>
{
    public object Owner { get; } = owner;

    public string? Member { get; } = member;

    public bool Equals(Slot other) => Member == other.Member
        && (ReferenceEquals(Owner, other.Owner)
            || (Owner is ISymbol symbol && SymbolEqualityComparer.Default.Equals(symbol, other.Owner as ISymbol)));

    public override bool Equals(object? obj) => obj is Slot other && Equals(other);

    public override int GetHashCode() =>
        (Owner is ISymbol symbol ? SymbolEqualityComparer.Default.GetHashCode(symbol) : System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(Owner))
        ^ (Member is null ? 0 : StringComparer.Ordinal.GetHashCode(Member) * 397);
}

/// <summary>
/// What is known at a point of a method. A branch gets a layer of its own above the state it left from, so that
/// taking a branch copies nothing; where branches meet, their layers are joined into the state below.
/// </summary>
internal sealed class State(State? below, Guard guard)
{
    // Marks that an object exists on this path; joins leave the members of an object alone on paths that never made it.
    private const string Existence = "$exists";

    private Dictionary<Slot, Value>? _changes;

    public State()
        : this(null, Guard.Always)
    {
    }

    /// <summary>The environment in which this point is reached.</summary>
    public Guard Guard { get; set; } = guard;

    /// <summary>Whether this point is reached at all: false after a return, a throw or a jump.</summary>
    public bool Reached { get; set; } = true;

    public State Branch(Guard guard) => new(this, Guard.And(guard));

    public Value? Get(Slot slot)
    {
        for (var layer = this; layer is not null; layer = layer.Below)
        {
            if (layer._changes is not null && layer._changes.TryGetValue(slot, out var value))
                return value;
        }

        return null;
    }

    public void Set(Slot slot, Value value) => (_changes ??= [])[slot] = value;

    public void Introduce(InstanceValue instance) => Set(new Slot(instance, Existence), Value.Unknown);

    /// <summary>The members of an object that were assigned on this path.</summary>
    public IEnumerable<(string Member, Value Value)> MembersOf(InstanceValue instance)
    {
        var seen = new HashSet<string>();
        for (var layer = this; layer is not null; layer = layer.Below)
        {
            foreach (var change in layer._changes ?? [])
            {
                if (ReferenceEquals(change.Key.Owner, instance) && change.Key.Member is { } member && member != Existence && seen.Add(member))
                    yield return (member, change.Value);
            }
        }
    }

    private State? Below => below;

    /// <summary>Everything that changed since a state further down, as one layer above it.</summary>
    public State Above(State ancestor)
    {
        if (ReferenceEquals(Below, ancestor))
            return this;
        var layers = new Stack<State>();
        for (var layer = this; layer is not null && !ReferenceEquals(layer, ancestor); layer = layer.Below)
            layers.Push(layer);
        var flat = new State(ancestor, Guard);
        foreach (var layer in layers)
        {
            foreach (var change in layer._changes ?? [])
                flat.Set(change.Key, change.Value);
        }

        return flat;
    }

    /// <summary>Continues where several paths meet. Each is a layer directly above this state.</summary>
    /// <param name="paths">The paths with the guard under which each was taken.</param>
    public void Join(IReadOnlyList<(State State, Guard Guard)> paths)
    {
        if (paths.Count == 0)
        {
            Reached = false;
            return;
        }

        if (paths.Count == 1)
        {
            foreach (var change in paths[0].State._changes ?? [])
                Set(change.Key, change.Value);
            Guard = paths[0].State.Guard;
            return;
        }

        var slots = new HashSet<Slot>();
        foreach (var (state, _) in paths)
            slots.UnionWith(state._changes?.Keys ?? Enumerable.Empty<Slot>());
        var joined = new List<(Slot Slot, Value Value)>(slots.Count);
        foreach (var slot in slots)
        {
            var values = new List<Alternative>();
            foreach (var (state, taken) in paths)
            {
                if (slot.Owner is InstanceValue instance && state.Get(new Slot(instance, Existence)) is null)
                    continue;
                values.Add(new Alternative(state.Get(slot) ?? Value.Unset, taken));
            }

            joined.Add((slot, Value.OneOf(values)));
        }

        foreach (var (slot, value) in joined)
            Set(slot, value);
    }
}
