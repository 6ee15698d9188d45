using Microsoft.CodeAnalysis;

namespace Koda.Lint.Analyzers.Flow;

/// <summary>Symbols by name. Compared only after a cheaper test has passed, so nothing is looked up ahead of need.</summary>
internal static class SymbolNames
{
    /// <summary>Whether a type has a name such as <c>Microsoft.AspNetCore.Http.CookieOptions</c>, itself or through a base type or an interface.</summary>
    /// <param name="type">The type.</param>
    /// <param name="fullName">Namespace and name without type parameters.</param>
    public static bool Is(this ITypeSymbol? type, string fullName)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.HasName(fullName))
                return true;
        }

        if (type is null)
            return false;
        foreach (var contract in type.AllInterfaces)
        {
            if (contract.HasName(fullName))
                return true;
        }

        return false;
    }

    /// <summary>Whether a symbol's namespaces, containing types and name, joined by dots, are <paramref name="fullName"/>.</summary>
    public static bool HasName(this ISymbol symbol, string fullName)
    {
        ISymbol? current = symbol;
        var end = fullName.Length;
        while (current is not null and not INamespaceSymbol { IsGlobalNamespace: true })
        {
            var name = current.Name;
            var start = end - name.Length;
            if (start < 0 || string.CompareOrdinal(fullName, start, name, 0, name.Length) != 0)
                return false;
            current = current.ContainingSymbol;
            if (start == 0)
                return current is null or INamespaceSymbol { IsGlobalNamespace: true };
            if (fullName[start - 1] != '.')
                return false;
            end = start - 1;
        }

        return false;
    }
}
