using System.Globalization;
using Koda.Lint.Dotenv;
using Koda.Lint.Text;

namespace Koda.Lint.Rules;

/// <summary>KODA1008: one file defines a setting twice, and only the last one counts.</summary>
internal sealed class SettingDefinedTwice : DeploymentRule
{
    public override void Judge(RuleContext context)
    {
        if (context.Deployment.ControlPlane is null)
            return;
        foreach (var file in context.Deployment.Project.EnvFileContents)
            Judge(context, file);
        foreach (var repeated in context.Deployment.Project.RepeatedSettings)
            Report(context, repeated.Key, repeated.Earlier, repeated.Later, repeated.IsSameValue);
    }

    private static void Judge(RuleContext context, EnvFile file)
    {
        var earlier = new Dictionary<string, EnvEntry>(StringComparer.Ordinal);
        foreach (var entry in file.Entries)
        {
            if (earlier.TryGetValue(entry.Key, out var first))
                Report(context, entry.Key, first.KeySpan, entry.KeySpan, first.Value == entry.Value);
            earlier[entry.Key] = entry;
        }
    }

    private static void Report(RuleContext context, string key, SourceSpan earlier, SourceSpan later, bool isSameValue)
    {
        var first = earlier.ToLocation();
        var line = first.Start.Line.ToString(CultureInfo.InvariantCulture);
        var text = isSameValue ? RuleTexts.SettingDefinedTwice.SameValue(key, line) : RuleTexts.SettingDefinedTwice.Default(key, line);
        context.Report(text, later, "twice:" + key, related: isSameValue ? [] : [new RelatedLocation(first, RuleTexts.SettingDefinedTwice.Related.Earlier())]);
    }
}
