using System.Text.RegularExpressions;
using Koda.Lint.AppSettings;
using Koda.Lint.Deployments;
using Koda.Lint.Dockerfile;
using Koda.Lint.Settings;
using Koda.Lint.Text;

namespace Koda.Lint.Rules;

/// <summary>Finds the secrets that are written out in .NET settings, units and Dockerfiles.</summary>
internal static class CompanionSecrets
{
    private static readonly Regex ConnectionPassword = new(
        """(?:^|;)\s*(?:password|pwd)\s*=\s*(?<password>[^;]*)""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>What stands for a value that comes from elsewhere: variables, tokens of release pipelines, vaults.</summary>
    private static readonly string[] References = ["${", "#{", "{{", "$(", "%(", "@Microsoft.KeyVault(", "/run/secrets/", "__"];

    public static IEnumerable<SecretDefinition> Of(Deployment deployment) =>
        deployment.Companions.AppSettings.SelectMany(settings => settings.Settings.SelectMany(OfSetting).Select(secret => secret with { IsProduction = deployment.IsProductionFor(settings) }))
            .Concat(deployment.Companions.Units.SelectMany(unit => unit.Environment).SelectMany(variable => OfVariable(variable.Name, variable.Value, SecretPlace.Unit)))
            .Concat(deployment.Companions.Dockerfiles.SelectMany(OfDockerfile));

    private static IEnumerable<SecretDefinition> OfSetting(AppSetting setting)
    {
        // Only a string can be a secret.
        if (setting.Value is not { Value.Length: > 0 } value || setting.Span.Text[0] != '"' || IsReference(value.Value))
            yield break;
        var names = setting.Key.Split(':');
        var last = Array.FindLast(names, name => !name.All(char.IsDigit)) ?? setting.Key;
        if (last.EndsWith("ConnectionString", StringComparison.OrdinalIgnoreCase) || names[0].Equals("ConnectionStrings", StringComparison.OrdinalIgnoreCase))
        {
            var password = ConnectionPassword.Match(value.Value).Groups["password"];
            if (password.Success && password.Value.Trim().Length > 0 && !IsReference(password.Value.Trim()))
                yield return new SecretDefinition(setting.Key, password.Value, value.SpanOf(password.Index, password.Length), SecretPlace.AppSettings, null) { VariableName = "PASSWORD" };
            else if (SecretValue.PasswordIn(value.Value) is var (start, length))
                yield return new SecretDefinition(setting.Key, value.Value, value.SpanOf(start, length), SecretPlace.AppSettings, null) { VariableName = "PASSWORD" };
            yield break;
        }

        var variable = KodaVariables.Find(last.ToUpperInvariant())?.Name ?? SecretNames.VariableOfPart(last);
        if (SecretValue.IsSecret(variable, value.Value))
            yield return new SecretDefinition(names.Length == 1 && KodaVariables.Find(variable) is not null ? variable : setting.Key, value.Value, value.Span, SecretPlace.AppSettings, null) { VariableName = variable };
    }

    private static IEnumerable<SecretDefinition> OfDockerfile(DockerfileFile file) => file.Instructions
        .Where(instruction => instruction.Keyword is "ENV" or "ARG")
        .SelectMany(instruction => instruction.Assignments)
        .SelectMany(assignment => assignment.Value is { } value ? OfVariable(assignment.Name, value, SecretPlace.Dockerfile) : []);

    private static IEnumerable<SecretDefinition> OfVariable(string name, MappedText value, SecretPlace place)
    {
        if (!IsReference(value.Value) && value.Value.IndexOf('$') < 0 && SecretValue.IsSecret(name, value.Value))
            yield return new SecretDefinition(name, value.Value, value.Span, place, null);
    }

    private static bool IsReference(string value) => Array.Exists(References, start => value.StartsWith(start, StringComparison.Ordinal));
}
