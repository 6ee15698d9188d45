namespace Koda.Lint;

/// <summary>What of LINQ a natively compiled program pays for more than it should.</summary>
internal static class Sequences
{
    /// <summary>
    /// LINQ's own, for sources that LINQ does not make. Behind another of its operators, LINQ's is a generic virtual method, which .NET's native programs look up by
    /// the names of types each time a new pair of types meets there: a twentieth of a small check. Nearer than LINQ's namespace, this one is taken in its place.
    /// </summary>
    public static IEnumerable<TResult> Select<TSource, TResult>(this IEnumerable<TSource> source, Func<TSource, TResult> selector) =>
        source is ICollection<TSource> ? Enumerable.Select(source, selector) : SelectEach(source, selector);

    private static IEnumerable<TResult> SelectEach<TSource, TResult>(IEnumerable<TSource> source, Func<TSource, TResult> selector)
    {
        foreach (var item in source)
            yield return selector(item);
    }
}
