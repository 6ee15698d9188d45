using Koda.Lint.Analyzers.Flow;
using Microsoft.CodeAnalysis;

namespace Koda.Lint.Analyzers.Accounts;

/// <summary>KODA5002: passwords need fewer than three of the four kinds of characters.</summary>
internal static class PasswordClassesWeakened
{
    private static readonly string[] Flags = ["RequireDigit", "RequireLowercase", "RequireUppercase", "RequireNonAlphanumeric"];

    public static void Judge(InstanceValue password, SyntaxNode place, CodeUnit unit)
    {
        if (unit.Flow.Guard is Guard.Development or Guard.Environment)
            return;
        var off = Flags.Select(flag => unit.Flow.Member(password, flag)).OfType<ConstantValue>().Where(value => value.Content is false)
            .OrderBy(value => value.Origin?.SpanStart ?? 0).ToList();
        if (off.Count < 2)
            return;
        var last = off[off.Count - 1];
        // One flag may stay off.
        var others = off.Skip(1).Take(off.Count - 2).Select(value => (value.Origin ?? place).GetLocation()).ToList();
        unit.Report(RuleTexts.PasswordClassesWeakened.Default((Flags.Length - off.Count).ToString(System.Globalization.CultureInfo.InvariantCulture)), last.Origin, place, "value:on", others);
    }
}
