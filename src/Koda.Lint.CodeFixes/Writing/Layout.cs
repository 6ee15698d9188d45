using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Koda.Lint.CodeFixes.Writing;

/// <summary>Puts new code where a person would: on the line, or on lines of its own, as the code around it does.</summary>
internal static class Layout
{
    /// <summary>The line break that a file uses.</summary>
    public static string LineBreak(this SourceText text)
    {
        var first = text.Lines[0];
        return first.EndIncludingLineBreak > first.End ? text.ToString(TextSpan.FromBounds(first.End, first.EndIncludingLineBreak)) : "\n";
    }

    /// <summary>The blanks that the line of a position starts with.</summary>
    public static string IndentAt(this SourceText text, int position)
    {
        var line = text.Lines.GetLineFromPosition(position);
        var end = line.Start;
        while (end < line.End && text[end] is ' ' or '\t')
            end++;
        return text.ToString(TextSpan.FromBounds(line.Start, end));
    }

    /// <summary>An indentation one level deeper.</summary>
    public static string Deeper(string indent) => indent.EndsWith("\t", StringComparison.Ordinal) ? indent + "\t" : indent + "    ";

    /// <summary>Whether two positions are on one line.</summary>
    public static bool OnOneLine(this SourceText text, int first, int second) =>
        text.Lines.GetLineFromPosition(first).LineNumber == text.Lines.GetLineFromPosition(second).LineNumber;

    /// <summary>Whether some characters are nothing but blanks and line breaks.</summary>
    public static bool IsBlank(this SourceText text, TextSpan span) => string.IsNullOrWhiteSpace(text.ToString(span));

    /// <summary>The end of a token with the comments that follow it on its line.</summary>
    public static int EndWithComments(SyntaxToken token)
    {
        var end = token.Span.End;
        foreach (var trivia in token.TrailingTrivia)
        {
            if (trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia)
                end = trivia.Span.End;
        }

        return end;
    }

    /// <summary>Adds a statement after another one.</summary>
    public static TextChange StatementAfter(this SourceText text, StatementSyntax statement, string made)
    {
        var last = statement.GetLastToken();
        // Another statement on the same line: the new one goes between them.
        var sharesLine = !last.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia) && text.OnOneLine(last.Span.End, last.GetNextToken().SpanStart);
        return sharesLine
            ? new TextChange(new TextSpan(last.Span.End, 0), " " + made)
            : new TextChange(new TextSpan(EndWithComments(last), 0), text.LineBreak() + text.IndentAt(statement.SpanStart) + made);
    }

    /// <summary>Adds a statement to a block: at its end, or at its start when the end is not reached on every path.</summary>
    public static TextChange StatementIn(this SourceText text, BlockSyntax block, string made)
    {
        var leavesEarly = block.DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .Any(node => node is ReturnStatementSyntax or ThrowStatementSyntax);
        if (block.Statements.Count > 0 && !leavesEarly)
            return text.StatementAfter(block.Statements[block.Statements.Count - 1], made);
        if (text.OnOneLine(block.OpenBraceToken.SpanStart, block.CloseBraceToken.SpanStart))
        {
            var rest = text[block.OpenBraceToken.Span.End] is ' ' ? "" : " ";
            return new TextChange(new TextSpan(block.OpenBraceToken.Span.End, 0), " " + made + rest);
        }

        var indent = block.Statements.Count > 0
            ? text.IndentAt(block.Statements[0].SpanStart)
            : Deeper(text.IndentAt(block.OpenBraceToken.SpanStart));
        return new TextChange(new TextSpan(EndWithComments(block.OpenBraceToken), 0), text.LineBreak() + indent + made);
    }

    /// <summary>Adds an argument to a call.</summary>
    public static TextChange Argument(this SourceText text, ArgumentListSyntax list, string made)
    {
        if (list.Arguments.Count == 0)
            return new TextChange(new TextSpan(list.OpenParenToken.Span.End, 0), made);
        var last = list.Arguments[list.Arguments.Count - 1];
        var hasLineOfItsOwn = !text.OnOneLine(last.GetFirstToken().GetPreviousToken().SpanStart, last.SpanStart);
        return new TextChange(new TextSpan(last.Span.End, 0), "," + (hasLineOfItsOwn ? text.LineBreak() + text.IndentAt(last.SpanStart) : " ") + made);
    }

    /// <summary>A block, without what stands before its brace and after it.</summary>
    /// <param name="text">The file.</param>
    /// <param name="indent">The indentation of its braces.</param>
    /// <param name="statements">Its lines, indented from the first level inside.</param>
    public static string Block(this SourceText text, string indent, params string[] statements) =>
        "{" + string.Concat(statements.Select(line => text.LineBreak() + Deeper(indent) + line)) + text.LineBreak() + indent + "}";

    /// <summary>Gives a lambda, a method or an accessor that is one expression a block instead.</summary>
    /// <param name="text">The file.</param>
    /// <param name="owner">The lambda, or the clause with its arrow.</param>
    /// <param name="statements">The block's statements.</param>
    public static TextChange BlockInsteadOfExpression(this SourceText text, SyntaxNode owner, params string[] statements)
    {
        if (owner is LambdaExpressionSyntax { ArrowToken: var arrow, Body: var body })
        {
            var indent = text.IndentAt(owner.SpanStart);
            return new TextChange(TextSpan.FromBounds(arrow.Span.End, body.Span.End), text.LineBreak() + indent + text.Block(indent, statements));
        }

        var start = owner.GetFirstToken().GetPreviousToken().Span.End;
        var member = text.IndentAt(owner.Parent!.SpanStart);
        return new TextChange(TextSpan.FromBounds(start, owner.GetLastToken().GetNextToken().Span.End), text.LineBreak() + member + text.Block(member, statements));
    }

    /// <summary>The expression after an arrow, with the comments between them.</summary>
    public static string ExpressionOf(this SourceText text, SyntaxToken arrow, SyntaxNode expression) =>
        text.ToString(TextSpan.FromBounds(arrow.Span.End, expression.Span.End)).Trim();

    /// <summary>Takes an item out of a list, with one of the commas beside it; null where a comment stands in between.</summary>
    public static TextChange? Without<T>(this SourceText text, SeparatedSyntaxList<T> list, T item)
        where T : SyntaxNode
    {
        var index = list.IndexOf(item);
        var span = index + 1 < list.Count ? TextSpan.FromBounds(item.SpanStart, list[index + 1].SpanStart)
            : index > 0 ? TextSpan.FromBounds(list[index - 1].Span.End, item.Span.End)
            : item.Span;
        return text.ToString(span).Replace(item.ToString(), "").Trim(',', ' ', '\t', '\r', '\n').Length == 0 ? new TextChange(span, "") : null;
    }

    /// <summary>Takes a statement out of its block, with its line when it has one to itself.</summary>
    public static TextChange Without(this SourceText text, StatementSyntax statement)
    {
        var line = text.Lines.GetLineFromPosition(statement.SpanStart);
        var lastLine = text.Lines.GetLineFromPosition(statement.Span.End);
        var isAlone = text.IsBlank(TextSpan.FromBounds(line.Start, statement.SpanStart)) && text.IsBlank(TextSpan.FromBounds(statement.Span.End, lastLine.End));
        if (isAlone)
            return new TextChange(TextSpan.FromBounds(line.Start, lastLine.EndIncludingLineBreak), "");
        // A blank on either side is one too many.
        var end = statement.Span.End;
        while (end < lastLine.End && text[end] == ' ')
            end++;
        return new TextChange(TextSpan.FromBounds(statement.SpanStart, end), "");
    }
}
