namespace Koda.Lint.BootGuard.Settings;

/// <summary>Something that gives settings to the process.</summary>
internal interface ISettingSource
{
    /// <summary>The names of all settings that it gives, once each.</summary>
    IEnumerable<string> Names { get; }

    /// <summary>A setting's value: empty when it is set to nothing, null when it is not set.</summary>
    string? Find(string name);

    /// <summary>Where a setting's value comes from.</summary>
    SettingOrigin OriginOf(string name);
}
