using Koda.Lint.Settings;
using Koda.Lint.Text;

namespace Koda.Lint.Rules;

/// <summary>KODA1009: a name that is almost one of Koda's security settings, and so sets nothing.</summary>
internal sealed class SettingMisspelt : DeploymentRule
{
    private const int LongName = 10;

    private static readonly string[] Prefixes = ["KODA_", "CONTROL_PLANE_", "ALLOW_"];

    public override void Judge(RuleContext context)
    {
        if (context.Deployment.ControlPlane is not { } controlPlane)
            return;
        var reported = new HashSet<SourceSpan>();
        foreach (var entry in controlPlane.Environment)
            Judge(context, entry.Key, entry.KeySource.Span, reported);
        foreach (var entry in context.Deployment.Project.EnvFileContents.SelectMany(file => file.Entries))
            Judge(context, entry.Key, entry.KeySpan, reported);
    }

    /// <summary>The setting that was meant, or null when the name is known or resembles none.</summary>
    internal static string? SuggestionFor(string name)
    {
        if (KodaVariables.Find(name) is not null || !Array.Exists(Prefixes, prefix => name.StartsWith(prefix, StringComparison.Ordinal)))
            return null;
        if (name == "KODA_ENVIRONMENT")
            return KodaVariables.Environment;
        var limit = name.Length >= LongName ? 2 : 1;
        return KodaVariables.All
            .Where(variable => variable.IsSecurityRelevant)
            .Select(variable => (variable.Name, Distance: Spelling.Distance(name, variable.Name, limit)))
            .Where(candidate => candidate.Distance <= limit)
            .OrderBy(candidate => candidate.Distance)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();
    }

    private static void Judge(RuleContext context, string name, SourceSpan place, HashSet<SourceSpan> reported)
    {
        if (context.Deployment.Policy.KnownSettings.Contains(name) || SuggestionFor(name) is not { } suggestion || !reported.Add(place))
            return;
        context.Report(RuleTexts.SettingMisspelt.Default(name, suggestion), place, "env:" + name);
    }
}
