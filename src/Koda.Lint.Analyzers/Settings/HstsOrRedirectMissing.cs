using Koda.Lint.Analyzers.Flow;
using Koda.Lint.Analyzers.Scan;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Koda.Lint.Analyzers.Settings;

/// <summary>KODA4007: nothing in the pipeline knows of HTTPS: no redirection, no HSTS, no headers from a proxy that ends TLS.</summary>
internal sealed class HstsOrRedirectMissing : SourceRule
{
    // Options alone do nothing: the middleware has to be in the pipeline.
    private static readonly string[] Answers =
    [
        "UseHttpsRedirection", "UseHsts", "UseForwardedHeaders", "RequireHttpsAttribute", "AddRedirectToHttps",
        "ASPNETCORE_FORWARDEDHEADERS_ENABLED", "StrictTransportSecurity", "Strict",
    ];

    public override IEnumerable<Word> Words =>
    [
        new Word("Build") { Then = "()", After = ".", OnlyWith = ["WebApplication"] },
        new Word("IApplicationBuilder") { OnlyWith = ["Startup"] },
        new Word("Startup") { IsFactOnly = true },
        .. Answers.Take(5).Select(name => new Word(name) { IsFactOnly = true }),
        new Word("ASPNETCORE_FORWARDEDHEADERS_ENABLED") { IsFactOnly = true, InStrings = true },
        new Word("StrictTransportSecurity") { IsFactOnly = true },
        new Word("Strict") { Then = "-Transport-Security", IsFactOnly = true, InStrings = true },
    ];

    public override void OnCalled(Call call, CodeUnit unit)
    {
        if (call.Name == "Build" && call.Method.ReturnType.Is("Microsoft.AspNetCore.Builder.WebApplication") && call.Syntax.SyntaxTree == unit.Model.SyntaxTree
            && call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: var name } })
            Judge(name.GetLocation(), unit);
    }

    public override void OnExit(IMethodSymbol? method, bool isRoot, CodeUnit unit)
    {
        if (isRoot && method is { Name: "Configure" or "ConfigureProduction" } && unit.Syntax is MethodDeclarationSyntax { Identifier: var identifier }
            && method.ContainingType.Name.StartsWith("Startup", StringComparison.Ordinal)
            && method.Parameters.Any(parameter => parameter.Type.Is("Microsoft.AspNetCore.Builder.IApplicationBuilder")))
            Judge(identifier.GetLocation(), unit);
    }

    private static void Judge(Microsoft.CodeAnalysis.Location place, CodeUnit unit)
    {
        if (unit.Flow.Guard != Guard.Development && !unit.Program.IsTests && !unit.Program.Mentions(unit.Cancellation, Answers))
            unit.Report(RuleTexts.HstsOrRedirectMissing.Default(), place, fix: null);
    }
}
