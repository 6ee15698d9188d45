#!/usr/bin/env dotnet
// Looks for conditions of the rules that no test holds: dotnet run eng/mutate-rules.cs [core|settings|guard|analyzers]… [--whole] [--only PART-OF-PATH]
//
// A mutant is one change: a condition negated, a guard (`if (…) continue;`) dropped, a side of && or || left out, a comparison moved by one. All mutants of
// a project are compiled at once behind a switch; every test is run once to see which switches it passes, and then again for each of them. What they
// all let pass has survived. Survivors that cannot be told from the original are listed with the reason in eng/equivalent-mutants.txt.
// With --whole, conditions are changed as wholes alone: negated, or dropped where they guard.
#:sdk Microsoft.NET.Sdk.Web
#:package Microsoft.CodeAnalysis.CSharp@5.9.0
#:property ManagePackageVersionsCentrally=false
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false

using System.Collections;
using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

Suite[] suites =
[
    new("core", "src/Koda.Lint.Core", "net8.0", ["Rules/", "Deployments/"], ("tests/Koda.Lint.Core.Tests", "Koda.Lint.Core.Tests.Rules")),
    new("settings", "src/Koda.Lint.Abstractions", "net8.0", ["Settings/"], ("tests/Koda.Lint.Abstractions.Tests", "Koda.Lint"), ("tests/Koda.Lint.Core.Tests", "Koda.Lint.Core.Tests.Rules")),
    new("guard", "src/Koda.Lint.BootGuard", "net8.0", ["Live/", "Settings/"], ("tests/Koda.Lint.BootGuard.Tests", "Koda.Lint")),
    new("analyzers", "src/Koda.Lint.Analyzers", "netstandard2.0", ["Accounts/", "Audit/", "Bindings/", "Cookies/", "Csp/", "Settings/"], ("tests/Koda.Lint.Analyzers.Tests", "Koda.Lint"), ("tests/Koda.Lint.CodeFixes.Tests", "Koda.Lint")),
];

// The SDK tells a file-based program where its file is.
var root = Path.GetDirectoryName((string)AppContext.GetData("EntryPointFileDirectoryPath")!)!;
var only = args.SkipWhile(arg => arg != "--only").Skip(1).FirstOrDefault();
var isWhole = args.Contains("--whole");
var names = args.TakeWhile(arg => !arg.StartsWith("--", StringComparison.Ordinal)).ToArray();
var unknown = names.Except(suites.Select(suite => suite.Name)).ToArray();
if (unknown.Length > 0)
{
    Console.Error.WriteLine("no such suite: " + string.Join(' ', unknown));
    return 2;
}

var equivalent = File.ReadLines(Path.Combine(root, "eng", "equivalent-mutants.txt")).Where(line => line.StartsWith("src/", StringComparison.Ordinal)).ToHashSet();
var all = 0;
foreach (var suite in suites.Where(suite => names.Length == 0 || names.Contains(suite.Name)))
    all += Run(suite);
return all == 0 ? 0 : 1;

int Run(Suite suite)
{
    // Inside the checkout, which tests look for around themselves.
    var work = Path.Combine(root, "artifacts", "mutants", suite.Name);
    if (Directory.Exists(work))
        Directory.Delete(work, recursive: true);
    try
    {
        foreach (var (project, _) in suite.Tests)
            Build(project);
        var original = CompilationOf(suite, Path.Combine(work, "generated"));
        var mutants = MutantsOf(original, suite);
        var library = Path.Combine(work, original.AssemblyName + ".dll");
        var dropped = Compile(original, mutants, library);
        return Judge(suite, [.. mutants.Where(mutant => !mutant.IsDropped)], dropped, [.. suite.Tests.Select(tests => RunOf(tests.Project, tests.Namespace, library, work))]);
    }
    finally
    {
        Directory.Delete(work, recursive: true);
    }
}

