using System.Collections;

namespace Koda.Lint.BootGuard.Settings;

/// <summary>The environment variables of this process, for a host whose configuration does not have them.</summary>
internal sealed class ProcessEnvironment : ISettingSource
{
    public const string Provider = "process environment";

    public IEnumerable<string> Names
    {
        get
        {
            foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
                yield return (string)variable.Key;
        }
    }

    public string? Find(string name) => Environment.GetEnvironmentVariable(name);

    public SettingOrigin OriginOf(string name) => new(name, Provider);
}
