using Koda.Lint.Files;
using Koda.Lint.Settings;

namespace Koda.Lint.Rules;

/// <summary>KODA6004: a secret's value stands in a file that is not for secrets.</summary>
internal sealed class SecretWrittenInFile : SecretRule
{
    public override void Judge(RuleContext context)
    {
        foreach (var secret in context.Secrets.All)
        {
            if (secret.Place != SecretPlace.EnvFile && SecretValue.IsSpecific(secret.VariableName, secret.Value) && !IsPlaceholder(secret))
                context.Report(TextFor(secret), secret.Span, "written:" + secret.Service?.Name + ":" + secret.Name);
        }
    }

    private static FindingText TextFor(SecretDefinition secret)
    {
        var place = DeploymentPath.NameOf(secret.Span.File.Path);
        if (!secret.IsProduction)
            return RuleTexts.SecretWrittenInFile.OutsideProduction(secret.Name, place);
        return secret.Place switch
        {
            SecretPlace.BuildArgument => RuleTexts.SecretWrittenInFile.BuildArgument(secret.Name),
            SecretPlace.AppSettings => RuleTexts.SecretWrittenInFile.ApplicationSettings(secret.Name, place),
            SecretPlace.Unit => RuleTexts.SecretWrittenInFile.Unit(secret.Name, place),
            SecretPlace.Dockerfile => RuleTexts.SecretWrittenInFile.Dockerfile(secret.Name, place),
            _ => RuleTexts.SecretWrittenInFile.Default(secret.Name, place),
        };
    }
}
