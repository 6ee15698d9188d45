using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Text;

namespace Koda.Lint.CodeFixes.Cookies;

/// <summary>Adds a member that is missing: to an initializer, as a statement, to a callback, or as an attribute of a header.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MissingMemberFix)), Shared]
public sealed class MissingMemberFix : SourceFix
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = Ids(
        RuleIds.SessionCookieNotSecure, RuleIds.SessionCookieReadableByScript, RuleIds.SessionCookieNotSameSiteStrict, RuleIds.PasswordMinimumTooShort);

    private protected override Proposal? Propose(SyntaxNode root, SyntaxNode node, Diagnostic diagnostic, string verb, string work)
    {
        var assignment = work.Replace("=", " = ");
        return verb switch
        {
            "add" => node.FirstAncestorOrSelf<ExpressionSyntax>(candidate => candidate.Span == diagnostic.Location.SourceSpan) switch
            {
                BaseObjectCreationExpressionSyntax creation => AddToCreation(root, creation, assignment),
                InvocationExpressionSyntax append => AddArgument(root, append, assignment),
                _ => null,
            },
            "configure" or "add-options" => AddToCallback(root, node, verb == "configure" ? assignment : "Password.RequiredLength = 12"),
            "header" => AddAttribute(node, work),
            _ => null,
        };
    }

    private static Proposal AddToCreation(SyntaxNode root, BaseObjectCreationExpressionSyntax creation, string assignment)
    {
        var title = "Set " + assignment;
        // Where the object's other members are set by statements, one more statement is what belongs there.
        if (creation.Initializer is null && LastAssignmentTo(creation) is { } last)
        {
            var (statement, variable) = last;
            var line = Code.Statement($"{variable}.{assignment};").WithLeadingTrivia(statement.GetLeadingTrivia().Where(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)))
                .WithTrailingTrivia(statement.GetTrailingTrivia().Where(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)));
            return new Proposal(title, (document, _) => Task.FromResult(document.WithSyntaxRoot(root.InsertNodesAfter(statement, [line]))));
        }

        var member = Code.Expression(assignment);
        if (creation.Initializer is { } initializer && initializer.Expressions.Count > 0)
        {
            // A list over several lines gets another line.
            var first = initializer.Expressions[0];
            var isMultiline = initializer.OpenBraceToken.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia);
            var lastMember = initializer.Expressions[initializer.Expressions.Count - 1];
            var hasComma = initializer.Expressions.SeparatorCount == initializer.Expressions.Count;
            var separator = isMultiline ? SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(initializer.OpenBraceToken.TrailingTrivia.First(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia))) : SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
            member = isMultiline ? member.WithLeadingTrivia(first.GetLeadingTrivia()).WithTrailingTrivia(lastMember.GetTrailingTrivia()) : member.WithTrailingTrivia(lastMember.GetTrailingTrivia());
            var items = initializer.Expressions.GetWithSeparators();
            items = hasComma
                ? items.Add(isMultiline ? member.WithTrailingTrivia() : member).Add(initializer.Expressions.GetSeparator(initializer.Expressions.Count - 1))
                : items.Replace(lastMember, lastMember.WithTrailingTrivia()).Add(separator).Add(member);
            return Proposal.Replace(title, root, initializer, initializer.WithExpressions(SyntaxFactory.SeparatedList<ExpressionSyntax>(items)));
        }

        var made = SyntaxFactory.InitializerExpression(
            SyntaxKind.ObjectInitializerExpression,
            SyntaxFactory.Token(SyntaxKind.OpenBraceToken).WithLeadingTrivia(SyntaxFactory.Space).WithTrailingTrivia(SyntaxFactory.Space),
            SyntaxFactory.SingletonSeparatedList(member),
            SyntaxFactory.Token(SyntaxKind.CloseBraceToken).WithLeadingTrivia(SyntaxFactory.Space));
        // `new CookieOptions()` reads better without its empty list once it has an initializer.
        BaseObjectCreationExpressionSyntax filled = creation is ObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: 0 } plain
            ? plain.WithType(plain.Type.WithoutTrailingTrivia()).WithArgumentList(null).WithInitializer(made)
            : creation.WithInitializer(made);
        return Proposal.Replace(title, root, creation, filled.WithTriviaFrom(creation));
    }

    /// <summary>The last of the statements that directly follow a declaration and assign members of its variable.</summary>
    private static (StatementSyntax Statement, string Variable)? LastAssignmentTo(BaseObjectCreationExpressionSyntax creation)
    {
        var (statement, variable) = creation.Parent switch
        {
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax declaration } declarator } =>
                ((StatementSyntax)declaration, declarator.Identifier.ValueText),
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax name, Parent: ExpressionStatementSyntax assignment } => (assignment, name.Identifier.ValueText),
            _ => default,
        };
        if (statement?.Parent is not BlockSyntax block)
            return null;
        StatementSyntax? last = null;
        foreach (var next in block.Statements.Skip(block.Statements.IndexOf(statement) + 1))
        {
            if (next is not ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax owner } } }
                || owner.Identifier.ValueText != variable)
                break;
            last = next;
        }

        return last is null ? null : (last, variable);
    }

    private static Proposal AddArgument(SyntaxNode root, InvocationExpressionSyntax append, string assignment)
    {
        var argument = SyntaxFactory.Argument(Code.Expression($"new CookieOptions {{ {assignment} }}"));
        if (append.ArgumentList.Arguments.Any(written => written.NameColon is not null))
            argument = argument.WithNameColon(SyntaxFactory.NameColon("options").WithTrailingTrivia(SyntaxFactory.Space));
        var list = append.ArgumentList.Arguments;
        var items = list.GetWithSeparators().Add(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space)).Add(argument);
        return Proposal.Replace("Pass options with " + assignment, root, append.ArgumentList, append.ArgumentList.WithArguments(SyntaxFactory.SeparatedList<ArgumentSyntax>(items)));
    }

    private static Proposal? AddToCallback(SyntaxNode root, SyntaxNode node, string assignment)
    {
        if (node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call)
            return null;
        var title = "Set " + assignment;
        var callback = call.ArgumentList.Arguments.Select(argument => argument.Expression).OfType<LambdaExpressionSyntax>().LastOrDefault();
        if (callback is null)
        {
            var argument = SyntaxFactory.Argument(Code.Expression($"options => options.{assignment}"));
            var items = call.ArgumentList.Arguments.GetWithSeparators();
            if (call.ArgumentList.Arguments.Count > 0)
                items = items.Add(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space));
            return Proposal.Replace(title, root, call.ArgumentList, call.ArgumentList.WithArguments(SyntaxFactory.SeparatedList<ArgumentSyntax>(items.Add(argument))));
        }

        var parameter = callback switch
        {
            SimpleLambdaExpressionSyntax simple => simple.Parameter.Identifier.ValueText,
            ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: { Count: 1 } parameters } => parameters[0].Identifier.ValueText,
            _ => null,
        };
        if (parameter is null)
            return null;
        var statement = Code.Statement($"{parameter}.{assignment};");
        if (callback.Block is { } block)
            return Proposal.Replace(title, root, block, block.AddStatements(statement).WithAdditionalAnnotations(Formatter.Annotation));
        var body = SyntaxFactory.Block(SyntaxFactory.ExpressionStatement(callback.ExpressionBody!.WithoutTrivia()), statement).WithAdditionalAnnotations(Formatter.Annotation);
        return Proposal.Replace(title, root, callback, callback.WithBody(body));
    }

    private static Proposal? AddAttribute(SyntaxNode node, string attribute)
    {
        // The last literal of the text ends the header; what it is joined from does not matter.
        var last = node.DescendantNodesAndSelf().LastOrDefault(part => part is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } or InterpolatedStringExpressionSyntax);
        var end = last switch
        {
            InterpolatedStringExpressionSyntax text => text.StringEndToken.SpanStart,
            LiteralExpressionSyntax { Token: { RawKind: (int)SyntaxKind.StringLiteralToken } token } => token.Span.End - 1,
            _ => -1,
        };
        if (end < 0 || last!.Span.End != node.Span.End)
            return null;
        return Proposal.Edit("Add " + attribute + " to the header", new TextChange(new TextSpan(end, 0), "; " + attribute));
    }
}
