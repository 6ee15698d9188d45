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
            if (secret.Place != SecretPlace.EnvFile && SecretValue.IsSpecific(secret.Name, secret.Value) && !IsPlaceholder(secret))
                context.Report(TextFor(secret, context.Deployment.IsProduction), secret.Span, "written:" + secret.Service?.Name + ":" + secret.Name);
        }
    }

    private static FindingText TextFor(SecretDefinition secret, bool isProduction)
    {
        var place = DeploymentPath.NameOf(secret.Span.File.Path);
        if (!isProduction)
            return RuleTexts.SecretWrittenInFile.OutsideProduction(secret.Name, place);
        return secret.Place == SecretPlace.BuildArgument
            ? RuleTexts.SecretWrittenInFile.BuildArgument(secret.Name)
            : RuleTexts.SecretWrittenInFile.Default(secret.Name, place);
    }
}
