using System.Globalization;
using Koda.Lint.Dotenv;
using Koda.Lint.Settings;
using Koda.Lint.Text;

namespace Koda.Lint.Rules;

/// <summary>KODA1007: a line of an env file that Docker Compose, python-dotenv, dotenv.net and a plain split read differently.</summary>
internal sealed class SettingReadsDifferently : DeploymentRule
{
    private static readonly (DotenvDialect Dialect, string Name)[] Readers =
    [
        (DotenvDialect.Compose, "Docker Compose"), (DotenvDialect.PythonDotenv, "python-dotenv"), (DotenvDialect.DotenvNet, "dotenv.net"),
        (DotenvDialect.Naive, "doctor.py"),
    ];

    public override void Judge(RuleContext context)
    {
        if (context.Deployment.ControlPlane is null)
            return;
        foreach (var file in context.Deployment.Project.EnvFileContents)
        {
            if (!file.Failed)
                Judge(context, file.File);
        }
    }

    private static void Judge(RuleContext context, SourceFile file)
    {
        var readings = Array.ConvertAll(Readers, reader => DotenvReader.Read(file, reader.Dialect, _ => null));
        var judged = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in readings.SelectMany(reading => reading.Entries))
        {
            if (KodaVariables.Find(entry.Key) is { IsSecurityRelevant: true } && judged.Add(entry.Key))
                Judge(context, entry.Key, readings);
        }
    }

    private static void Judge(RuleContext context, string key, EnvFile[] readings)
    {
        var values = Array.ConvertAll(readings, reading => reading.Find(key) is { HasValue: true } entry ? entry.Value : null);
        if (Array.TrueForAll(values, value => value == values[0]))
            return;
        var place = readings.Select(reading => reading.Find(key)).First(entry => entry is not null)!;
        var groups = values.Select((value, i) => (Value: value, Readers[i].Name)).GroupBy(reading => reading.Value, StringComparer.Ordinal).ToList();
        var count = groups.Count.ToString(CultureInfo.InvariantCulture);
        var text = values.Any(value => SecretNames.IsSecret(key, value))
            ? RuleTexts.SettingReadsDifferently.Secret(key, Join(groups.Select(group => Join(group.Select(g => g.Name), " and ") + (group.Key is null ? " skip the line" : " agree")), "; "), count)
            : RuleTexts.SettingReadsDifferently.Default(key, Join(groups.Select(group => Join(group.Select(g => g.Name), " and ") + (group.Key is null ? ": not set" : ": '" + SettingRules.Show(key, group.Key) + "'")), "; "), count);
        context.Report(text, place.ValueSpan, "env:" + key);
    }

    private static string Join(IEnumerable<string> parts, string separator) => string.Join(separator, parts);
}
