using System.Globalization;
using Koda.Lint.Files;

namespace Koda.Lint.Rules;

/// <summary>KODA6004: a secret's value stands in a file that is not for secrets.</summary>
internal sealed class SecretWrittenInFile : SecretRule
{
    /// <summary>What is only called a key must be as long as one: <c>SORT_KEY: name</c> is none.</summary>
    private const int MinKeyLength = 16;

    private static readonly string[] Switches = ["true", "false", "yes", "no", "on", "off", "none", "null", "disabled", "enabled"];

    public override void Judge(RuleContext context)
    {
        foreach (var secret in context.Secrets.All)
        {
            if (secret.Place != SecretPlace.EnvFile && LooksSecret(secret) && !IsPlaceholder(secret.Name, secret.Value))
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

    /// <summary>A switch, a number, a path or an address is no secret, whatever its name says.</summary>
    private static bool LooksSecret(SecretDefinition secret)
    {
        var value = secret.Value.Trim();
        if (value.Length == 0 || Array.IndexOf(Switches, value.ToLowerInvariant()) >= 0 || value[0] is '/' or '.' or '~')
            return false;
        if (value.IndexOf("://", StringComparison.Ordinal) >= 0)
            return HasPassword(value);

        var words = secret.Name.ToUpperInvariant().Split('_');
        if (Array.IndexOf(words, "PUBLIC") >= 0)
            return false;
        if (Array.Exists(words, word => word == "PASSWORD"))
            return true;
        var isNumber = long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
        if (Array.Exists(words, word => word is "SECRET" or "TOKEN"))
            return !isNumber;
        return value.Length >= MinKeyLength && value.IndexOf(' ') < 0 && !isNumber;
    }

    /// <summary>Whether a URL has a password in front of its host.</summary>
    private static bool HasPassword(string url)
    {
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        var at = url.LastIndexOf('@');
        var colon = url.IndexOf(':', scheme + 3);
        return colon >= 0 && colon < at - 1;
    }
}
