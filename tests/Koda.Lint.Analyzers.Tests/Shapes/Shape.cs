using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Koda.Lint.Analyzers.Tests.Shapes;

/// <summary>
/// A way to write code, with what the rules have to say about it: <c>{|3001:code|}</c>, or <c>{|3001w:code|}</c> where the severity is to be a
/// warning (e, w, i). What is not marked has to be silent.
/// </summary>
/// <remarks>
/// A file of shapes starts with the rules that are judged in it, <c>rules: 3001 3002</c> or <c>rules: all</c>. Each shape starts with a line
/// <c>=== kind: title</c>. The kinds: <c>statements</c> stand in a method with the usual parts of a web application at hand, <c>code</c> is a file or a
/// program, <c>csharp7</c> a file in C# 7.3. A line <c>--- name</c> starts another file of the same program.
/// </remarks>
public sealed class Shape
{
    private static readonly Regex Markup = new(@"\{\|(?<rule>\d{4})(?<severity>[ewi]?):|\|\}", RegexOptions.CultureInvariant);

    private Shape(string title, string kind, IReadOnlyList<string> rules, IReadOnlyList<(string Name, string Code, IReadOnlyList<Expectation> Expected)> files)
    {
        Title = title;
        Kind = kind;
        Rules = rules;
        Files = files;
    }

    /// <summary>What a test shows.</summary>
    public string Title { get; }

    public string Kind { get; }

    /// <summary>The ids of the rules that are judged; empty for all.</summary>
    public IReadOnlyList<string> Rules { get; }

    public IReadOnlyList<(string Name, string Code, IReadOnlyList<Expectation> Expected)> Files { get; }

    public LanguageVersion Language => Kind == "csharp7" ? LanguageVersion.CSharp7_3 : LanguageVersion.Latest;

    /// <summary>Reads a file of shapes.</summary>
    /// <param name="text">Its text.</param>
    public static IReadOnlyList<Shape> Read(string text)
    {
        var parts = Regex.Split(text.ReplaceLineEndings("\n"), "^=== ", RegexOptions.Multiline);
        var rules = parts[0].Trim()["rules:".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return [.. parts.Skip(1).Select(part => ReadOne(part, rules is ["all"] ? [] : [.. rules.Select(rule => "KODA" + rule)]))];
    }

    private static Shape ReadOne(string part, IReadOnlyList<string> rules)
    {
        var end = part.IndexOf('\n', StringComparison.Ordinal);
        var colon = part.IndexOf(": ", StringComparison.Ordinal);
        var kind = part[..colon];
        var files = Regex.Split(part[(end + 1)..], "^--- ", RegexOptions.Multiline)
            .Select((file, i) => i == 0 ? ("Test.cs", file) : (file[..file.IndexOf('\n', StringComparison.Ordinal)].Trim(), file[(file.IndexOf('\n', StringComparison.Ordinal) + 1)..]))
            .Where(file => file.Item2.Trim().Length > 0)
            .Select(file => (file.Item1, kind == "statements" ? Verify.InMethod(file.Item2.Trim()) : file.Item2))
            .Select(file =>
            {
                var (code, expected) = Unmark(file.Item1, file.Item2);
                return (file.Item1, code, expected);
            });
        return new Shape(part[(colon + 2)..end].Trim(), kind, rules, [.. files]);
    }

    private static (string Code, IReadOnlyList<Expectation> Expected) Unmark(string file, string marked)
    {
        var code = new System.Text.StringBuilder();
        var open = new Stack<(string Rule, string Severity, int Start)>();
        var expected = new List<Expectation>();
        var last = 0;
        foreach (Match match in Markup.Matches(marked))
        {
            code.Append(marked, last, match.Index - last);
            last = match.Index + match.Length;
            if (match.Value == "|}")
            {
                var (rule, severity, start) = open.Pop();
                expected.Add(new Expectation(file, "KODA" + rule, severity, TextSpan.FromBounds(start, code.Length)));
            }
            else
            {
                open.Push((match.Groups["rule"].Value, match.Groups["severity"].Value, code.Length));
            }
        }

        Assert.Empty(open);
        return (code.Append(marked, last, marked.Length - last).ToString(), expected);
    }

    /// <inheritdoc />
    public override string ToString() => Title;
}

/// <summary>A finding that a shape has to have.</summary>
/// <param name="File">The file.</param>
/// <param name="Rule">The rule's id.</param>
/// <param name="Severity">e, w or i; empty where any will do.</param>
/// <param name="Span">The characters to blame.</param>
public sealed record Expectation(string File, string Rule, string Severity, TextSpan Span)
{
    /// <summary>Whether a finding is the expected one.</summary>
    public bool IsMetBy(Diagnostic finding) => finding.Id == Rule && Path.GetFileName(finding.Location.GetLineSpan().Path) == File && finding.Location.SourceSpan == Span
        && (Severity.Length == 0 || Severity == LetterOf(finding.Severity));

    internal static string LetterOf(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "e",
        DiagnosticSeverity.Warning => "w",
        _ => "i",
    };
}
