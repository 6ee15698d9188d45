namespace Koda.Lint.Compose;

/// <summary>
/// What a phase does at which paths of the model, written as patterns: <c>services.*.ports</c>. A phase walks the table
/// beside the tree, so that no path is ever built as text. <c>*</c> stands for one key or list item.
/// </summary>
internal sealed class PathTable<T>
    where T : class
{
    private Dictionary<string, PathTable<T>>? _children;
    private PathTable<T>? _any;

    /// <summary>What stands at this path, or null.</summary>
    public T? Value { get; private set; }

    /// <summary>Adds a pattern.</summary>
    public T this[string pattern]
    {
        set
        {
            var at = this;
            foreach (var key in pattern.Split('.'))
                at = key == "*" ? at._any ??= new PathTable<T>() : at.Child(key);
            at.Value = value;
        }
    }

    /// <summary>Puts one value at several patterns below a common one.</summary>
    public PathTable<T> With(T value, string below, params string[] patterns)
    {
        foreach (var pattern in patterns)
            this[below + "." + pattern] = value;
        return this;
    }

    /// <summary>The table below a key, or null when nothing stands there.</summary>
    public PathTable<T>? Below(string key) => _children is not null && _children.TryGetValue(key, out var child) ? child : _any;

    /// <summary>The table below a list's items, or null.</summary>
    public PathTable<T>? BelowItem() => _any;

    private PathTable<T> Child(string key)
    {
        _children ??= new Dictionary<string, PathTable<T>>(StringComparer.Ordinal);
        if (!_children.TryGetValue(key, out var child))
            _children[key] = child = new PathTable<T>();
        return child;
    }
}
