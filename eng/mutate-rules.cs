#!/usr/bin/env dotnet
// Looks for conditions of the rules on configuration that no test holds: dotnet run eng/mutate-rules.cs [part of a file's path]…
// Changes one condition at a time, compiles Koda.Lint.Core in memory, and runs the tests of that rule. A change that they let pass is listed.
#:package Microsoft.CodeAnalysis.CSharp@5.9.0
#:property ManagePackageVersionsCentrally=false
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false

using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

// The SDK tells a file-based program where its file is.
var root = Path.GetDirectoryName((string)AppContext.GetData("EntryPointFileDirectoryPath")!)!;
var core = Path.Combine(root, "src", "Koda.Lint.Core");
var work = Directory.CreateTempSubdirectory("koda-lint-mutants-").FullName;
try
{
    var generated = Path.Combine(work, "generated");
    Build("tests/Koda.Lint.Core.Tests");
    Build("src/Koda.Lint.Core", "-f", "net8.0", "--no-incremental", "-p:EmitCompilerGeneratedFiles=true", "-p:CompilerGeneratedFilesOutputPath=" + generated);
    var tests = Path.Combine(work, "tests");
    CopyFolder(Path.Combine(root, "tests", "Koda.Lint.Core.Tests", "bin", "Debug", "net10.0"), tests);

    var original = Compile(generated, tests);
    if (!Emit(original, tests) || !TestsPass(tests, Path.Combine(core, "Rules", "Every.cs")))
        throw new InvalidOperationException("the rules fail their tests as they are");
    var survivors = new List<string>();
    var (tried, invalid) = (0, 0);
    foreach (var tree in original.SyntaxTrees.Where(IsJudging).OrderBy(tree => tree.FilePath, StringComparer.Ordinal))
    {
        foreach (var (place, replacement, what) in MutationsOf(tree, original.GetSemanticModel(tree)).ToList())
        {
            var text = tree.GetText().Replace(place, replacement);
            var mutant = original.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)tree.Options, tree.FilePath));
            if (!Emit(mutant, tests))
            {
                invalid++;
                continue;
            }

            tried++;
            if (!TestsPass(tests, tree.FilePath))
                continue;
            var line = tree.GetLineSpan(place).StartLinePosition.Line + 1;
            survivors.Add($"{Path.GetRelativePath(root, tree.FilePath)}:{line}: {what}: {tree.GetText().GetSubText(place)}");
            Console.WriteLine(survivors[^1]);
        }
    }

    Console.WriteLine($"{tried} changes tried, {survivors.Count} not noticed ({invalid} more do not compile)");
    return survivors.Count == 0 ? 0 : 1;
}
finally
{
    Directory.Delete(work, recursive: true);
}

bool IsJudging(SyntaxTree tree) =>
    (tree.FilePath.StartsWith(Path.Combine(core, "Rules"), StringComparison.Ordinal) || tree.FilePath.StartsWith(Path.Combine(core, "Deployments"), StringComparison.Ordinal))
    && (args.Length == 0 || args.Any(part => tree.FilePath.Contains(part, StringComparison.Ordinal)));

// Conditions are negated, operands of && and || left out, comparisons moved by one.
static IEnumerable<(TextSpan Place, string Replacement, string What)> MutationsOf(SyntaxTree tree, SemanticModel model)
{
    foreach (var node in tree.GetRoot().DescendantNodes().OfType<ExpressionSyntax>())
    {
        if (node is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression } both)
        {
            yield return (both.Span, both.Left.ToString(), "right side left out");
            yield return (both.Span, both.Right.ToString(), "left side left out");
        }
        else if (node is BinaryExpressionSyntax comparison && Moved(comparison) is { } moved)
        {
            yield return (comparison.Span, moved, "comparison moved");
        }

        if (IsWholeCondition(node) && model.GetTypeInfo(node).ConvertedType?.SpecialType == SpecialType.System_Boolean)
            yield return (node.Span, "!(" + node + ")", "negated");
    }
}

