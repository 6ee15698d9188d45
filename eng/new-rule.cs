#!/usr/bin/env dotnet
// Scaffolds a rule: dotnet run eng/new-rule.cs KODA2010 NameOfFault
// Writes the rule file, the class and the test. All of it builds, and the tests fail until it is filled in.
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false

using System.Text.RegularExpressions;

var folders = new Dictionary<char, string>
{
    ['1'] = "Boot", ['2'] = "Network", ['3'] = "Cookies", ['4'] = "Browser", ['5'] = "Accounts", ['6'] = "Secrets", ['7'] = "Proxy",
};

if (args is not [var id, var name]
    || !Regex.IsMatch(id, "^KODA[0-9]{4}$")
    || !folders.TryGetValue(id[4], out var folder)
    || !Regex.IsMatch(name, "^[A-Z][A-Za-z0-9]+$"))
{
    Console.Error.WriteLine("usage: dotnet run eng/new-rule.cs KODA#### NameOfFault");
    Console.Error.WriteLine("The first digit is the category, 1 to 7; the name states the fault in Pascal case.");
    return 2;
}

// The SDK tells a file-based program where its file is.
var root = Path.GetDirectoryName((string)AppContext.GetData("EntryPointFileDirectoryPath")!)!;
var existing = Directory.GetFiles(Path.Combine(root, "rules"), "*.yml")
    .Select(Path.GetFileName)
    .FirstOrDefault(file => file!.StartsWith(id + ".", StringComparison.Ordinal) || file.EndsWith("." + name + ".yml", StringComparison.OrdinalIgnoreCase));
if (existing is not null)
{
    Console.Error.WriteLine($"rules/{existing} has that id or name already.");
    return 1;
}

Write($"rules/{id}.{name}.yml",
    $$"""
    id: {{id}}
    name: {{name}}
    title: "FILL IN: the fault as a sentence"
    severity: error
    surfaces: [C]
    messages:
      default:
        text: "FILL IN: what is wrong with service '{service}'"
        label: "FILL IN: a few words for the marked characters"
        fix: "FILL IN: what to type"
    why: |
      FILL IN: what an attacker or an operator meets, in one or two short paragraphs.
    how-to-fix: |
      FILL IN: the lines to type.
    stays-silent:
      - "FILL IN: what is right and must not be reported."
    examples:
      - title: "FILL IN: a deployment with the fault"
        files:
          docker-compose.yml: |
            services:
              app:
                image: example/app:1
        arguments: ["--environment", "production"]
        expect: ["docker-compose.yml 2:3"]
      - title: "FILL IN: a deployment that comes close to it"
        files:
          docker-compose.yml: |
            services:
              app:
                image: example/app:1
        expect: []

    """);

Write($"src/Koda.Lint.Core/Rules/{folder}/{name}.cs",
    $$"""
    namespace Koda.Lint.Rules;

    /// <summary>{{id}}: FILL IN.</summary>
    internal sealed class {{name}} : DeploymentRule
    {
        public override void Judge(RuleContext context)
        {
            // Report with RuleTexts.{{name}}.Default(…) at the characters that cause the fault.
        }
    }

    """);

Write($"tests/Koda.Lint.Core.Tests/Rules/{folder}/{name}Tests.cs",
    $$"""
    namespace Koda.Lint.Core.Tests.Rules.{{folder}};

    public sealed class {{name}}Tests
    {
        [Fact]
        public void The_fault_is_reported_where_it_stands() => Assert.Fail("FILL IN: each way to have the fault.");

        [Fact]
        public void What_comes_close_to_the_fault_is_silent() => Assert.Fail("FILL IN: each thing that stays silent.");
    }

    """);

Console.WriteLine("Fill in what says FILL IN, then see CONTRIBUTING.md for the pages and the samples.");
return 0;

void Write(string relative, string text)
{
    var path = Path.Combine(root, relative);
    Directory.CreateDirectory(Path.GetDirectoryName(path)!);
    File.WriteAllText(path, text);
    Console.WriteLine("wrote " + relative);
}
