using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Koda.Lint.CodeFixes.Writing;

/// <summary>Sets one more member of an object that is being made: in its initializer, or by a statement where its other members are set by statements.</summary>
internal static class ObjectMembers
{
    /// <summary>The changes that set a member.</summary>
    /// <param name="text">The file.</param>
    /// <param name="creation">Where the object is made.</param>
    /// <param name="assignment"><c>Member = value</c>.</param>
    public static IReadOnlyList<TextChange> Add(SourceText text, BaseObjectCreationExpressionSyntax creation, string assignment)
    {
        if (creation.Initializer is { } initializer)
            return initializer.Expressions.Count == 0 ? [InEmpty(text, initializer, assignment)] : InFilled(text, initializer, assignment);
        if (LastAssignmentTo(creation) is var (statement, variable))
            return [text.StatementAfter(statement, $"{variable}.{assignment};")];
        // `new CookieOptions()` reads better without its empty list once it has an initializer.
        return creation is ObjectCreationExpressionSyntax { ArgumentList: { Arguments.Count: 0 } list } plain && text.IsBlank(InsideOf(list))
            ? [new TextChange(TextSpan.FromBounds(plain.Type.Span.End, list.Span.End), $" {{ {assignment} }}")]
            : [new TextChange(new TextSpan(creation.Span.End, 0), $" {{ {assignment} }}")];
    }

    private static TextSpan InsideOf(ArgumentListSyntax list) => TextSpan.FromBounds(list.OpenParenToken.Span.End, list.CloseParenToken.SpanStart);

    private static TextChange InEmpty(SourceText text, InitializerExpressionSyntax initializer, string assignment)
    {
        var open = initializer.OpenBraceToken;
        var inside = TextSpan.FromBounds(open.Span.End, initializer.CloseBraceToken.SpanStart);
        if (text.OnOneLine(open.SpanStart, initializer.CloseBraceToken.SpanStart) && text.IsBlank(inside))
            return new TextChange(inside, $" {assignment} ");
        return new TextChange(
            new TextSpan(Layout.EndWithComments(open), 0), text.LineBreak() + Layout.Deeper(text.IndentAt(open.SpanStart)) + assignment);
    }

    private static TextChange[] InFilled(SourceText text, InitializerExpressionSyntax initializer, string assignment)
    {
        var members = initializer.Expressions;
        var last = members[members.Count - 1];
        var hasComma = members.SeparatorCount == members.Count;
        var end = hasComma ? members.GetSeparator(members.Count - 1) : last.GetLastToken();
        var comma = hasComma ? "," : "";
        if (text.OnOneLine(end.SpanStart, initializer.CloseBraceToken.SpanStart))
            return [new TextChange(new TextSpan(end.Span.End, 0), (hasComma ? " " : ", ") + assignment + comma)];

        // A line of its own, below the comments that belong to the line above.
        var line = new TextChange(new TextSpan(Layout.EndWithComments(end), 0), text.LineBreak() + text.IndentAt(last.SpanStart) + assignment + comma);
        if (hasComma)
            return [line];
        return line.Span.Start == end.Span.End
            ? [new TextChange(line.Span, "," + line.NewText)]
            : [new TextChange(new TextSpan(end.Span.End, 0), ","), line];
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
        if (statement is null)
            return null;
        StatementSyntax? last = null;
        foreach (var next in After(statement))
        {
            if (OwnerOfAssigned(next) != variable)
                break;
            last = next;
        }

        return last is null ? null : (last, variable);
    }

    // `options.Path = "/";` assigns a member of options.
    private static string? OwnerOfAssigned(StatementSyntax statement) => statement is ExpressionStatementSyntax
    {
        Expression: AssignmentExpressionSyntax
        {
            RawKind: (int)SyntaxKind.SimpleAssignmentExpression,
            Left: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax owner },
        },
    } ? owner.Identifier.ValueText : null;

    private static IEnumerable<StatementSyntax> After(StatementSyntax statement)
    {
        IEnumerable<StatementSyntax> all = statement.Parent switch
        {
            BlockSyntax block => block.Statements,
            SwitchSectionSyntax section => section.Statements,
            GlobalStatementSyntax { Parent: CompilationUnitSyntax program } => program.Members.OfType<GlobalStatementSyntax>().Select(member => member.Statement),
            _ => [],
        };
        return all.SkipWhile(one => one != statement).Skip(1);
    }
}
