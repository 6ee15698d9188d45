using Koda.Lint.Compose;
using Koda.Lint.Compose.Model;
using Koda.Lint.Files;
using Koda.Lint.Settings;
using Koda.Lint.Text;

namespace Koda.Lint.Rules;

/// <summary>KODA3004: a switch that lets the session cookie travel in the clear is on in production, in a container or in a build.</summary>
internal sealed class InsecureCookiesEnabled : DeploymentRule
{
    private const string SecureCookies = "SECURE_COOKIES";
    private const string AllowInsecure = "ALLOW_INSECURE_COOKIES";
    private const string AllowMadeUpSecret = "ALLOW_INSECURE_WEB_OPERATOR_SESSION_SECRET";

    public override void Judge(RuleContext context)
    {
        if (!context.Deployment.IsProduction)
            return;
        var reported = new HashSet<SourceSpan>();
        foreach (var service in context.Deployment.Project.Services)
        {
            var owner = "service '" + service.Name + "'";
            foreach (var entry in service.Environment)
            {
                if (entry.Value is ModelScalar { IsUnknown: false } value && TextFor(owner, entry.Key, value) is { } text && reported.Add(value.Span))
                    context.Report(text, value.Span, "services." + service.Name + ".environment:" + entry.Key, related: Origins.Of(value));
            }

            if (service.BuildArgument(SecureCookies) is { IsUnknown: false } argument && Reads(argument, "false", "0", "no", "off") && reported.Add(argument.Span))
            {
                var text = RuleTexts.InsecureCookiesEnabled.BuildArgument(owner, Show(SecureCookies, argument), DeploymentPath.NameOf(argument.Span.File.Path));
                context.Report(text, argument.Span, "services." + service.Name + ".build.args:" + SecureCookies, related: Origins.Of(argument));
            }
        }
    }

    private static FindingText? TextFor(string owner, string key, ModelScalar value) => key switch
    {
        SecureCookies when Reads(value, "false", "0", "no", "off") => RuleTexts.InsecureCookiesEnabled.NotSecure(owner, Show(key, value)),
        AllowInsecure when Reads(value, "true", "1", "yes", "on") => RuleTexts.InsecureCookiesEnabled.InsecureAllowed(owner, Show(key, value)),
        AllowMadeUpSecret when Reads(value, "true", "1", "yes", "on") => RuleTexts.InsecureCookiesEnabled.SecretMadeUp(owner, Show(key, value)),
        _ => null,
    };

    private static bool Reads(ModelScalar value, params string[] readings) =>
        Array.IndexOf(readings, PythonText.Strip(value.Text).ToLowerInvariant()) >= 0;

    private static string Show(string key, ModelScalar value) => SettingRules.Show(key, value.Text);
}
