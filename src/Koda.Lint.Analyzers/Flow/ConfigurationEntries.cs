namespace Koda.Lint.Analyzers.Flow;

/// <summary>The keys and values that code hands to <c>AddInMemoryCollection</c>.</summary>
internal static class ConfigurationEntries
{
    public static IEnumerable<EntryValue> Of(Call call, CodeUnit unit)
    {
        foreach (var argument in call.Written)
        {
            foreach (var item in Library.SequenceOf(unit.Flow, argument.Value)?.Items ?? [])
            {
                if (item is EntryValue entry)
                    yield return entry;
                else if (item is InstanceValue made && unit.Flow.Member(made, "Key") is { } key && unit.Flow.Member(made, "Value") is { } value)
                    yield return new EntryValue(key, value, made.Origin);
            }
        }
    }
}
