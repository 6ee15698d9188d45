using System.Collections.Immutable;
using Koda.Lint.CodeFixes.Writing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace Koda.Lint.CodeFixes.Settings;

/// <summary>Creates a file with mode 0600: opens it with <c>FileStreamOptions</c>, which alone can say so at creation.</summary>
internal static class PrivateFile
{
    private const string Title = "Create the file with mode 0600";

    public static Mending? Mend(Fault fault)
    {
        if (fault.ExpressionAt(fault.Span) is not { } creation || OptionsText.For(fault, creation) is not { } options)
            return null;
        return fault.Model.GetOperation(creation, fault.Cancellation) switch
        {
            IObjectCreationOperation { Constructor: { } constructor } made => Mend(fault, creation, constructor, new FileArguments(made.Arguments), options),
            IInvocationOperation call => Mend(fault, creation, call.TargetMethod, new FileArguments(call.Arguments), options),
            _ => null,
        };
    }

    private static Mending? Mend(Fault fault, ExpressionSyntax creation, IMethodSymbol method, FileArguments arguments, OptionsText options)
    {
        if (arguments["options"] is { } given && options.IsOptions(given))
            return AddMode(fault, given, options);
        var path = arguments["path"]?.ToString();
        switch (method.ContainingType.Name, method.MethodKind == MethodKind.Constructor ? "new" : method.Name)
        {
            case ("FileStream", "new") when path is not null && options.OfStream(arguments, defaultShare: "Read") is { } stream:
                return Instead(fault, creation, $"new {options.FileStream}({path}, {stream})");
            case ("StreamWriter", "new") when path is not null && arguments["bufferSize"] is null:
                var encoding = arguments["encoding"] is { } given2 ? given2 + ", " : "";
                return Instead(fault, creation, $"new {options.StreamWriter}({path}, {encoding}{options.OfWriter(arguments["append"])})");
            case ("File", "OpenHandle") when creation is InvocationExpressionSyntax call && method.Parameters.Any(parameter => parameter.Name == "unixCreateMode"):
                return new Mending(Title, [fault.Text.Argument(call.ArgumentList, "unixCreateMode: " + options.OwnerOnly)]);
            case ("File" or "FileInfo", _) when creation is InvocationExpressionSyntax call:
                return options.OfMethod(method.Name, arguments) is { } opened
                    ? Instead(fault, creation, Opened(call, path, opened, method.Name, options))
                    : path is not null ? FileWrite.Mend(fault, call, method.Name, path, arguments, options, Title) : null;
            default:
                return null;
        }
    }

    private static Mending Instead(Fault fault, ExpressionSyntax creation, string made) => new(Title, creation.Span, made);

    // A FileInfo opens itself; File's methods name a path.
    private static string Opened(InvocationExpressionSyntax call, string? path, string opened, string method, OptionsText options)
    {
        var isText = method is "CreateText" or "AppendText";
        if (path is not null)
            return $"new {(isText ? options.StreamWriter : options.FileStream)}({path}, {opened})";
        var file = call.Expression is MemberAccessExpressionSyntax { Expression: var receiver } ? receiver.ToString() : "";
        return isText ? $"new {options.StreamWriter}({file}.Open({opened}))" : $"{file}.Open({opened})";
    }

    private static Mending? AddMode(Fault fault, ExpressionSyntax given, OptionsText options)
    {
        const string Mode = "UnixCreateMode";
        if (fault.CreationOf(given) is not { } creation)
            return null;
        // A mode that lets others in is corrected where it is set.
        var weak = Fault.MemberAround(creation).DescendantNodes().OfType<AssignmentExpressionSyntax>().Where(assignment => assignment.Left switch
        {
            IdentifierNameSyntax name => name.Identifier.ValueText == Mode && assignment.Parent == creation.Initializer,
            MemberAccessExpressionSyntax { Expression: var owner, Name.Identifier.ValueText: Mode } => owner.ToString() == given.ToString(),
            _ => false,
        }).ToList();
        return weak.Count == 0
            ? new Mending(Title, ObjectMembers.Add(fault.Text, creation, $"{Mode} = {options.OwnerOnly}"))
            : new Mending(Title, [.. weak.Select(assignment => new TextChange(assignment.Right.Span, options.OwnerOnly))]);
    }
}

/// <summary>The arguments of a call that makes a file, by the names of their parameters.</summary>
internal sealed class FileArguments(ImmutableArray<IArgumentOperation> arguments)
{
    /// <summary>What was written for a parameter, or null.</summary>
    public ExpressionSyntax? this[string parameter] => arguments
        .Where(argument => argument.ArgumentKind == ArgumentKind.Explicit && argument.Parameter?.Name == parameter)
        .Select(argument => argument.Syntax is ArgumentSyntax written ? written.Expression : argument.Value.Syntax as ExpressionSyntax)
        .FirstOrDefault();

    public bool Has(string parameter) => this[parameter] is not null;

    /// <summary>The constant that a parameter gets, by default too.</summary>
    public object? ConstantOf(string parameter) =>
        arguments.FirstOrDefault(argument => argument.Parameter?.Name == parameter)?.Value.ConstantValue is { HasValue: true, Value: var value } ? value : null;
}
