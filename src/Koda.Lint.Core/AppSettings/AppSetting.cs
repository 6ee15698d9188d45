using Koda.Lint.Text;

namespace Koda.Lint.AppSettings;

/// <summary>A setting as .NET's configuration knows it: a colon-separated key with a text.</summary>
/// <param name="Key">The key, as first written: <c>Kestrel:Endpoints:Https:Url</c>, <c>Hosts:0</c>. Case does not matter.</param>
/// <param name="Value">
/// The value; null for JSON <c>null</c> and an empty object. Numbers are as written, <c>true</c> is <c>True</c>, an empty array is empty.
/// </param>
/// <param name="Span">The value as written, quotes included.</param>
/// <param name="KeySpan">The name of the property, quotes included; for an item of an array the item itself.</param>
public sealed record AppSetting(string Key, MappedText? Value, SourceSpan Span, SourceSpan KeySpan)
{
    /// <summary>The setting of an earlier file that this one takes the place of, or null.</summary>
    public AppSetting? Replaced { get; init; }
}

/// <summary>One <c>appsettings.json</c>, flattened.</summary>
/// <param name="File">The file.</param>
/// <param name="Settings">Its settings in the order written.</param>
/// <param name="Problems">What could not be read. .NET loads no file that has any.</param>
public sealed record AppSettingsFile(SourceFile File, IReadOnlyList<AppSetting> Settings, IReadOnlyList<ReadProblem> Problems);