// The tests with the changed library in the place of the real one.
TestRun RunOf(string project, string inNamespace, string library, string work)
{
    var folder = Path.Combine(work, Path.GetFileName(project));
    CopyFolder(Path.Combine(root, project, "bin", "Debug", "net10.0"), folder);
    File.Copy(library, Path.Combine(folder, Path.GetFileName(library)), overwrite: true);
    return new TestRun(folder, Path.GetFileName(project), inNamespace, Path.GetFileNameWithoutExtension(library));
}

int Judge(Suite suite, List<Mutant> mutants, int dropped, TestRun[] runs)
{
    var failing = runs.Sum(run => run.Baseline(mutants.Max(mutant => mutant.Number) + 1));
    Console.WriteLine($"{suite.Name}: {mutants.Count} mutants ({dropped} more do not compile), {runs.Sum(run => run.CaseCount)} tests ({failing} that do not pass without the runner are left out)");
    var survivors = new List<Mutant>();
    foreach (var mutant in mutants)
    {
        if (!Array.Exists(runs, run => run.Kills(mutant.Number)))
            survivors.Add(mutant);
    }

    var accepted = survivors.Where(mutant => equivalent.Contains(mutant.Name)).ToHashSet();
    foreach (var mutant in survivors.Where(mutant => !accepted.Contains(mutant)))
        Console.WriteLine($"  line {mutant.Line,4}  {(Array.Exists(runs, run => run.IsReached(mutant.Number)) ? "       " : "unrun  ")}{mutant.Name}");
    Console.WriteLine($"{"",-62} {"mutants",8} {"killed",8} {"accepted",9} {"survived",9}");
    foreach (var file in mutants.GroupBy(mutant => mutant.File).Append(null))
    {
        var rows = file?.ToList() ?? mutants;
        var left = rows.Count(survivors.Contains);
        var known = rows.Count(accepted.Contains);
        Console.WriteLine($"{file?.Key ?? suite.Name,-62} {rows.Count,8} {rows.Count - left,8} {known,9} {left - known,9}");
    }

    return survivors.Count - accepted.Count;
}

// The map of the HTML report stands among the rules, since it asks what they ask, and judges nothing.
List<Mutant> MutantsOf(CSharpCompilation compilation, Suite suite)
{
    var mutants = new List<Mutant>();
    foreach (var tree in compilation.SyntaxTrees.Where(tree => !tree.FilePath.EndsWith("NetworkMap.cs", StringComparison.Ordinal)).OrderBy(tree => tree.FilePath, StringComparer.Ordinal))
    {
        var path = Path.GetRelativePath(Path.Combine(root, suite.Project), tree.FilePath);
        if (!suite.Folders.Any(folder => path.StartsWith(folder, StringComparison.Ordinal)) || (only is not null && !path.Contains(only, StringComparison.Ordinal)))
            continue;
        var model = compilation.GetSemanticModel(tree);
        foreach (var node in tree.GetRoot().DescendantNodes().OfType<ExpressionSyntax>())
        {
            foreach (var (kind, place, write) in Changes(node, model).Where(change => !isWhole || change.Kind is "negated" or "guard dropped"))
                mutants.Add(new Mutant(mutants.Count, suite.Project + "/" + path, tree, kind, place, write, node));
        }
    }

    return mutants;
}

