using Koda.Lint.Analyzers.Flow;
using Koda.Lint.Analyzers.Scan;
using Koda.Lint.Settings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Koda.Lint.Analyzers.Accounts;

/// <summary>Finds validation rules on members that hold passwords: data annotations and FluentValidation.</summary>
internal sealed class PasswordRules : SourceRule
{
    private const string Annotations = "System.ComponentModel.DataAnnotations.";

    public override IEnumerable<Word> Words =>
    [
        "MinLength", "MinLengthAttribute", "StringLength", "RegularExpression",
        new Word("Length") { After = "[,:." , Then = "(" , OnlyWith = ["DataAnnotations", "RuleFor"] },
        new Word("DataAnnotations") { IsFactOnly = true },
        new Word("RuleFor") { IsFactOnly = true },
        new Word("MinimumLength") { Then = "(", After = "." },
        new Word("Matches") { Then = "(", After = ".", OnlyWith = ["RuleFor"] },
    ];

    public override void OnAttribute(AttributeSyntax attribute, CodeUnit unit)
    {
        if (MemberOf(attribute) is not { } member || MinimumOf(attribute, unit) is not { } rule)
            return;
        // Of several rules on a member the strictest counts.
        var isEnough = attribute.Parent!.Parent!.ChildNodes().OfType<AttributeListSyntax>().SelectMany(list => list.Attributes)
            .Any(other => other != attribute && MinimumOf(other, unit)?.Minimum >= SettingRules.PasswordMinimum);
        if (!isEnough)
            PasswordMinimumTooShort.JudgeMember(rule.Minimum, "[" + rule.Name + "]", member, rule.Place, rule.Name == "RegularExpression" ? null : FixOf(MaximumOf(attribute, rule.Name, unit)), unit);
    }

    /// <summary>The fewest characters that an annotation lets through, with the argument that says so; null when it says nothing of that.</summary>
    private static (string Name, int Minimum, SyntaxNode Place)? MinimumOf(AttributeSyntax attribute, CodeUnit unit)
    {
        if (unit.Model.GetSymbolInfo(attribute, unit.Cancellation).Symbol is not IMethodSymbol { ContainingType: var type } || !type.HasName(Annotations + type.Name))
            return null;
        var name = type.Name.EndsWith("Attribute", StringComparison.Ordinal) ? type.Name.Substring(0, type.Name.Length - "Attribute".Length) : type.Name;
        var argument = name switch
        {
            "MinLength" or "Length" or "RegularExpression" => attribute.ArgumentList?.Arguments.FirstOrDefault(one => one.NameEquals is null && (one.NameColon is null || one.NameColon.Name.Identifier.ValueText is "length" or "minimumLength" or "pattern")),
            "StringLength" => attribute.ArgumentList?.Arguments.FirstOrDefault(one => one.NameEquals?.Name.Identifier.ValueText == "MinimumLength"),
            _ => null,
        };
        if (argument is null || unit.Model.GetConstantValue(argument.Expression, unit.Cancellation) is not { HasValue: true, Value: var constant })
            return null;
        return constant is int minimum ? (name, minimum, argument.Expression)
            : constant is string pattern && PatternLength.MinimumOf(pattern) is { } provable ? (name, provable, argument.Expression)
            : null;
    }

    public override void OnCalled(Call call, CodeUnit unit)
    {
        if (call.Name is not ("MinimumLength" or "Length" or "Matches") || !call.Method.IsExtensionMethod || !IsFluentValidation(call.Method.ContainingType)
            || call.Written.FirstOrDefault() is not { Syntax: { } place } argument || MemberOf(call.Syntax) is not { } member)
            return;
        if (argument.Value is ConstantValue { Content: int minimum })
            PasswordMinimumTooShort.JudgeMember(minimum, call.Name, member, place, FixOf(MaximumOf(call)), unit);
        else if (call.Name == "Matches" && argument.Value.AsText() is { IsWhole: true, Content: var text } && IsWhole(text) && PatternLength.MinimumOf(text) is { } provable and > 0)
            PasswordMinimumTooShort.JudgeMember(provable, call.Name, member, place, null, unit);
    }

    // A minimum above the maximum would let nothing through.
    private static string? FixOf(int? maximum) => maximum < SettingRules.PasswordMinimum ? null : "value:12";

    // The other number of [Length(6, 10)] and of [StringLength(10, MinimumLength = 6)].
    private static int? MaximumOf(AttributeSyntax attribute, string name, CodeUnit unit)
    {
        if (name is not ("Length" or "StringLength"))
            return null;
        var positional = attribute.ArgumentList!.Arguments.Where(one => one.NameEquals is null).ToList();
        var maximum = positional.FirstOrDefault(one => one.NameColon?.Name.Identifier.ValueText == "maximumLength")
            ?? positional.Where(one => one.NameColon is null).ElementAtOrDefault(name == "Length" ? 1 : 0);
        return maximum is null ? null : unit.Model.GetConstantValue(maximum.Expression, unit.Cancellation).Value as int?;
    }

    // Length(8) wants that many characters exactly; Length(6, 10) has the other number.
    private static int? MaximumOf(Call call) =>
        call.Name == "Length" ? (call.Written.Last().Value as ConstantValue)?.Content as int? : null;

    // `Matches("[A-Z]")` asks for a character somewhere; how long the rest is, other rules say. An attribute's pattern always spans the whole value.
    private static bool IsWhole(string pattern) => pattern.StartsWith("^", StringComparison.Ordinal) && pattern.EndsWith("$", StringComparison.Ordinal);

    private static bool IsFluentValidation(INamedTypeSymbol type) => type.ContainingNamespace?.Name == "FluentValidation" || type.Name == "DefaultValidatorExtensions";

    // The property, field or parameter that carries an attribute.
    private static PasswordMember? MemberOf(AttributeSyntax attribute)
    {
        var owner = attribute.Parent?.Parent;
        var name = owner switch
        {
            PropertyDeclarationSyntax property => property.Identifier.ValueText,
            ParameterSyntax parameter => parameter.Identifier.ValueText,
            FieldDeclarationSyntax field => field.Declaration.Variables[0].Identifier.ValueText,
            _ => null,
        };
        var model = owner?.FirstAncestorOrSelf<BaseTypeDeclarationSyntax>()?.Identifier.ValueText ?? "";
        // A method's parameter says what it is for by the method's name.
        if (owner is ParameterSyntax { Parent.Parent: MethodDeclarationSyntax method })
            model = method.Identifier.ValueText;
        return name is null ? null : PasswordMember.Of(name, model);
    }

    // RuleFor(x => x.Password).NotEmpty().MinimumLength(8)
    private static PasswordMember? MemberOf(SyntaxNode call)
    {
        for (var link = call; link is InvocationExpressionSyntax invocation; link = (invocation.Expression as MemberAccessExpressionSyntax)?.Expression)
        {
            var name = invocation.Expression switch
            {
                IdentifierNameSyntax simple => simple.Identifier.ValueText,
                MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
                _ => "",
            };
            if (name == "RuleFor" && invocation.ArgumentList.Arguments.FirstOrDefault()?.Expression is LambdaExpressionSyntax { Body: MemberAccessExpressionSyntax { Name: var member } })
            {
                var validator = call.FirstAncestorOrSelf<BaseTypeDeclarationSyntax>()?.Identifier.ValueText ?? "";
                return PasswordMember.Of(member.Identifier.ValueText, validator);
            }
        }

        return null;
    }
}
