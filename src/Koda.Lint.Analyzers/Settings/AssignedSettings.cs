using Koda.Lint.Analyzers.Flow;
using Koda.Lint.Analyzers.Scan;
using Koda.Lint.Settings;
using Microsoft.CodeAnalysis;

namespace Koda.Lint.Analyzers.Settings;

/// <summary>Finds where code sets one of Koda's settings, and hands name and value to the rules on settings.</summary>
internal sealed class AssignedSettings : SourceRule
{
    private const string Owner = "this code";

    public override IEnumerable<Word> Words =>
    [
        .. KodaVariables.All.Select(variable => Word.InString(variable.Name)),
        Word.InString(KodaVariables.Environment), "UseEnvironment", "EnvironmentName", "AddInMemoryCollection",
        new Word("SetEnvironmentVariable") { Then = "(" }, new Word("Configuration") { Then = "[" },
    ];

    public override void OnCalled(Call call, CodeUnit unit)
    {
        switch (call.Name)
        {
            case "SetEnvironmentVariable" when call.Method.ContainingType.Is("System.Environment"):
                Judge(call.Arguments[0].Value, call.Arguments[1].Value, call.Arguments[1].Syntax ?? call.Syntax, unit);
                break;
            case "UseSetting" when call["key"] is { } key && call["value"] is { Syntax: { } place } value:
                Judge(key.Value, value.Value, place, unit);
                break;
            case "UseEnvironment" when call["environment"] is { } environment:
                JudgeEnvironment(environment.Value, environment.Syntax ?? call.Syntax, "the host's environment", unit);
                break;
            case "AddInMemoryCollection":
                foreach (var entry in ConfigurationEntries.Of(call, unit))
                    Judge(entry.Key, entry.Content, entry.Content.Origin ?? call.Syntax, unit);
                break;
        }
    }

    public override void OnAssigned(Assignment assignment, CodeUnit unit)
    {
        if (assignment.Indices.Count == 1)
            Judge(assignment.Indices[0], assignment.Value, assignment.ValueSyntax, unit);
        else if (assignment.Member.HasName("Microsoft.AspNetCore.Builder.WebApplicationOptions.EnvironmentName"))
            JudgeEnvironment(assignment.Value, assignment.ValueSyntax, "the host's environment", unit);
    }

    private static void Judge(Value name, Value value, SyntaxNode place, CodeUnit unit)
    {
        if (unit.Program.IsTests || name.AsText() is not { IsWhole: true, Content: var variable })
            return;
        foreach (var (alternative, guard) in value.Alternatives)
        {
            if (alternative is not TextValue { IsWhole: true, Content: var text } || !IsJudged(guard, unit))
                continue;
            var at = alternative.Origin ?? place;
            switch (variable)
            {
                case KodaVariables.Environment:
                    JudgeEnvironment(alternative, at, variable, unit);
                    break;
                case KodaVariables.AuthMode when SettingRules.JudgeAuthMode(text, isProduction: true) is { } mode:
                    unit.Report(SettingTexts.Of(mode, Owner), at, place, "value:\"token\"");
                    if (mode.Kind == SettingFaultKind.AuthModeBypasses)
                        unit.Report(RuleTexts.GuardedSettingForcedInCode.Default(variable, text), at, place);
                    break;
                case KodaVariables.LoopbackBootstrap when SettingRules.JudgeLoopbackBootstrap(text, isProduction: true) is { } bootstrap:
                    unit.Report(SettingTexts.Of(bootstrap, Owner), at, place, "value:\"false\"");
                    unit.Report(RuleTexts.GuardedSettingForcedInCode.Default(variable, text), at, place);
                    break;
                case KodaVariables.LoopbackBootstrap when LoopbackBootstrapSpelling.Judge(text, Owner) is { } spelling:
                    unit.Report(spelling, at, place, "value:\"false\"");
                    break;
                case KodaVariables.PasswordMinimum when SettingRules.JudgePasswordMinimum(text) is { } minimum:
                    unit.Report(SettingTexts.Of(minimum, Owner), at, place, "value:\"12\"");
                    break;
                case KodaVariables.LoginMaxFailures when SettingRules.JudgeLoginFailures(text) is { } failures:
                    unit.Report(SettingTexts.Of(failures, Owner), at, place, "value:\"5\"");
                    break;
                case KodaVariables.LoginLockoutSeconds when SettingRules.JudgeLockout(text) is { } lockout:
                    unit.Report(SettingTexts.Of(lockout, Owner), at, place, "value:\"300\"");
                    break;
                default:
                    WrittenSecret.JudgeSetting(variable, text, at, place, unit);
                    break;
            }
        }
    }

    private static void JudgeEnvironment(Value environment, SyntaxNode place, string setting, CodeUnit unit)
    {
        if (unit.Program.IsTests)
            return;
        foreach (var (alternative, guard) in environment.Alternatives)
        {
            if (alternative is TextValue { IsWhole: true, Content: var name } && IsJudged(guard, unit) && !PythonText.NormalisesTo(name, "production"))
                unit.Report(RuleTexts.GuardedSettingForcedInCode.Default(setting, name), alternative.Origin, place);
        }
    }

    private static bool IsJudged(Guard guard, CodeUnit unit) => guard.And(unit.Flow.Guard) is Guard.Always or Guard.Production;
}
