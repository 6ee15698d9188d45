using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Koda.Lint.CodeFixes.Writing;

/// <summary>Writes the value that a rule asks for as the type at its place wants it.</summary>
internal static class SafeValue
{
    // Of CookieSecurePolicy and HttpOnlyPolicy; of both SameSiteModes.
    private static readonly string[] StrongestMembers = ["Always", "Strict"];

    /// <summary>The value in C#, or null when the type cannot hold it.</summary>
    /// <param name="wanted"><c>on</c> for the strongest value that the type has, a number, a duration such as <c>00:15:00</c>, or a string in quotes.</param>
    /// <param name="type">The type.</param>
    /// <param name="fault">The fault that is being mended.</param>
    /// <param name="place">Where the value will stand.</param>
    public static string? Write(string wanted, ITypeSymbol? type, Fault fault, SyntaxNode place)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            type = nullable.TypeArguments[0];
        return type switch
        {
            { SpecialType: SpecialType.System_Boolean } when wanted == "on" => "true",
            { SpecialType: SpecialType.System_Int32 } when int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out _) => wanted,
            { SpecialType: SpecialType.System_String } when wanted.StartsWith("\"", StringComparison.Ordinal) => wanted,
            { TypeKind: TypeKind.Enum } when wanted == "on" => StrongestMembers.FirstOrDefault(member => !type.GetMembers(member).IsEmpty) is { } strongest
                ? Qualifier(type, fault, place) + "." + strongest
                : null,
            { Name: "TimeSpan", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } }
                when TimeSpan.TryParseExact(wanted, "c", CultureInfo.InvariantCulture, out var duration) =>
                fault.NameOf(type, place.SpanStart) + ".FromMinutes(" + duration.TotalMinutes.ToString(CultureInfo.InvariantCulture) + ")",
            _ => null,
        };
    }

    // `Http.SameSiteMode.None` keeps the name that its author chose for the type.
    private static string Qualifier(ITypeSymbol type, Fault fault, SyntaxNode place) =>
        place is MemberAccessExpressionSyntax { Expression: var written }
        && SymbolEqualityComparer.Default.Equals(fault.SymbolOf(written), type)
            ? written.ToString()
            : fault.NameOf(type, place.SpanStart);
}