static string? Moved(BinaryExpressionSyntax comparison) => (SyntaxKind)comparison.RawKind switch
{
    SyntaxKind.LessThanExpression => comparison.Left + " <= " + comparison.Right,
    SyntaxKind.LessThanOrEqualExpression => comparison.Left + " < " + comparison.Right,
    SyntaxKind.GreaterThanExpression => comparison.Left + " >= " + comparison.Right,
    SyntaxKind.GreaterThanOrEqualExpression => comparison.Left + " > " + comparison.Right,
    _ => null,
};

static bool IsWholeCondition(ExpressionSyntax node) => node.Parent switch
{
    IfStatementSyntax parent => parent.Condition == node,
    ForStatementSyntax => false,
    ConditionalExpressionSyntax parent => parent.Condition == node,
    WhenClauseSyntax or ReturnStatementSyntax or ArrowExpressionClauseSyntax => true,
    LambdaExpressionSyntax => true,
    _ => false,
};

CSharpCompilation Compile(string generatedFiles, string references)
{
    var options = new CSharpParseOptions(LanguageVersion.Latest, preprocessorSymbols: ["NET", "NET8_0", "NET8_0_OR_GREATER"]);
    var sources = Directory.EnumerateFiles(core, "*.cs", SearchOption.AllDirectories)
        .Where(path => !path.StartsWith(Path.Combine(core, "obj"), StringComparison.Ordinal) && !path.StartsWith(Path.Combine(core, "bin"), StringComparison.Ordinal))
        .Concat(Directory.EnumerateFiles(Path.Combine(core, "obj", "Debug", "net8.0"), "*.GlobalUsings.g.cs"))
        .Concat(Directory.EnumerateFiles(generatedFiles, "*.cs", SearchOption.AllDirectories).Where(path => !path.Contains("PolySharp", StringComparison.Ordinal)));
    var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location));
    return CSharpCompilation.Create(
        "Koda.Lint.Core",
        sources.Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), options, path)),
        platform.Concat([Path.Combine(references, "Koda.Lint.Abstractions.dll"), Path.Combine(references, "YamlDotNet.dll")]).Select(path => MetadataReference.CreateFromFile(path)),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
}

static bool Emit(CSharpCompilation compilation, string folder)
{
    using var output = new MemoryStream();
    if (!compilation.Emit(output).Success)
        return false;
    File.WriteAllBytes(Path.Combine(folder, "Koda.Lint.Core.dll"), output.ToArray());
    return true;
}

// A rule has tests of its own name; what rules share is held by all of them.
static bool TestsPass(string folder, string file)
{
    var name = Path.GetFileNameWithoutExtension(file) + "Tests";
    var own = Directory.GetParent(file)!.Name is not ("Rules" or "Deployments") && !file.EndsWith("SecretInventory.cs", StringComparison.Ordinal)
        && !file.EndsWith("SecretRule.cs", StringComparison.Ordinal);
    var start = new ProcessStartInfo(Path.Combine(folder, "Koda.Lint.Core.Tests")) { RedirectStandardOutput = true };
    foreach (var argument in own ? (string[])["-class", "*." + name] : ["-namespace", "Koda.Lint.Core.Tests.Rules.*"])
        start.ArgumentList.Add(argument);
    start.ArgumentList.Add("-stopOnFail");
    using var process = Process.Start(start)!;
    process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    return process.ExitCode == 0;
}

void Build(string project, params string[] options)
{
    using var process = Process.Start(new ProcessStartInfo("dotnet", ["build", Path.Combine(root, project), "-v", "q", "-clp:NoSummary", .. options]))!;
    process.WaitForExit();
    if (process.ExitCode != 0)
        throw new InvalidOperationException("the build of " + project + " fails");
}

static void CopyFolder(string from, string to)
{
    foreach (var path in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
    {
        var target = Path.Combine(to, Path.GetRelativePath(from, path));
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(path, target);
    }
}