// How each change is written with its switch. A declared variable of a pattern keeps its scope, since no condition is written twice.
static IEnumerable<(string Kind, TextSpan Place, Func<string, string, string> Write)> Changes(ExpressionSyntax node, SemanticModel model)
{
    if (node is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression } both)
    {
        var isAnd = both.IsKind(SyntaxKind.LogicalAndExpression);
        Func<string, string, string> leaveOut = (text, on) => isAnd ? $"(({text}) || {on})" : $"(({text}) && !{on})";
        yield return ("left out", both.Right.Span, leaveOut);
        yield return ("left out", both.Left.Span, leaveOut);
    }
    else if (node is BinaryExpressionSyntax comparison && Moved((SyntaxKind)comparison.RawKind) is { } moved && !IsSearch(comparison) && !comparison.DescendantNodes().OfType<SingleVariableDesignationSyntax>().Any())
    {
        yield return ("moved", comparison.Span, (text, on) => $"({on} ? {comparison.Left} {moved} {comparison.Right} : ({text}))");
    }

    if (!IsWholeCondition(node) || model.GetTypeInfo(node).ConvertedType?.SpecialType != SpecialType.System_Boolean)
        yield break;
    yield return ("negated", node.Span, (text, on) => $"(({text}) ^ {on})");
    if (node.Parent is IfStatementSyntax { Else: null } guard && Leaves(guard.Statement))
        yield return ("guard dropped", node.Span, (text, on) => $"(({text}) && !{on})");
}

static bool Leaves(StatementSyntax statement) => statement switch
{
    BlockSyntax { Statements: [var inner] } => Leaves(inner),
    ContinueStatementSyntax or ReturnStatementSyntax or BreakStatementSyntax or YieldStatementSyntax { RawKind: (int)SyntaxKind.YieldBreakStatement } => true,
    _ => false,
};

// `text.IndexOf(…) >= 0` asks whether something is there; it has no border that could be moved.
static bool IsSearch(BinaryExpressionSyntax comparison) =>
    comparison is { Left: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "IndexOf" or "IndexOfAny" } }, Right: LiteralExpressionSyntax { Token.ValueText: "0" } };

static string? Moved(SyntaxKind kind) => kind switch
{
    SyntaxKind.LessThanExpression => "<=",
    SyntaxKind.LessThanOrEqualExpression => "<",
    SyntaxKind.GreaterThanExpression => ">=",
    SyntaxKind.GreaterThanOrEqualExpression => ">",
    _ => null,
};

static bool IsWholeCondition(ExpressionSyntax node) => node.Parent switch
{
    IfStatementSyntax parent => parent.Condition == node,
    ConditionalExpressionSyntax parent => parent.Condition == node,
    WhenClauseSyntax or ReturnStatementSyntax or ArrowExpressionClauseSyntax or LambdaExpressionSyntax => true,
    _ => false,
};

// The compiler's own arguments, and what its source generators wrote.
CSharpCompilation CompilationOf(Suite suite, string generated)
{
    var output = Build(
        suite.Project, "-f", suite.Framework, "--no-incremental", "--no-dependencies", "-p:EmitCompilerGeneratedFiles=true", "-p:CompilerGeneratedFilesOutputPath=" + generated,
        "-p:ProvideCommandLineArgs=true", "-getItem:CscCommandLineArgs");
    using var json = JsonDocument.Parse(output);
    var arguments = json.RootElement.GetProperty("Items").GetProperty("CscCommandLineArgs").EnumerateArray().Select(item => item.GetProperty("Identity").GetString()!);
    var parsed = CSharpCommandLineParser.Default.Parse(arguments, Path.Combine(root, suite.Project), sdkDirectory: null);
    var sources = parsed.SourceFiles.Select(file => file.Path).Concat(Directory.Exists(generated) ? Directory.EnumerateFiles(generated, "*.cs", SearchOption.AllDirectories) : []);
    return CSharpCompilation.Create(
        parsed.CompilationName,
        sources.Select(path => CSharpSyntaxTree.ParseText(SourceText.From(File.ReadAllText(path)), parsed.ParseOptions, path)),
        parsed.MetadataReferences.Select(reference => MetadataReference.CreateFromFile(reference.Reference, reference.Properties)),
        parsed.CompilationOptions.WithGeneralDiagnosticOption(ReportDiagnostic.Default).WithSpecificDiagnosticOptions(null).WithOptimizationLevel(OptimizationLevel.Debug));
}

