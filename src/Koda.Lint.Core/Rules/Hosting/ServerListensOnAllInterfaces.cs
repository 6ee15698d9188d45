using Koda.Lint.AppSettings;
using Koda.Lint.Deployments;
using Koda.Lint.Files;
using Koda.Lint.Hosting;
using Koda.Lint.Settings;
using Koda.Lint.Text;

namespace Koda.Lint.Rules;

/// <summary>KODA2007: a .NET program's settings have its server listen where other machines reach it.</summary>
internal sealed class ServerListensOnAllInterfaces : DeploymentRule
{
    private static readonly string[] UrlSettings = ["Urls", "ASPNETCORE_URLS", "DOTNET_URLS"];
    private static readonly string[] PortSettings = ["HTTP_PORTS", "HTTPS_PORTS", "ASPNETCORE_HTTP_PORTS", "ASPNETCORE_HTTPS_PORTS", "DOTNET_HTTP_PORTS", "DOTNET_HTTPS_PORTS"];

    public override void Judge(RuleContext context)
    {
        if (context.Deployment.Environment == DeploymentEnvironment.Development)
            return;
        foreach (var settings in context.Deployment.Companions.AppSettings)
        {
            var isInContainer = RunsInContainer(context.Deployment, settings);
            // Endpoints of Kestrel take the place of all addresses that are set elsewhere.
            var endpoints = settings.Below("Kestrel:Endpoints").Where(setting => setting.Key.EndsWith(":Url", StringComparison.OrdinalIgnoreCase)).ToList();
            foreach (var setting in endpoints.Count > 0 ? endpoints : UrlSettings.Select(settings.Find).OfType<AppSetting>())
                JudgeUrls(context, setting, isInContainer);
            foreach (var setting in endpoints.Count > 0 ? [] : PortSettings.Select(settings.Find))
            {
                if (setting?.Value is { } ports && ports.Value.Trim().Length > 0)
                    Report(context, setting, "any address (" + setting.Key + " names ports alone)", ports.Span, isInContainer);
            }
        }
    }

    private static void JudgeUrls(RuleContext context, AppSetting setting, bool isInContainer)
    {
        if (setting.Value is not { } urls)
            return;
        foreach (var (url, start) in ListenAddress.Split(urls.Value))
        {
            if (ListenAddress.OfUrl(url) == Reach.OtherMachines)
                Report(context, setting, SettingRules.Show(setting.Key, url.Trim()), urls.SpanOf(start + url.Length - url.TrimStart().Length, url.Trim().Length), isInContainer);
        }
    }

    private static void Report(RuleContext context, AppSetting setting, string address, SourceSpan span, bool isInContainer) => context.Report(
        isInContainer ? RuleTexts.ServerListensOnAllInterfaces.InContainer(address) : RuleTexts.ServerListensOnAllInterfaces.Source(address),
        span,
        "settings:" + setting.Key);

    /// <summary>A program whose image is built from its folder, or from one above it.</summary>
    private static bool RunsInContainer(Deployment deployment, AppSettingsModel settings)
    {
        var folder = DeploymentPath.FolderOf(settings.Files[0].File.Path);
        return deployment.Companions.Dockerfiles.Any(file => (folder + "/").StartsWith(DeploymentPath.FolderOf(file.File.Path) + "/", StringComparison.Ordinal));
    }
}
