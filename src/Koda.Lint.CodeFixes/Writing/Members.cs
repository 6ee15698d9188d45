using Microsoft.CodeAnalysis;

namespace Koda.Lint.CodeFixes.Writing;

/// <summary>Properties by name, and paths of them: <c>Cookie.SecurePolicy</c>.</summary>
internal static class Members
{
    /// <summary>Splits <c>Cookie.SecurePolicy=on</c>.</summary>
    public static (string Path, string Wanted) Split(string work)
    {
        var equals = work.IndexOf('=');
        return (work.Substring(0, equals), work.Substring(equals + 1));
    }

    /// <summary>The property at the end of a path, or null when the type has none.</summary>
    public static IPropertySymbol? Find(ITypeSymbol? type, string path)
    {
        IPropertySymbol? found = null;
        foreach (var name in path.Split('.'))
        {
            found = null;
            for (; type is not null && found is null; type = type.BaseType)
                found = type.GetMembers(name).OfType<IPropertySymbol>().FirstOrDefault();
            type = found?.Type;
        }

        return found;
    }
}
