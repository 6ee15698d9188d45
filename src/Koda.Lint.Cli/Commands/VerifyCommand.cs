using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Koda.Lint.Checking;
using Koda.Lint.Configuration;
using Koda.Lint.Facts;
using Koda.Lint.Files;
using Koda.Lint.Policy;
using Koda.Lint.Verification;

namespace Koda.Lint.Cli.Commands;

/// <summary><c>koda-lint verify</c>: asks a running deployment what its files only promise.</summary>
internal sealed class VerifyCommand
{
    private const double MaxTimeout = 300;

    private readonly Option<string> _baseUrl = new("--base-url")
    {
        Description = "Where the control plane listens, such as http://127.0.0.1:8090.",
        HelpName = "URL",
        Required = true,
    };

    private readonly Option<string> _dashboardUrl = new("--dashboard-url")
    {
        Description = "Where the dashboard listens, such as http://127.0.0.1:3000.",
        HelpName = "URL",
        Required = true,
    };

    private readonly Option<string?> _publicUrl = new("--public-url")
    {
        Description = "Where the world reaches both, such as https://koda.example.com.",
        HelpName = "URL",
    };

    private readonly Option<string?> _httpUrl = new("--http-url")
    {
        Description = "Where the public name answers plain HTTP, when that is not port 80.",
        HelpName = "URL",
    };

