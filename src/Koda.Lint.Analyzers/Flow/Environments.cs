using Microsoft.CodeAnalysis;

namespace Koda.Lint.Analyzers.Flow;

/// <summary>What code asks to learn where it runs: <c>IsProduction()</c>, <c>EnvironmentName</c>, <c>IsHttps</c>, the configuration.</summary>
internal static class Environments
{
    private static readonly FactValue Nothing = new(Guard.Always, Guard.Always, null);

    /// <summary>The fact that a call asks for, or null.</summary>
    public static FactValue? Asked(Call call)
    {
        switch (call.Name)
        {
            case "IsDevelopment":
                return new FactValue(Guard.Development, Guard.Production, call.Syntax);
            case "IsProduction":
                return new FactValue(Guard.Production, Guard.Development, call.Syntax);
            case "IsStaging":
                return new FactValue(Guard.Environment, Guard.Environment, call.Syntax);
            case "IsEnvironment":
                return Named(call["environmentName"]?.Value.AsText()?.Content, call.Syntax);
            case "GetEnvironmentVariable":
            case "GetValue" or "GetSection" or "GetConnectionString" or "Get" when IsConfiguration(call.Method.ContainingType)
                || IsConfiguration((call.Arguments.Count > 0 ? call.Arguments[0].Parameter.Type : null)):
                return FactValue.Configured(call.Syntax);
            case "Equals" when call.Arguments.Count > 0:
                var argument = call.Arguments[call.Method.IsStatic && call.Arguments.Count > 1 ? 1 : 0].Value;
                var subject = call.Method.IsStatic ? call.Arguments[0].Value : call.Receiver;
                return IsEnvironmental(subject) ? Equality(subject, argument.AsText()?.Content)
                    : IsEnvironmental(argument) ? Equality(argument, subject.AsText()?.Content)
                    : null;
            case "Parse" or "TryParse" or "ToBoolean" or "IsNullOrEmpty" or "IsNullOrWhiteSpace":
                return call.Arguments.Count > 0 && IsEnvironmental(call.Arguments[0].Value) ? FactValue.Configured(call.Syntax) : null;
            default:
                return null;
        }
    }

    /// <summary>The fact that a property tells, or null.</summary>
    public static FactValue? Told(IPropertySymbol property, SyntaxNode syntax)
    {
        var isTold = property.Name switch
        {
            "IsHttps" or "Scheme" => property.ContainingType.Is("Microsoft.AspNetCore.Http.HttpRequest"),
            "EnvironmentName" => true,
            "IsSecureConnection" => true,
            _ => property.IsIndexer && IsConfiguration(property.ContainingType),
        };
        return isTold ? FactValue.Configured(syntax) : null;
    }

    public static bool IsEnvironmental(Value value) => value is FactValue;

    /// <summary>What holds when a value that depends on the environment equals a constant.</summary>
    public static FactValue Equality(Value subject, object? constant) =>
        !IsEnvironmental(subject) ? Nothing : Named(constant as string, subject.Origin);

    private static FactValue Named(string? environment, SyntaxNode? origin) => environment?.ToUpperInvariant() switch
    {
        "DEVELOPMENT" => new FactValue(Guard.Development, Guard.Production, origin),
        "PRODUCTION" => new FactValue(Guard.Production, Guard.Development, origin),
        _ => FactValue.Configured(origin),
    };

    private static bool IsConfiguration(ITypeSymbol? type) => type.Is("Microsoft.Extensions.Configuration.IConfiguration")
        || (type?.Name is "ConfigurationBinder" or "ConfigurationExtensions");
}
