using Koda.Lint.Analyzers.Flow;
using Koda.Lint.Analyzers.Scan;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Koda.Lint.Analyzers.Accounts;

/// <summary>Finds where code configures ASP.NET Core Identity, and hands the options to the rules on accounts.</summary>
internal sealed class IdentitySettings : SourceRule
{
    private const string IdentityOptions = "Microsoft.AspNetCore.Identity.IdentityOptions";
    private const string PasswordOptions = "Microsoft.AspNetCore.Identity.PasswordOptions";
    private const string LockoutOptions = "Microsoft.AspNetCore.Identity.LockoutOptions";

    public override IEnumerable<Word> Words =>
    [
        "AddIdentity", "AddDefaultIdentity", "AddIdentityCore", "AddIdentityApiEndpoints", "IdentityOptions", "PasswordOptions", "LockoutOptions", "RequiredLength",
        "MaxFailedAccessAttempts", "DefaultLockoutTimeSpan", "AllowedForNewUsers",
        new Word("AddPasswordValidator") { IsFactOnly = true },
        new Word("IPasswordValidator") { IsFactOnly = true },
        new Word("PasswordValidator") { IsFactOnly = true },
    ];

    public override void OnCalled(Call call, CodeUnit unit)
    {
        if (call.Options is { } options && options.Type.Is(IdentityOptions))
            Judge(options, call.Syntax, unit);
        if (call.Method.IsExtensionMethod && call.Method.DeclaringSyntaxReferences.IsEmpty
            && call.Name is "AddIdentity" or "AddDefaultIdentity" or "AddIdentityCore" or "AddIdentityApiEndpoints")
            JudgeAdded(call, unit);
    }

    public override void OnCreated(Call call, InstanceValue instance, CodeUnit unit)
    {
        if (instance.Type.Is(IdentityOptions))
            Judge(instance, call.Syntax, unit);
        else if (instance.Type.Is(PasswordOptions))
            JudgePassword(instance, call.Syntax, unit);
        else if (instance.Type.Is(LockoutOptions))
            JudgeLockout(instance, call.Syntax, unit);
    }

    // Options that are neither made here nor handed in: userManager.Options, IOptions<IdentityOptions>.Value.
    public override void OnAssigned(Assignment assignment, CodeUnit unit)
    {
        if (assignment.Receiver is not InstanceValue { Kind: InstanceKind.Received, Origin: not null } || unit.Flow.Received.Any(one => one.Instance.Type?.Name.EndsWith("Options", StringComparison.Ordinal) == true))
            return;
        if (assignment.Member.ContainingType.Is(PasswordOptions) && assignment.Member.Name == "RequiredLength")
            PasswordMinimumTooShort.Judge(assignment.Value, assignment.ValueSyntax, unit);
        else if (assignment.Member.ContainingType.Is(LockoutOptions))
        {
            LockoutDisabled.Judge(assignment.Member.Name == "AllowedForNewUsers" ? assignment.Value : null, assignment.ValueSyntax, unit);
            LockoutTooLax.Judge(
                assignment.Member.Name == "MaxFailedAccessAttempts" ? assignment.Value : null,
                assignment.Member.Name == "DefaultLockoutTimeSpan" ? assignment.Value : null,
                assignment.ValueSyntax,
                unit);
        }
    }

    public override void OnExit(IMethodSymbol? method, bool isRoot, CodeUnit unit)
    {
        if (!isRoot)
            return;
        foreach (var (_, instance) in unit.Flow.Received)
        {
            if (instance.Type.Is(IdentityOptions))
                Judge(instance, unit.Syntax, unit);
            else if (instance.Type.Is(PasswordOptions))
                JudgePassword(instance, unit.Syntax, unit);
            else if (instance.Type.Is(LockoutOptions))
                JudgeLockout(instance, unit.Syntax, unit);
        }
    }

    // A callback that is not at hand, or that hands the options on, may set anything.
    private static bool MaySetLength(Call call, CodeUnit unit)
    {
        if (call.Options is not { } options)
            return call.Written.Any(argument => argument.Parameter.Type.TypeKind == TypeKind.Delegate && argument.Value is not FunctionValue);
        return unit.Flow.Member(options, "Password") is not { } password
            || (password is InstanceValue made ? unit.Flow.Member(made, "RequiredLength") is null : password != Value.Unset);
    }

    private static void Judge(InstanceValue options, SyntaxNode place, CodeUnit unit)
    {
        if (unit.Flow.Part(options, "Password") is { } password)
            JudgePassword(password, place, unit);
        if (unit.Flow.Part(options, "Lockout") is { } lockout)
            JudgeLockout(lockout, place, unit);
    }

    private static void JudgePassword(InstanceValue password, SyntaxNode place, CodeUnit unit)
    {
        PasswordMinimumTooShort.Judge(unit.Flow.Member(password, "RequiredLength"), place, unit);
        PasswordClassesWeakened.Judge(password, place, unit);
    }

    private static void JudgeLockout(InstanceValue lockout, SyntaxNode place, CodeUnit unit)
    {
        LockoutDisabled.Judge(unit.Flow.Member(lockout, "AllowedForNewUsers"), place, unit);
        LockoutTooLax.Judge(unit.Flow.Member(lockout, "MaxFailedAccessAttempts"), unit.Flow.Member(lockout, "DefaultLockoutTimeSpan"), place, unit);
    }

    private static void JudgeAdded(Call call, CodeUnit unit)
    {
        if (unit.Flow.Guard == Guard.Development)
            return;
        var place = call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: var name } } ? name : call.Syntax;
        if (!MaySetLength(call, unit) && !IdentityProgram.Of(unit).SetsLength)
            unit.Report(RuleTexts.PasswordMinimumTooShort.IdentityDefault(call.Name), place, call.Syntax, "configure:Password.RequiredLength=12");
        if (!unit.Program.Mentions(unit.Cancellation, "AddPasswordValidator", "IPasswordValidator", "PasswordValidator"))
            unit.Report(RuleTexts.PasswordValidatorMissing.Default(call.Name), place, call.Syntax);
    }
}
