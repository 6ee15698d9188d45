using Koda.Lint.CodeFixes.Writing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Koda.Lint.CodeFixes.Settings;

/// <summary>Writes out what <c>File.WriteAllText</c> and its like do, because they cannot be told a mode.</summary>
internal static class FileWrite
{
    public static Mending? Mend(
        Fault fault, InvocationExpressionSyntax call, string method, string path, FileArguments arguments, OptionsText options, string title)
    {
        var isAsync = method.EndsWith("Async", StringComparison.Ordinal);
        if (HostOf(call, isAsync) is not (var host, var configured) || (arguments["contents"] ?? arguments["bytes"]) is not { } content
            || content.IsKind(SyntaxKind.NullLiteralExpression))
            return null;
        var await = isAsync ? "await " : "";
        var suffix = isAsync ? "Async" : "";
        var cancellation = arguments["cancellationToken"]?.ToString();
        var open = options.OfWrite(isAppended: method.StartsWith("Append", StringComparison.Ordinal));
        var encoding = arguments["encoding"] is { } given ? given + ", " : "";
        var writer = UnusedName.Near(call, method.Contains("Bytes") ? "stream" : "writer");
        var line = UnusedName.Near(call, "line");
        string[]? body = method switch
        {
            _ when method.Contains("Bytes") => [$"{await}{writer}.Write{suffix}({content}{(cancellation is null ? "" : ", " + cancellation)}){configured};"],
            _ when method.Contains("Lines") => [$"foreach (var {line} in {content})", $"    {await}{writer}.WriteLine{suffix}({Characters(line)}){configured};"],
            _ when cancellation is null || IsText(fault, content) => [$"{await}{writer}.Write{suffix}({Characters(content.ToString())}){configured};"],
            _ => null,
        };
        if (body is null)
            return null;
        var made = method.Contains("Bytes") ? $"new {options.FileStream}({path}, {open})" : $"new {options.StreamWriter}({path}, {encoding}{open})";
        return new Mending(title, [InHost(fault.Text, host, $"using (var {writer} = {made})", body)]);

        // The overload that can be cancelled takes memory.
        string Characters(string text) =>
            cancellation is null ? text : $"{fault.NameOf("System.MemoryExtensions", call.SpanStart)}.AsMemory({text}), {cancellation}";
    }

    /// <summary>The statement, or the body of one expression, that does nothing but the call; with what the task is configured with.</summary>
    private static (SyntaxNode Host, string Configured)? HostOf(InvocationExpressionSyntax call, bool isAsync)
    {
        ExpressionSyntax whole = call;
        var configured = "";
        if (isAsync)
        {
            if (whole.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Parent: InvocationExpressionSyntax configure } access)
            {
                configured = access.OperatorToken.ToString() + access.Name + configure.ArgumentList;
                whole = configure;
            }

            if (whole.Parent is not AwaitExpressionSyntax awaited)
                return null;
            whole = awaited;
        }

        return whole.Parent switch
        {
            ExpressionStatementSyntax statement => (statement, configured),
            ArrowExpressionClauseSyntax arrow => (arrow, configured),
            LambdaExpressionSyntax lambda => (lambda, configured),
            _ => null,
        };
    }

    private static TextChange InHost(SourceText text, SyntaxNode host, string opening, string[] body)
    {
        if (host is ExpressionStatementSyntax)
        {
            var indent = text.IndentAt(host.SpanStart);
            return new TextChange(host.Span, opening + text.LineBreak() + indent + text.Block(indent, body));
        }

        return text.BlockInsteadOfExpression(host, [opening, "{", .. body.Select(line => "    " + line), "}"]);
    }

    private static bool IsText(Fault fault, ExpressionSyntax content) =>
        fault.Model.GetTypeInfo(content, fault.Cancellation).Type?.SpecialType == SpecialType.System_String;
}
