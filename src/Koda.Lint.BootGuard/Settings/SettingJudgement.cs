using Koda.Lint.Settings;

namespace Koda.Lint.BootGuard.Settings;

/// <summary>Judges the settings that a process is about to boot with, wherever it has them from.</summary>
internal static class SettingJudgement
{
    /// <summary>Judges settings.</summary>
    /// <param name="sources">Who gives settings, the most telling first: a name that one has is not looked for in the next.</param>
    /// <param name="names">Whether two spellings name one setting.</param>
    /// <param name="options">What the guard is told.</param>
    /// <param name="hostIsProduction">What the host says, unless the options say otherwise.</param>
    /// <param name="folder">The folder that a relative path starts from.</param>
    public static GuardFindings Judge(
        IReadOnlyList<ISettingSource> sources, StringComparer names, KodaGuardOptions options, bool hostIsProduction, string folder)
    {
        var envFile = options.EnvFile is { } relative ? Path.GetFullPath(relative, folder) : null;
        string? problem = null;
        if (envFile is not null && EnvFileSettings.Read(envFile, out problem) is { } fromFile)
            sources = [.. sources, fromFile];

        var rules = new SettingRuleOptions
        {
            HostIsProduction = options.HostIsProduction ?? hostIsProduction,
            Compatible = options.Compatible,
            RequiredSecrets = [.. options.RequiredSecrets],
            // A variable A__B is the key A:B of the configuration that has the environment's variables.
            Names = options.Compatible ? [] : [.. sources.SelectMany(source => source.Names).DistinctBy(name => name.Replace("__", ":", StringComparison.Ordinal), names)],
        };
        var found = new GuardFindings(SettingRules.IsProduction(Find, rules));
        if (problem is not null)
            found.Add(RuleTexts.FileUnreadable.BootGuard(envFile!, problem), EnvFileSettings.Origin(nameof(KodaGuardOptions.EnvFile), envFile!), "env-file");
        foreach (var fault in SettingRules.Judge(Find, rules))
            found.Add(fault, OriginOf(fault.Variable));
        return found;

        string? Find(string name)
        {
            foreach (var source in sources)
            {
                if (source.Find(name) is { } value)
                    return value;
            }

            return null;
        }

        SettingOrigin OriginOf(string name)
        {
            foreach (var source in sources)
            {
                if (source.Find(name) is not null)
                    return source.OriginOf(name);
            }

            return new SettingOrigin(name, "set nowhere");
        }
    }
}
