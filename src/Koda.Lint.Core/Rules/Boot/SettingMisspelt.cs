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
        var reported = new HashSet<SourceSpan>();
        // Names of settings are Koda's own only where a control plane reads them; of a .NET program, the sound ones beside them tell.
        foreach (var settings in context.Deployment.Companions.AppSettings.Where(settings => settings.Settings.Any(setting => KodaVariables.Find(setting.Key.ToUpperInvariant()) is { IsSecurityRelevant: true })))
        {
            foreach (var setting in settings.Settings)
                Judge(context, setting.Key, setting.KeySpan, reported);
        }

        if (context.Deployment.ControlPlane is null)
            return;
        foreach (var entry in context.Deployment.Project.Services.SelectMany(service => service.Environment))
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

    /// <summary>A name that a Compose file uses as <c>${NAME}</c> is the project's own: something reads it.</summary>
    private static void Judge(RuleContext context, string name, SourceSpan place, HashSet<SourceSpan> reported)
    {
        if (SuggestionFor(name) is { } suggestion && !context.Deployment.Policy.KnownSettings.Contains(name)
            && !context.UsedVariables.Contains(name) && reported.Add(place))
            context.Report(RuleTexts.SettingMisspelt.Default(name, suggestion), place, "env:" + name);
    }
}
