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

        // A file that Compose refuses as a whole is KODA9008; what its lines would mean does not matter then.
        foreach (var file in context.Deployment.Project.EnvFileContents.Where(file => !file.Failed))
            Judge(context, file.File);
    }

    private static void Judge(RuleContext context, SourceFile file)
    {
        var files = Array.ConvertAll(Readers, reader => DotenvReader.Read(file, reader.Dialect, _ => null));
        var keys = files.SelectMany(reading => reading.Entries).Select(entry => entry.Key).Distinct(StringComparer.Ordinal);
        foreach (var key in keys.Where(key => KodaVariables.Find(key) is { IsSecurityRelevant: true }))
        {
            var readings = Readers
                .Select((reader, i) => (reader.Name, Entry: files[i].Find(key)))
                .GroupBy(reading => reading.Entry is { HasValue: true } entry ? entry.Value : null, StringComparer.Ordinal)
                .Select(group => new Reading(group.Key, [.. group.Select(reading => reading.Name)]))
                .ToList();
            if (readings.Count > 1)
                context.Report(TextFor(key, readings), files.Select(reading => reading.Find(key)).First(entry => entry is not null)!.ValueSpan, "env:" + key);
        }
    }

    private static FindingText TextFor(string key, List<Reading> readings)
    {
        var count = readings.Count.ToString(CultureInfo.InvariantCulture);
        return readings.Exists(reading => SecretNames.IsSecret(key, reading.Value))
            ? RuleTexts.SettingReadsDifferently.Secret(key, string.Join("; ", readings.Select((reading, i) => reading.Hide(isFirst: i == 0))), count)
            : RuleTexts.SettingReadsDifferently.Default(key, string.Join("; ", readings.Select(reading => reading.Show(key))), count);
    }

    /// <summary>A value, null when the setting is not set, and who reads it so.</summary>
    private sealed record Reading(string? Value, IReadOnlyList<string> Readers)
    {
        public string Show(string key) => Names + (Value is null ? ": not set" : ": '" + SettingRules.Show(key, Value) + "'");

        public string Hide(bool isFirst) => Value is null
            ? Names + (Readers.Count == 1 ? " does not set it" : " do not set it")
            : Names + (Readers.Count == 1 ? " reads " : " read ") + (isFirst ? "one value" : "another");

        private string Names => Readers.Count == 1
            ? Readers[0]
            : string.Join(", ", Readers.Take(Readers.Count - 1)) + " and " + Readers[Readers.Count - 1];
    }
}
