using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Koda.Lint.Dotenv;
using Koda.Lint.Files;
using Koda.Lint.Interpolation;

namespace Koda.Lint.Cli.Commands;

/// <summary><c>koda-lint env</c>: what one program reads from an env file. Values are masked unless asked for.</summary>
internal sealed class EnvCommand
{
    private const string Mask = "***";

    private readonly Argument<string> _file = new("FILE") { Description = "The env file, '-' for standard input." };
    private readonly Option<string> _dialect = new("--dialect") { Description = "Who reads it.", DefaultValueFactory = _ => "compose", HelpName = "compose|python-dotenv|dotenv-net|naive" };
    private readonly Option<string> _format = new("--format") { Description = "text or json.", DefaultValueFactory = _ => "text", HelpName = "text|json" };
    private readonly Option<bool> _showValues = new("--show-values") { Description = "Show the values, secrets included." };

    public EnvCommand()
    {
        _dialect.AcceptOnlyFromAmong("compose", "python-dotenv", "dotenv-net", "naive");
        _format.AcceptOnlyFromAmong("text", "json");
        Command = new Command("env", "Shows what a program reads from an env file.") { _file, _dialect, _format, _showValues };
        Command.SetAction(Run);
    }

    public Command Command { get; }

    private int Run(ParseResult parsed)
    {
        var folder = Terminal.Folder;
        var name = parsed.GetValue(_file)!;
        var path = name == DiskFileProvider.StandardInput ? name : DeploymentPath.Resolve(folder, name);
        var answer = new DiskFileProvider(openStandardInput: Console.OpenStandardInput).Read(path);
        if (answer.File is not { } file)
            throw new UsageException("'" + name + "' cannot be read: " + answer.Reason);

        var dialect = parsed.GetValue(_dialect) switch
        {
            "python-dotenv" => DotenvDialect.PythonDotenv,
            "dotenv-net" => DotenvDialect.DotenvNet,
            "naive" => DotenvDialect.Naive,
            _ => DotenvDialect.Compose,
        };
        var variables = Terminal.Variables();
        var env = DotenvReader.Read(file, dialect, variable =>
            variables.TryGetValue(variable, out var value) ? new VariableDefinition(variable, value, VariableOrigin.Shell, span: null) : null);
        foreach (var problem in env.Problems)
            Terminal.Error.WriteLine(name + ":" + problem.Span.ToLocation().Start + ": " + (env.Failed ? "error: " : "warning: ") + problem.Reason);
        if (env.Failed)
            return ExitCode.Findings;

        var show = parsed.GetValue(_showValues);
        if (parsed.GetValue(_format) == "json")
            WriteJson(env, show);
        else
            WriteText(env, name, show);
        return ExitCode.Clean;
    }

    private static IEnumerable<EnvEntry> Effective(EnvFile env) => env.Entries.Select(entry => entry.Key).Distinct(StringComparer.Ordinal).Select(key => env.Find(key)!);

    private static string? Shown(EnvEntry entry, bool show) => !entry.HasValue ? null : show || entry.Value.Length == 0 ? entry.Value : Mask;

    private static void WriteJson(EnvFile env, bool show)
    {
        using var stream = Terminal.OpenOutput();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            foreach (var entry in Effective(env))
                json.WriteString(entry.Key, Shown(entry, show));
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }

    private static void WriteText(EnvFile env, string name, bool show)
    {
        using var output = Terminal.OpenTextOutput();
        foreach (var entry in Effective(env))
        {
            output.Write(Reports.Printable.Of(entry.Key));
            if (Shown(entry, show) is { } value)
                output.Write("=" + Reports.Printable.Of(value));
            output.Write("  <- " + name + ":" + entry.KeySpan.ToLocation().Start + "\n");
        }
    }
}
