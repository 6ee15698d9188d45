using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Koda.Lint.CodeFixes.Settings;

/// <summary>Creates a file with mode 0600.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SecretFileFix)), Shared]
public sealed class SecretFileFix : SourceFix
{
    private const string Title = "Create the file with mode 0600";
    private const string Mode = "UnixFileMode.UserRead | UnixFileMode.UserWrite";

    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = Ids(RuleIds.SecretFileCreatedReadable);

    private protected override Proposal? Propose(SyntaxNode root, SyntaxNode node, Diagnostic diagnostic, string verb, string work)
    {
        if (verb != "unix-mode" || node.FirstAncestorOrSelf<ExpressionSyntax>(one => one is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax) is not { } creation)
            return null;
        var arguments = creation switch
        {
            InvocationExpressionSyntax call => call.ArgumentList.Arguments,
            BaseObjectCreationExpressionSyntax { ArgumentList: { } list } => list.Arguments,
            _ => default,
        };
        if (arguments.Count == 0 || arguments.Any(argument => argument.NameColon is not null))
            return null;
        if (arguments.Select(argument => argument.Expression).OfType<BaseObjectCreationExpressionSyntax>().FirstOrDefault(IsOptions) is { } options)
            return AddMode(root, options);
        var path = arguments[0].Expression.ToString();
        return creation switch
        {
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } } call => name switch
            {
                "Create" when arguments.Count == 1 => Replace($"new FileStream({path}, {Options("FileMode.Create", "FileAccess.ReadWrite")})"),
                "OpenWrite" => Replace($"new FileStream({path}, {Options("FileMode.OpenOrCreate", "FileAccess.Write")})"),
                "CreateText" => Replace($"new StreamWriter({path}, {Options("FileMode.Create", "FileAccess.Write")})"),
                "AppendText" => Replace($"new StreamWriter({path}, {Options("FileMode.Append", "FileAccess.Write")})"),
                "Open" when arguments.Count is 2 or 3 => Replace($"new FileStream({path}, {Options(arguments[1].ToString(), arguments.Count == 3 ? arguments[2].ToString() : "FileAccess.ReadWrite")})"),
                "WriteAllText" or "AppendAllText" when arguments.Count == 2 && call.Parent is ExpressionStatementSyntax statement => Write(root, statement, name, path, arguments[1], isAwaited: false),
                "WriteAllTextAsync" or "AppendAllTextAsync" when arguments.Count == 2 && call.Parent is AwaitExpressionSyntax { Parent: ExpressionStatementSyntax statement } =>
                    Write(root, statement, name, path, arguments[1], isAwaited: true),
                _ => null,
            },
            ObjectCreationExpressionSyntax { Type: var type } when type.ToString().EndsWith("FileStream", StringComparison.Ordinal) && arguments.Count is 2 or 3 =>
                Replace($"new FileStream({path}, {Options(arguments[1].ToString(), arguments.Count == 3 ? arguments[2].ToString() : "FileAccess.ReadWrite")})"),
            ObjectCreationExpressionSyntax { Type: var type } when type.ToString().EndsWith("StreamWriter", StringComparison.Ordinal) && arguments.Count == 1 =>
                Replace($"new StreamWriter({path}, {Options("FileMode.Create", "FileAccess.Write")})"),
            _ => null,
        };

        Proposal Replace(string made) => Proposal.Replace(Title, root, creation, Code.Expression(made).WithTriviaFrom(creation));
    }

    private static bool IsOptions(BaseObjectCreationExpressionSyntax creation) =>
        creation is ObjectCreationExpressionSyntax { Type: var type } && type.ToString().EndsWith("FileStreamOptions", StringComparison.Ordinal);

    private static string Options(string mode, string access) => $"new FileStreamOptions {{ Mode = {mode}, Access = {access}, UnixCreateMode = {Mode} }}";

    private static Proposal AddMode(SyntaxNode root, BaseObjectCreationExpressionSyntax options)
    {
        if (options.Initializer?.Expressions.FirstOrDefault(one => one is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "UnixCreateMode" } }) is AssignmentExpressionSyntax old)
            return Proposal.Replace(Title, root, old.Right, Code.Expression(Mode).WithTriviaFrom(old.Right));
        var member = Code.Expression("UnixCreateMode = " + Mode);
        var initializer = options.Initializer ?? SyntaxFactory.InitializerExpression(SyntaxKind.ObjectInitializerExpression);
        return Proposal.Replace(Title, root, options, options.WithInitializer(initializer.AddExpressions(member).WithAdditionalAnnotations(Formatter.Annotation)));
    }

    private static Proposal Write(SyntaxNode root, ExpressionStatementSyntax statement, string name, string path, ArgumentSyntax content, bool isAwaited)
    {
        var mode = name.StartsWith("Append", StringComparison.Ordinal) ? "FileMode.Append" : "FileMode.Create";
        var write = isAwaited ? $"await writer.WriteAsync({content});" : $"writer.Write({content});";
        var made = Code.Statement($"using (var writer = new StreamWriter({path}, {Options(mode, "FileAccess.Write")}))\n{{\n{write}\n}}\n");
        return Proposal.Replace(Title, root, statement, made.WithTriviaFrom(statement));
    }
}
