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
        if (MemberOf(attribute) is not { } member || unit.Model.GetSymbolInfo(attribute, unit.Cancellation).Symbol is not IMethodSymbol { ContainingType: var type })
            return;
        var name = type.Name.EndsWith("Attribute", StringComparison.Ordinal) ? type.Name.Substring(0, type.Name.Length - "Attribute".Length) : type.Name;
        if (!type.HasName(Annotations + type.Name))
            return;
        var argument = name switch
        {
            "MinLength" or "Length" or "RegularExpression" => attribute.ArgumentList?.Arguments.FirstOrDefault(one => one.NameEquals is null && (one.NameColon is null || one.NameColon.Name.Identifier.ValueText is "length" or "minimumLength" or "pattern")),
            "StringLength" => attribute.ArgumentList?.Arguments.FirstOrDefault(one => one.NameEquals?.Name.Identifier.ValueText == "MinimumLength"),
            _ => null,
        };
        if (argument is null || unit.Model.GetConstantValue(argument.Expression, unit.Cancellation) is not { HasValue: true, Value: var constant })
            return;
        if (constant is int minimum)
            PasswordMinimumTooShort.JudgeMember(minimum, "[" + name + "]", member, argument.Expression, FixOf(MaximumOf(attribute, name, unit)), unit);
        else if (constant is string pattern && PatternLength.MinimumOf(pattern) is { } provable)
            PasswordMinimumTooShort.JudgeMember(provable, "[" + name + "]", member, argument.Expression, null, unit);
    }

    public override void OnCalled(Call call, CodeUnit unit)
    {
        if (call.Name is not ("MinimumLength" or "Length" or "Matches") || !call.Method.IsExtensionMethod || !IsFluentValidation(call.Method.ContainingType)
            || call.Written.FirstOrDefault() is not { Syntax: { } place } argument || MemberOf(call.Syntax) is not { } member)
            return;
        if (argument.Value is ConstantValue { Content: int minimum })
            PasswordMinimumTooShort.JudgeMember(minimum, call.Name, member, place, FixOf(MaximumOf(call)), unit);
        else if (call.Name == "Matches" && argument.Value.AsText() is { IsWhole: true } pattern && PatternLength.MinimumOf(pattern.Content) is { } provable and > 0)
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
