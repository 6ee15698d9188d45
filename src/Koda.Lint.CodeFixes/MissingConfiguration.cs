using Koda.Lint.CodeFixes.Writing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Koda.Lint.CodeFixes;

/// <summary>Sets an option in the callback of the call that adds a service: <c>AddSession(options => options.Cookie.SecurePolicy = …)</c>.</summary>
internal static class MissingConfiguration
{
    private const string ApplicationCookie = "ConfigureApplicationCookie";

    public static Mending? Mend(Fault fault)
    {
        var (path, wanted) = Members.Split(fault.Work);
        if (fault.Node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call)
            return null;
        var takesCallback = fault.SymbolOf(call) is IMethodSymbol method && CallbackOf(method, path) is not null;
        return takesCallback ? Configure(fault, call, path, wanted) : ConfigureApplicationCookie(fault, call, path, wanted);
    }

    private static Mending? Configure(Fault fault, InvocationExpressionSyntax call, string path, string wanted)
    {
        if (fault.SymbolOf(call) is not IMethodSymbol method
            || CallbackOf(method, path) is not { } callback
            || SafeValue.Write(wanted, Members.Find(OptionsOf(callback.Type), path)!.Type, fault, call) is not { } value)
            return null;
        var assignment = path + " = " + value;
        var given = call.ArgumentList.Arguments.LastOrDefault(argument =>
            SymbolEqualityComparer.Default.Equals(OptionsOf(fault.TypeOf(argument.Expression)), OptionsOf(callback.Type)));
        var change = given is not null ? Extend(fault, given.Expression, assignment) : NewCallback(fault, call, callback, assignment);
        return change is { } made ? new Mending("Set " + assignment, [made]) : null;
    }

    /// <summary>The parameter that takes a callback whose options have the member: of the method, or of an overload that takes one more argument.</summary>
    private static IParameterSymbol? CallbackOf(IMethodSymbol method, string path) =>
        method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>()
            .OrderBy(overload => overload.Parameters.Length)
            .Prepend(method)
            .SelectMany(overload => overload.Parameters)
            .FirstOrDefault(parameter => Members.Find(OptionsOf(parameter.Type), path) is not null);

    private static ITypeSymbol? OptionsOf(ITypeSymbol? callback) =>
        callback is INamedTypeSymbol { DelegateInvokeMethod: { ReturnsVoid: true, Parameters: [var options] } } ? options.Type : null;

    private static TextChange NewCallback(Fault fault, InvocationExpressionSyntax call, IParameterSymbol callback, string assignment)
    {
        var options = UnusedName.Near(call, "options");
        var name = call.ArgumentList.Arguments.Any(argument => argument.NameColon is not null) ? callback.Name + ": " : "";
        return fault.Text.Argument(call.ArgumentList, $"{name}{options} => {options}.{assignment}");
    }

    private static TextChange? Extend(Fault fault, ExpressionSyntax callback, string assignment)
    {
        var parameter = callback switch
        {
            SimpleLambdaExpressionSyntax simple => simple.Parameter.Identifier.ValueText,
            ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: [var only] } => only.Identifier.ValueText,
            AnonymousMethodExpressionSyntax { ParameterList.Parameters: [var only] } => only.Identifier.ValueText,
            _ => null,
        };
        return callback switch
        {
            AnonymousFunctionExpressionSyntax when parameter is null => null,
            AnonymousFunctionExpressionSyntax { Block: { } block } => fault.Text.StatementIn(block, $"{parameter}.{assignment};"),
            LambdaExpressionSyntax lambda => fault.Text.BlockInsteadOfExpression(
                lambda, fault.Text.ExpressionOf(lambda.ArrowToken, lambda.Body) + ";", $"{parameter}.{assignment};"),
            _ when fault.SymbolOf(callback) is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction } method =>
                ExtendMethod(fault, callback, method, assignment),
            _ => null,
        };
    }

    // Where the callback is a method, its body is the place; one that stands elsewhere is called before the option is set.
    private static TextChange ExtendMethod(Fault fault, ExpressionSyntax callback, IMethodSymbol method, string assignment)
    {
        var declaration = method.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(fault.Cancellation)).FirstOrDefault(node => node.SyntaxTree == fault.Root.SyntaxTree);
        var (block, arrow) = declaration switch
        {
            BaseMethodDeclarationSyntax written => (written.Body, written.ExpressionBody),
            LocalFunctionStatementSyntax written => (written.Body, written.ExpressionBody),
            _ => default,
        };
        var line = $"{method.Parameters[0].Name}.{assignment};";
        if (block is not null)
            return fault.Text.StatementIn(block, line);
        if (arrow is not null)
            return fault.Text.BlockInsteadOfExpression(arrow, fault.Text.ExpressionOf(arrow.ArrowToken, arrow.Expression) + ";", line);
        var options = UnusedName.Near(callback, "options");
        var indent = fault.Text.IndentAt(callback.SpanStart);
        return new TextChange(
            callback.Span,
            $"{options} =>{fault.Text.LineBreak()}{indent}" + fault.Text.Block(indent, $"{callback}({options});", $"{options}.{assignment};"));
    }

    // AddIdentity takes no options of its cookie; a call of its own does.
    private static Mending? ConfigureApplicationCookie(Fault fault, InvocationExpressionSyntax call, string path, string wanted)
    {
        var present = Fault.MemberAround(call).DescendantNodes().OfType<InvocationExpressionSyntax>().FirstOrDefault(other =>
            other != call && other.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: ApplicationCookie });
        if (present is not null)
            return Configure(fault, present, path, wanted);

        var services = ReceiverOf(call);
        if (services is not (IdentifierNameSyntax or MemberAccessExpressionSyntax)
            || fault.Model.GetTypeInfo(services, fault.Cancellation).Type is not { } type
            || fault.Model.LookupSymbols(call.SpanStart, type, ApplicationCookie, includeReducedExtensionMethods: true).OfType<IMethodSymbol>().FirstOrDefault() is not { } method
            || CallbackOf(method, path) is not { } callback
            || SafeValue.Write(wanted, Members.Find(OptionsOf(callback.Type), path)!.Type, fault, call) is not { } value)
            return null;
        var options = UnusedName.Near(call, "options");
        var line = $"{services}.{ApplicationCookie}({options} => {options}.{path} = {value});";
        return BesideStatementOf(fault.Text, call, line) is { } change ? new Mending($"Set {path} = {value}", [change]) : null;
    }

    private static TextChange? BesideStatementOf(SourceText text, InvocationExpressionSyntax call, string line)
    {
        var around = call.FirstAncestorOrSelf<SyntaxNode>(node => node is StatementSyntax or AnonymousFunctionExpressionSyntax or ArrowExpressionClauseSyntax);
        return around switch
        {
            StatementSyntax { Parent: not (BlockSyntax or GlobalStatementSyntax or SwitchSectionSyntax) } => null,
            ExpressionStatementSyntax or LocalDeclarationStatementSyntax => text.StatementAfter((StatementSyntax)around, line),
            ReturnStatementSyntax => new TextChange(new TextSpan(around.SpanStart, 0), line + text.LineBreak() + text.IndentAt(around.SpanStart)),
            _ => null,
        };
    }

    // What a chain of calls starts from.
    private static ExpressionSyntax ReceiverOf(ExpressionSyntax call) =>
        call is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var receiver } } ? ReceiverOf(receiver) : call;
}
