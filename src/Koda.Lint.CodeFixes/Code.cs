using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace Koda.Lint.CodeFixes;

/// <summary>Pieces of code that fixes write. Types are written with their namespaces; the simplifier takes off what the file imports.</summary>
internal static class Code
{
    private static readonly (string Type, string Namespace)[] Types =
    [
        ("SameSiteMode", "Microsoft.AspNetCore.Http"), ("CookieSecurePolicy", "Microsoft.AspNetCore.Http"), ("CookieOptions", "Microsoft.AspNetCore.Http"),
        ("HttpOnlyPolicy", "Microsoft.AspNetCore.CookiePolicy"), ("TimeSpan", "System"), ("UnixFileMode", "System.IO"), ("FileStreamOptions", "System.IO"),
        ("FileStream", "System.IO"), ("StreamWriter", "System.IO"), ("FileMode", "System.IO"), ("FileAccess", "System.IO"),
    ];

    /// <summary>An expression that fits into any file.</summary>
    public static ExpressionSyntax Expression(string text) =>
        Simplifiable(SyntaxFactory.ParseExpression(Qualify(text)));

    /// <summary>A statement that fits into any file.</summary>
    public static StatementSyntax Statement(string text) =>
        Simplifiable(SyntaxFactory.ParseStatement(Qualify(text))).WithAdditionalAnnotations(Formatter.Annotation);

    private static T Simplifiable<T>(T node)
        where T : SyntaxNode => node.ReplaceNodes(
            node.DescendantNodesAndSelf().Where(part => part is QualifiedNameSyntax or AliasQualifiedNameSyntax or MemberAccessExpressionSyntax),
            (_, part) => part.WithAdditionalAnnotations(Simplifier.Annotation));

    private static string Qualify(string text)
    {
        foreach (var (type, space) in Types)
            text = System.Text.RegularExpressions.Regex.Replace(text, @"(?<![\w.])" + type + @"(?=[.\s({]|$)", "global::" + space + "." + type);
        return text;
    }
}