    private readonly Option<string[]> _envFiles = new("--env-file")
    {
        Description = "The server's .env: its mode is judged, and that of the files beside it and of those that it names.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _noHostProbe = new("--no-host-probe")
    {
        Description = "Do not try whether this machine's other addresses answer on the two ports.",
    };

    private readonly Option<bool> _loginProbe = new("--login-probe")
    {
        Description = "Try one login of a random name, once, and judge how it is refused.",
    };

    private readonly Option<string> _timeout = new("--timeout")
    {
        Description = "The seconds that one answer may take; the whole run may take twelve times as long.",
        DefaultValueFactory = _ => VerificationRequest.DefaultTimeout.TotalSeconds.ToString(CultureInfo.InvariantCulture),
        HelpName = "SECONDS",
    };

    private readonly Option<string[]> _caFiles = new("--ca-file")
    {
        Description = "Certificates of an authority to trust besides the system's, as PEM.",
        HelpName = "FILE",
    };

    private readonly Option<string[]> _resolve = new("--resolve")
    {
        Description = "The address of a host name, in place of what the system says: before DNS leads there, or from behind it.",
        HelpName = "HOST=ADDRESS",
    };

    private readonly Option<string?> _config = new("--config")
    {
        Description = "The configuration, in place of the nearest koda-lint.yml in the current folder or above it.",
        HelpName = "FILE",
    };

    private readonly OutputOptions _output = new();
    private readonly FailOnOption _failOn = new();

    public VerifyCommand()
    {
        Command = new Command("verify", "Asks a running deployment what its files only promise: health, routes, TLS, cookies, policies, file modes.");
        foreach (var option in (Option[])[_baseUrl, _dashboardUrl, _publicUrl, _httpUrl, _envFiles, _noHostProbe, _loginProbe, _timeout, _caFiles, _resolve, _config])
            Command.Add(option);
        _output.AddTo(Command);
        Command.Add(_failOn);
        Command.SetAction(Run);
    }

    public Command Command { get; }

    private int Run(ParseResult parsed)
    {
        var folder = Terminal.Folder;
        var outputs = _output.Read(parsed, folder);
        var files = new DiskFileProvider();
        var request = Read(parsed, folder, files);
        var configured = parsed.GetValue(_config) is { } named
            ? ConfigurationFile.Read(DeploymentPath.Resolve(folder, named), files)
            : ConfigurationFile.Find(folder, files);
        DeploymentOptions.Refuse(configured.Problems, folder);

        LiveReport live;
        using (var progress = new ProgressLine())
        {
            var verification = new LiveVerification(request, new SecretFileFacts(files, () => DateTimeOffset.UtcNow), () => DateTimeOffset.UtcNow) { Progress = progress.Show };
            live = verification.RunAsync().GetAwaiter().GetResult();
        }

        var report = ReportOf(live, request, configured.Configuration, folder);
        outputs.Write(report, folder, new RecordedAnswers(live.Shown, files));
        return _failOn.ExitCodeOf(report, parsed);
    }

    private static CheckReport ReportOf(LiveReport live, VerificationRequest request, LintConfiguration configuration, string folder)
    {
        var settings = new PolicySettings { Configuration = configuration };
        var fingerprints = new Fingerprints(folder);
        var findings = new List<ReportedFinding>();
        foreach (var finding in LiveJudge.Judge(live.Seen))
        {
            if (settings.SeverityOf(finding) is { } severity)
                findings.Add(new ReportedFinding(finding with { Severity = severity }, fingerprints.Of(finding)));
        }

        var urls = new[] { request.BaseUrl, request.DashboardUrl, request.PublicUrl }.OfType<Uri>().Select(url => url.GetLeftPart(UriPartial.Path).TrimEnd('/')).Distinct();
        var asked = "asked " + string.Join(", ", urls) + ": " + live.Questions + (live.Questions == 1 ? " question" : " questions");
        return new CheckReport([], findings, []) { Notes = [asked, .. live.Notes] };
    }

    private VerificationRequest Read(ParseResult parsed, string folder, DiskFileProvider files)
    {
        var envFiles = new List<string>();
        foreach (var named in parsed.Values(_envFiles))
        {
            var path = DeploymentPath.Resolve(folder, named);
            if (files.WhyNotOpened(path) is { } reason)
                throw new UsageException("'" + named + "' cannot be read: " + reason);
            envFiles.Add(path);
        }

        if (!double.TryParse(parsed.GetValue(_timeout), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) || seconds is <= 0 or > MaxTimeout)
            throw new UsageException("--timeout takes a number of seconds up to " + MaxTimeout.ToString(CultureInfo.InvariantCulture));
        return new VerificationRequest
        {
            BaseUrl = UrlOf(_baseUrl.Name, parsed.GetValue(_baseUrl))!,
            DashboardUrl = UrlOf(_dashboardUrl.Name, parsed.GetValue(_dashboardUrl))!,
            PublicUrl = UrlOf(_publicUrl.Name, parsed.GetValue(_publicUrl)),
            HttpUrl = UrlOf(_httpUrl.Name, parsed.GetValue(_httpUrl)),
            EnvFiles = envFiles,
            ProbesHost = !parsed.GetValue(_noHostProbe),
            ProbesLogin = parsed.GetValue(_loginProbe),
            Timeout = TimeSpan.FromSeconds(seconds),
            Addresses = AddressesOf(parsed.Values(_resolve)),
            Authorities = AuthoritiesOf(parsed.Values(_caFiles), folder),
            UserAgent = "koda-lint/" + ToolVersion.Current,
        };
    }

    /// <summary>A URL that an option names. What is wrong with it is told without the text, which may hold a password.</summary>
    private static Uri? UrlOf(string option, string? text)
    {
        if (text is null)
            return null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps) || url.Host.Length == 0)
            throw new UsageException(option + " takes a URL that begins with http:// or https://, such as http://127.0.0.1:8090");
        if (url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0)
            throw new UsageException(option + " takes a URL without a name, a password, a query or a fragment");
        return url;
    }

    private static Dictionary<string, IPAddress> AddressesOf(string[] named)
    {
        var addresses = new Dictionary<string, IPAddress>(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in named)
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || !IPAddress.TryParse(pair[(equals + 1)..].Trim('[', ']'), out var address))
                throw new UsageException("--resolve takes HOST=ADDRESS, such as koda.example.com=127.0.0.1; not '" + pair + "'");
            addresses[pair[..equals]] = address;
        }

        return addresses;
    }

    private static X509Certificate2Collection AuthoritiesOf(string[] named, string folder)
    {
        var authorities = new X509Certificate2Collection();
        foreach (var name in named)
        {
            var before = authorities.Count;
            try
            {
                authorities.ImportFromPemFile(DeploymentPath.Resolve(folder, name));
            }
            catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
            {
                throw new UsageException("'" + name + "' cannot be read as certificates in PEM");
            }

            if (authorities.Count == before)
                throw new UsageException("'" + name + "' holds no certificate in PEM");
        }

        return authorities;
    }
}