// Writes the library with all mutants that compile; gives how many do not.
static int Compile(CSharpCompilation original, List<Mutant> mutants, string target)
{
    var parse = (CSharpParseOptions)original.SyntaxTrees[0].Options;
    while (true)
    {
        var compilation = original.AddSyntaxTrees(CSharpSyntaxTree.ParseText(Mutant.Switch, parse, "Switch.cs"));
        var placed = new Dictionary<string, List<Mutant>>();
        foreach (var group in mutants.Where(mutant => !mutant.IsDropped).GroupBy(mutant => mutant.Tree))
        {
            compilation = compilation.ReplaceSyntaxTree(group.Key, CSharpSyntaxTree.ParseText(Mutant.Write(group.Key, [.. group]), parse, group.Key.FilePath));
            placed[group.Key.FilePath] = [.. group];
        }

        using var output = new MemoryStream();
        var result = compilation.Emit(output);
        if (result.Success)
        {
            File.WriteAllBytes(target, output.ToArray());
            return mutants.Count(mutant => mutant.IsDropped);
        }

        var errors = result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();
        var before = mutants.Count(mutant => mutant.IsDropped);
        foreach (var error in errors.Where(error => placed.ContainsKey(error.Location.SourceTree!.FilePath)))
            Mutant.DropFor(error, placed[error.Location.SourceTree!.FilePath]);
        if (mutants.Count(mutant => mutant.IsDropped) == before)
            throw new InvalidOperationException("the project does not compile: " + errors[0]);
    }
}

