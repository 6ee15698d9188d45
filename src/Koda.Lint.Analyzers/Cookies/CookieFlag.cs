using Koda.Lint.Analyzers.Flow;
using Microsoft.CodeAnalysis;

namespace Koda.Lint.Analyzers.Cookies;

/// <summary>How sure it is that a cookie has a flag.</summary>
internal enum FlagState
{
    /// <summary>It has it on every path that is known.</summary>
    On,

    /// <summary>Nothing sets it, on some path.</summary>
    Missing,

    /// <summary>It is switched off or set to something weaker, on some path.</summary>
    Off,

    /// <summary>It has it only where a condition on the environment, the request or the configuration holds.</summary>
    Conditional,

    /// <summary>It cannot be known.</summary>
    Unknown,
}

/// <summary>A flag of a cookie, with the code that decided.</summary>
/// <param name="State">How sure it is.</param>
/// <param name="Origin">The expression that decided, or null.</param>
/// <param name="Value">The value that is too weak, when there is one: <c>false</c>, <c>SameSiteMode.Lax</c>.</param>
internal readonly record struct CookieFlag(FlagState State, SyntaxNode? Origin = null, object? Value = null)
{
    /// <summary>The expressions that switch it off on other paths.</summary>
    public IReadOnlyList<SyntaxNode> AlsoOff { get; init; } = [];

    public static readonly CookieFlag On = new(FlagState.On);

    public static readonly CookieFlag Unknown = new(FlagState.Unknown);

    /// <summary>Judges what a flag's property holds.</summary>
    /// <param name="value">What is known of it, or null when nothing is.</param>
    /// <param name="isOn">Whether a constant is strong enough.</param>
    /// <param name="unset">What a property that was never assigned means.</param>
    public static CookieFlag Of(Value? value, Func<object?, bool> isOn, CookieFlag unset)
    {
        if (value is null)
            return Unknown;
        CookieFlag? weak = null;
        SyntaxNode? condition = null;
        var off = new List<SyntaxNode>();
        foreach (var (alternative, guard) in value.Alternatives)
        {
            var flag = alternative switch
            {
                ConstantValue constant => isOn(constant.Content) ? On : new CookieFlag(FlagState.Off, constant.Origin, constant.Content),
                FactValue fact => new CookieFlag(FlagState.Conditional, fact.Origin),
                _ when alternative == Flow.Value.Unset => unset,
                _ => Unknown,
            };
            switch (flag.State)
            {
                case FlagState.Conditional:
                    condition = flag.Origin;
                    break;
                case FlagState.Off or FlagState.Missing when guard is Guard.Development or Guard.Environment:
                    condition = flag.Origin ?? alternative.Origin;
                    break;
                case FlagState.Off or FlagState.Missing:
                    if (weak is null or { State: FlagState.Missing })
                        weak = flag;
                    else if (flag is { State: FlagState.Off, Origin: { } origin })
                        off.Add(origin);
                    break;
            }
        }

        if (weak is { } found)
            return found with { AlsoOff = off };
        return value.Alternatives.Any(one => one.Guard is Guard.Development or Guard.Environment || one.Value is FactValue) && HasWeak(value, isOn, unset)
            ? new CookieFlag(FlagState.Conditional, condition)
            : On;
    }

    private static bool HasWeak(Value value, Func<object?, bool> isOn, CookieFlag unset) => value.Alternatives.Any(one =>
        one.Value is FactValue
        || (one.Value is ConstantValue constant && !isOn(constant.Content))
        || (one.Value == Flow.Value.Unset && unset.State is FlagState.Missing or FlagState.Off));
}
