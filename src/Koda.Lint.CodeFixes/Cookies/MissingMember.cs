using Koda.Lint.CodeFixes.Writing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Koda.Lint.CodeFixes.Cookies;

/// <summary>Sets a flag that is missing: on the object that should carry it, or on new options for a cookie that is written without any.</summary>
internal static class MissingMember
{
    public static Mending? Mend(Fault fault)
    {
        var (member, wanted) = Members.Split(fault.Work);
        return fault.ExpressionAt(fault.Span) switch
        {
            BaseObjectCreationExpressionSyntax creation => OnObject(fault, creation, member, wanted),
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Build", Expression: var builder } } =>
                fault.CreationOf(builder) is { } creation ? OnObject(fault, creation, member, wanted) : null,
            InvocationExpressionSyntax call => WithOptions(fault, call, member, wanted),
            _ => null,
        };
    }

    private static Mending? OnObject(Fault fault, BaseObjectCreationExpressionSyntax creation, string member, string wanted)
    {
        // What CookieOptions calls Secure is SecurePolicy of a CookieBuilder.
        var type = fault.Model.GetTypeInfo(creation, fault.Cancellation).Type;
        var property = Members.Find(type, member) ?? Members.Find(type, member + "Policy");
        if (property is null || SafeValue.Write(wanted, property.Type, fault, creation) is not { } value)
            return null;
        var assignment = property.Name + " = " + value;
        return new Mending("Set " + assignment, ObjectMembers.Add(fault.Text, creation, assignment));
    }

    // response.Cookies.Append(name, value): the overload with options takes the flag.
    private static Mending? WithOptions(Fault fault, InvocationExpressionSyntax call, string member, string wanted)
    {
        if (fault.SymbolOf(call) is not IMethodSymbol method)
            return null;
        var options = method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>()
            .Where(overload => overload.Parameters.Length == method.Parameters.Length + 1)
            .Select(overload => overload.Parameters[overload.Parameters.Length - 1])
            .FirstOrDefault(parameter => Members.Find(parameter.Type, member) is not null);
        if (options is null || SafeValue.Write(wanted, Members.Find(options.Type, member)!.Type, fault, call) is not { } value)
            return null;
        var name = call.ArgumentList.Arguments.Any(argument => argument.NameColon is not null) ? options.Name + ": " : "";
        var type = fault.NameOf(options.Type.WithNullableAnnotation(NullableAnnotation.None), call.SpanStart);
        return new Mending(
            $"Pass options with {member} = {value}",
            [fault.Text.Argument(call.ArgumentList, $"{name}new {type} {{ {member} = {value} }}")]);
    }
}