string Build(string project, params string[] options)
{
    using var process = Process.Start(new ProcessStartInfo("dotnet", ["build", Path.Combine(root, project), "-v", "q", "-m:1", "-clp:NoSummary", .. options]) { RedirectStandardOutput = true })!;
    var output = process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    return process.ExitCode == 0 ? output : throw new InvalidOperationException("the build of " + project + " fails: " + output);
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

/// <summary>A project whose rules are changed, the folders that hold them, and the tests that have to notice.</summary>
internal sealed record Suite(string Name, string Project, string Framework, string[] Folders, params (string Project, string Namespace)[] Tests);

/// <summary>One change at one place.</summary>
internal sealed class Mutant(int number, string file, SyntaxTree tree, string kind, TextSpan place, Func<string, string, string> write, SyntaxNode node)
{
    public const string Switch = """
        namespace Koda.Lint
        {
            public static class MutantSwitch
            {
                public static volatile int Active = -1;
                public static volatile bool[] Reached = new bool[0];

                public static bool Is(int number)
                {
                    var reached = Reached;
                    if (number < reached.Length)
                        reached[number] = true;
                    return number == Active;
                }
            }
        }
        """;

    public int Number => number;

    public string File => file;

    public SyntaxTree Tree => tree;

    public bool IsDropped { get; private set; }

    public int Line => tree.GetLineSpan(place).StartLinePosition.Line + 1;

    /// <summary>Outlives edits elsewhere in the file.</summary>
    public string Name => file + ": " + kind + ": " + string.Join(' ', tree.GetText().ToString(place).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The file's text with all its mutants, inner ones inside outer ones.</summary>
    public static string Write(SyntaxTree tree, List<Mutant> mutants) => Write(tree.GetText().ToString(), 0, tree.GetText().Length, [.. mutants.GroupBy(mutant => mutant.Place).OrderBy(group => group.Key.Start).ThenByDescending(group => group.Key.End)]);

    /// <summary>Drops the mutants that an error comes from: those that declare the variable it names, else those around it, else those of its member.</summary>
    public static void DropFor(Diagnostic error, List<Mutant> mutants)
    {
        var at = error.Location.SourceTree!.GetRoot().FindNode(error.Location.SourceSpan);
        var name = at.ToString();
        var member = NameOf(at);
        var inMember = mutants.Where(mutant => NameOf(mutant.Node) == member).ToList();
        var declaring = inMember.Where(mutant => mutant.Tree.GetRoot().FindNode(mutant.Place).DescendantNodesAndSelf().OfType<SingleVariableDesignationSyntax>().Any(variable => variable.Identifier.Text == name)).ToList();
        foreach (var mutant in declaring.Count > 0 ? declaring : inMember)
            mutant.IsDropped = true;
    }

    private TextSpan Place => place;

    private SyntaxNode Node => node;

    private static string Write(string text, int start, int end, List<IGrouping<TextSpan, Mutant>> groups)
    {
        var output = new System.Text.StringBuilder();
        var at = start;
        for (var i = 0; i < groups.Count; i++)
        {
            var span = groups[i].Key;
            if (span.Start < at)
                continue;
            output.Append(text, at, span.Start - at);
            var inner = groups.Skip(i + 1).Where(group => span.Contains(group.Key)).ToList();
            var written = Write(text, span.Start, span.End, inner);
            foreach (var mutant in groups[i])
                written = mutant.WriteWith(written);
            output.Append(written);
            at = span.End;
        }

        return output.Append(text, at, end - at).ToString();
    }

    private string WriteWith(string text) => write(text, "global::Koda.Lint.MutantSwitch.Is(" + number + ")");

    private static string NameOf(SyntaxNode node) => string.Join('.', node.AncestorsAndSelf().OfType<MemberDeclarationSyntax>().Where(member => member is not BaseNamespaceDeclarationSyntax).Select(member => member switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text + method.ParameterList,
        PropertyDeclarationSyntax property => property.Identifier.Text,
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        ConstructorDeclarationSyntax => ".ctor",
        _ => member.Kind().ToString(),
    }));
}

/// <summary>Runs xunit's tests without its runner, which takes longer to start than they take.</summary>
internal sealed class TestRun
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private readonly List<Case> _cases = [];
    private readonly string _folder;
    private readonly FieldInfo _active;
    private readonly FieldInfo _reached;

    public TestRun(string folder, string assembly, string inNamespace, string mutated)
    {
        _folder = folder + Path.DirectorySeparatorChar;
        Enter();
        var context = new AssemblyLoadContext("mutants");
        context.Resolving += (_, name) => System.IO.File.Exists(Path.Combine(folder, name.Name + ".dll")) ? context.LoadFromAssemblyPath(Path.Combine(folder, name.Name + ".dll")) : null;
        var tests = context.LoadFromAssemblyPath(Path.Combine(folder, assembly + ".dll"));
        var switches = context.LoadFromAssemblyPath(Path.Combine(folder, mutated + ".dll")).GetType("Koda.Lint.MutantSwitch")!;
        _active = switches.GetField("Active")!;
        _reached = switches.GetField("Reached")!;
        foreach (var type in tests.GetTypes().Where(type => type.IsPublic && type.Namespace?.StartsWith(inNamespace, StringComparison.Ordinal) == true && !type.ContainsGenericParameters && (!type.IsAbstract || type.IsSealed)))
        foreach (var method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static))
            _cases.AddRange(CasesOf(type, method));
    }

    public int CaseCount => _cases.Count;

    /// <summary>Runs every test as the rules are; those that fail are left out. Gives how many.</summary>
    public int Baseline(int switches)
    {
        Enter();
        foreach (var one in _cases)
        {
            var reached = new bool[switches];
            _reached.SetValue(null, reached);
            var clock = Stopwatch.StartNew();
            one.Passes = Passes(one);
            one.Time = clock.Elapsed;
            one.Reached = reached;
        }

        _reached.SetValue(null, Array.Empty<bool>());
        return _cases.RemoveAll(one => !one.Passes);
    }

    public bool IsReached(int mutant) => _cases.Exists(one => one.Reached[mutant]);

    /// <summary>Whether a test notices a mutant; the quick ones are asked first.</summary>
    public bool Kills(int mutant)
    {
        Enter();
        _active.SetValue(null, mutant);
        var isKilled = _cases.Where(one => one.Reached[mutant]).OrderBy(one => one.Time).Any(one => !Passes(one));
        _active.SetValue(null, -1);
        return isKilled;
    }

    /// <summary>Tests look for their files beside themselves.</summary>
    private void Enter() => AppContext.SetData("APP_CONTEXT_BASE_DIRECTORY", _folder);

    private static bool Passes(Case one)
    {
        var passes = false;
        var thread = new Thread(() => passes = Invoke(one), 16 * 1024 * 1024) { IsBackground = true };
        thread.Start();
        return thread.Join(Longest) && passes;
    }

    private static bool Invoke(Case one)
    {
        object? instance = null;
        try
        {
            if (!one.Method.IsStatic)
                instance = Activator.CreateInstance(one.Type);
            var result = one.Method.Invoke(instance, one.Arguments);
            if (result is ValueTask task)
                task.AsTask().GetAwaiter().GetResult();
            (result as Task)?.GetAwaiter().GetResult();
            return true;
        }
        catch (Exception)
        {
            return false;
        }
        finally
        {
            (instance as IDisposable)?.Dispose();
        }
    }

    private static IEnumerable<Case> CasesOf(Type type, MethodInfo method)
    {
        var attributes = method.GetCustomAttributes().ToList();
        if (attributes.Find(attribute => attribute.GetType().Name is "FactAttribute" or "TheoryAttribute") is not { } test || Property(test, "Skip") is not null)
            yield break;
        if (method.GetParameters().Length == 0)
            yield return new Case(type, method, []);
        foreach (var data in attributes.Where(attribute => attribute.GetType().Name.StartsWith("InlineData", StringComparison.Ordinal)))
            yield return new Case(type, method, Fit(method, (object?[])Property(data, "Data")!));
        foreach (var data in attributes.Where(attribute => attribute.GetType().Name.StartsWith("MemberData", StringComparison.Ordinal)))
        {
            var owner = (Type?)Property(data, "MemberType") ?? type;
            var name = (string)Property(data, "MemberName")!;
            var source = owner.GetProperty(name, (BindingFlags)(-1) & ~BindingFlags.DeclaredOnly)?.GetValue(null) ?? owner.GetField(name)?.GetValue(null)
                ?? owner.GetMethod(name)?.Invoke(null, (object?[])Property(data, "Arguments")!);
            foreach (var row in (IEnumerable)source!)
            {
                var values = row as object?[] ?? (object?[])row.GetType().GetInterfaces().First(face => face.Name == "ITheoryDataRow").GetMethod("GetData")!.Invoke(row, [])!;
                yield return new Case(type, method, Fit(method, values));
            }
        }
    }

    private static object? Property(object of, string name) => of.GetType().GetProperty(name)?.GetValue(of);

    /// <summary>Values as parameters: the last ones into an array that takes any number, optional ones as they are declared.</summary>
    private static object?[] Fit(MethodInfo method, object?[] values)
    {
        var parameters = method.GetParameters();
        var last = parameters[^1];
        if (last.GetCustomAttribute<ParamArrayAttribute>() is not null && !(values.Length == parameters.Length && values[^1]?.GetType() == last.ParameterType))
        {
            var rest = values.Skip(parameters.Length - 1).ToArray();
            var array = Array.CreateInstance(last.ParameterType.GetElementType()!, rest.Length);
            Array.Copy(rest, array, rest.Length);
            return [.. values.Take(parameters.Length - 1), array];
        }

        return [.. values, .. parameters.Skip(values.Length).Select(parameter => parameter.DefaultValue)];
    }

    private sealed record Case(Type Type, MethodInfo Method, object?[] Arguments)
    {
        public bool Passes { get; set; }

        public TimeSpan Time { get; set; }

        public bool[] Reached { get; set; } = [];
    }
}
