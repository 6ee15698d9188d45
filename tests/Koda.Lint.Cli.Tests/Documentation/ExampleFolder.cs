using System.Text;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Koda.Lint.Cli.Tests.Documentation;

/// <summary>
/// A checkout in which the examples of one section run: a clean stack, one commit, <c>koda-lint</c> on the path. Installing the tool from a registry
/// is stood in for; everything else is run as it is written.
/// </summary>
internal sealed class ExampleFolder : IDisposable
{
    private static readonly string[] KnownActions = ["actions/checkout", "actions/setup-dotnet", "actions/upload-artifact", "actions/download-artifact", "github/codeql-action/upload-sarif"];

    private readonly TemporaryFolder _tools = new();
    private readonly TemporaryFolder _folder = new();
    private readonly string _work;
    private readonly Dictionary<string, string> _variables;

    public ExampleFolder()
    {
        OracleProgram.Require(["bash"], "--version");
        _tools.Write("bin/dotnet", """
            #!/usr/bin/env bash
            if [ "$1 $2" != "tool install" ]; then
              exec "$REAL_DOTNET" "$@"
            fi
            while [ $# -gt 0 ]; do
              if [ "$1" = --tool-path ]; then
                mkdir -p "$2"
                ln -sf "$KODA_LINT" "$2/koda-lint"
              fi
              shift
            done

            """);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_tools.PathTo("bin/dotnet"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var path = Environment.GetEnvironmentVariable("PATH")!;
        _variables = new Dictionary<string, string>
        {
            ["PATH"] = _tools.PathTo("bin") + ":" + Path.GetDirectoryName(KodaLint.Program) + ":" + path,
            ["KODA_LINT"] = KodaLint.Program,
            ["REAL_DOTNET"] = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? path.Split(':').Select(folder => Path.Combine(folder, "dotnet")).First(File.Exists),
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            ["DOTNET_NOLOGO"] = "1",
            ["GIT_CONFIG_GLOBAL"] = "/dev/null",
            ["GIT_AUTHOR_NAME"] = "Test",
            ["GIT_AUTHOR_EMAIL"] = "test@example.com",
            ["GIT_COMMITTER_NAME"] = "Test",
            ["GIT_COMMITTER_EMAIL"] = "test@example.com",
            ["RUNNER_TEMP"] = _tools.Path,
        };

        _work = _folder.PathTo("koda");
        foreach (var file in Directory.GetFiles(Repository.PathTo("tests/Koda.Lint.Cli.Tests/Documentation/stack")))
            _folder.Write("koda/" + Path.GetFileName(file), File.ReadAllText(file));
        var git = GitCheckout.Create(_work);
        git.Commit("A clean stack");
        git.Run("update-ref", "refs/remotes/origin/main", "HEAD");
    }

    public void Dispose()
    {
        _folder.Dispose();
        _tools.Dispose();
    }

    /// <summary>Runs an example, and asserts that it does what the page says.</summary>
    public void Run(PageExample example)
    {
        if (example.ValueOf("file") is { } name)
            _folder.Write("koda/" + name, example.Text);
        else if (example.Words.Contains("github-workflow"))
            RunWorkflow(example);
        else if (example.Words.Contains("gitlab-ci"))
            RunPipeline(example);
        else if (example.Words.Contains("pre-commit"))
            RunHooks(example);
        else if (example.Language == "console")
            RunSession(example);
        else if (example.Language == "sh")
            RunScript(example.ToString(), example.Text, int.Parse(example.ValueOf("exit") ?? "0", System.Globalization.CultureInfo.InvariantCulture));
        else
            Assert.Fail(example + ": nothing says how this example is run");
    }

    /// <summary>Lines after <c>$</c> are typed, the others must come back; <c>…</c> stands for anything, alone on a line for any lines.</summary>
    private void RunSession(PageExample example)
    {
        var parts = Regex.Split(example.Text, @"^\$ ", RegexOptions.Multiline);
        Assert.True(parts.Length > 1 && parts[0].Length == 0, example + ": a session begins with a command");
        foreach (var part in parts.Skip(1))
        {
            var end = part.IndexOf('\n', StringComparison.Ordinal);
            var (command, expected) = (part[..end], part[(end + 1)..]);
            var answer = OracleProgram.Run("bash", ["-c", "{ " + command + "; } 2>&1"], _work, _variables);
            Assert.True(Regex.IsMatch(answer.Output, LinesOf(expected), RegexOptions.None, TimeSpan.FromSeconds(10)), example + ": $ " + command + "\n" + answer.Output + "\ndoes not fit\n" + expected);
        }
    }

    private static string LinesOf(string expected)
    {
        var pattern = new StringBuilder("^");
        foreach (var line in expected.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            pattern.Append(line == "…" ? "([^\\n]*\\n)*?" : Regex.Escape(line).Replace("…", "[^\\n]*", StringComparison.Ordinal) + "\\n");
        return pattern.Append('$').ToString();
    }

    private void RunScript(string place, string script, int exitCode, IReadOnlyDictionary<string, string>? more = null)
    {
        var variables = new Dictionary<string, string>(_variables);
        foreach (var (name, value) in more ?? new Dictionary<string, string>())
            variables[name] = value;
        var answer = OracleProgram.Run("bash", ["-e", "-o", "pipefail", "-c", script], _work, variables);
        Assert.True(answer.ExitCode == exitCode, place + ": exit code " + answer.ExitCode + "\n" + script + "\n" + answer.Output + answer.Error);
    }

    private void RunWorkflow(PageExample example)
    {
        foreach (var (name, job) in Map(Map(Load(example.Text))["jobs"]))
        {
            var values = Map(job).TryGetValue("strategy", out var strategy) ? Map(Map(strategy)["matrix"]).Single() : new("none", new YamlSequenceNode(new YamlScalarNode("")));
            foreach (var value in (YamlSequenceNode)values.Value)
                RunSteps(example + " " + name, Map(job)["steps"], new Dictionary<string, string> { ["matrix." + values.Key] = Text(value) });
        }
    }

    private void RunSteps(string place, YamlNode steps, Dictionary<string, string> context)
    {
        foreach (var step in ((YamlSequenceNode)steps).Select(Map))
        {
            var with = step.TryGetValue("with", out var inputs) ? Map(inputs) : [];
            if (step.TryGetValue("run", out var script))
            {
                var variables = step.TryGetValue("env", out var env) ? Map(env).ToDictionary(variable => variable.Key, variable => Expand(Text(variable.Value), context)) : [];
                RunScript(place, Expand(Text(script), context), exitCode: 0, variables);
            }
            else if (Text(step["uses"]).Split('@')[0] is var action && action == "OpenKodaAI/koda-lint")
            {
                var definition = Map(Load(File.ReadAllText(Repository.PathTo("action.yml"))));
                var values = Map(definition["inputs"]).ToDictionary(input => "inputs." + input.Key, input => with.TryGetValue(input.Key, out var given) ? Expand(Text(given), context) : Text(Map(input.Value)["default"]));
                Assert.All(with.Keys, input => Assert.Contains("inputs." + input, values.Keys));
                RunSteps(place + " action.yml", Map(definition["runs"])["steps"], values);
            }
            else
            {
                Assert.Contains(action, KnownActions);
                foreach (var file in (string[])["path", "sarif_file"])
                    Assert.True(!with.TryGetValue(file, out var path) || action == "actions/download-artifact" || File.Exists(Path.Combine(_work, Expand(Text(path), context))), place + ": there is no file to upload");
            }
        }
    }

    private static string Expand(string text, Dictionary<string, string> context) =>
        Regex.Replace(text, @"\$\{\{ *([a-z.-]+) *\}\}", expression => context[expression.Groups[1].Value]);

    private void RunPipeline(PageExample example)
    {
        var pipeline = Map(Load(example.Text));
        var jobs = new Dictionary<string, Dictionary<string, YamlNode>>();
        if (pipeline.Remove("include", out var includes))
        {
            const string Here = "https://raw.githubusercontent.com/OpenKodaAI/koda-lint/main/";
            foreach (var remote in ((YamlSequenceNode)includes).Select(include => Text(Map(include)["remote"])))
            {
                Assert.StartsWith(Here, remote, StringComparison.Ordinal);
                foreach (var (name, job) in Map(Load(File.ReadAllText(Repository.PathTo(remote[Here.Length..])))))
                    jobs[name] = Map(job);
            }
        }

        foreach (var (name, job) in pipeline)
        {
            var known = jobs.TryGetValue(name, out var included) ? included : jobs[name] = [];
            foreach (var (key, value) in Map(job))
                known[key] = value;
        }

        foreach (var (name, job) in jobs)
            RunJob(example + " " + name, job);
    }

    private void RunJob(string place, Dictionary<string, YamlNode> job)
    {
        var variables = job.TryGetValue("variables", out var own) ? Map(own).ToDictionary(variable => variable.Key, variable => Text(variable.Value)) : [];
        var count = job.TryGetValue("parallel", out var parallel) ? int.Parse(Text(parallel), System.Globalization.CultureInfo.InvariantCulture) : 1;
        for (var i = 1; i <= count; i++)
        {
            variables["CI_NODE_INDEX"] = i.ToString(System.Globalization.CultureInfo.InvariantCulture);
            variables["CI_NODE_TOTAL"] = count.ToString(System.Globalization.CultureInfo.InvariantCulture);
            RunScript(place, string.Join('\n', ((YamlSequenceNode)job["script"]).Select(Text)), exitCode: 0, variables);
        }

        if (Map(job["artifacts"]).TryGetValue("reports", out var reports))
            Assert.All(Map(reports).Values, report => Assert.True(File.Exists(Path.Combine(_work, Text(report))), place + ": there is no " + Text(report)));
    }

    private void RunHooks(PageExample example)
    {
        var known = ((YamlSequenceNode)Load(File.ReadAllText(Repository.PathTo(".pre-commit-hooks.yaml")))).Select(Map).ToDictionary(hook => Text(hook["id"]));
        foreach (var hook in ((YamlSequenceNode)Map(Load(example.Text))["repos"]).SelectMany(repository => (YamlSequenceNode)Map(repository)["hooks"]).Select(Map))
        {
            var definition = known[Text(hook["id"])];
            var pattern = new Regex(Text(definition["files"]));
            Assert.All((string[])["docker-compose.yml", "deploy/compose.prod.yaml", ".env", "ops/Caddyfile", "koda.service", "koda-lint.yml"], file => Assert.Matches(pattern, file));
            Assert.All((string[])["README.md", "src/Program.cs"], file => Assert.DoesNotMatch(pattern, file));
            RunScript(example.ToString(), Text(definition["entry"]), exitCode: 0);
        }
    }

    private static YamlNode Load(string text)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        return yaml.Documents[0].RootNode;
    }

    private static Dictionary<string, YamlNode> Map(YamlNode node) => ((YamlMappingNode)node).Children.ToDictionary(entry => Text(entry.Key), entry => entry.Value);

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value ?? "";
}
