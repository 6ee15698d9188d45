namespace Koda.Lint.Core.Tests.Rules;

/// <summary>The rules that also judge what a .NET program reads from its <c>appsettings.json</c>.</summary>
public sealed class AppSettingsRulesTests
{
    [Theory]
    [InlineData("KODA1002", """{ "CONTROL_PLANE_AUTH_MODE": "«Development »" }""")]
    [InlineData("KODA1003", """{ "CONTROL_PLANE_AUTH_MODE": "«none»" }""")]
    [InlineData("KODA1003", """{ "control_plane_auth_mode": "«»" }""")]
    [InlineData("KODA1004", """{ "ALLOW_LOOPBACK_BOOTSTRAP": «true» }""")]
    [InlineData("KODA1006", """{ "CONTROL_PLANE_PORT": "«80a»" }""")]
    [InlineData("KODA1006", """{ "CONTROL_PLANE_PORT": «1.5» }""")]
    [InlineData("KODA5001", """{ "CONTROL_PLANE_OPERATOR_PASSWORD_MIN_LENGTH": «8» }""")]
    [InlineData("KODA5001", """{ "Identity": { "Password": { "RequiredLength": "«6»" } } }""")]
    [InlineData("KODA5001", """{ "Password": { "requiredlength": «11» } }""")]
    public void A_setting_is_judged_as_in_an_env_file(string rule, string json) => Deploying.Files(("appsettings.json", json)).Reports(rule);

    [Theory]
    [InlineData("KODA1005", """{ "ALLOW_LOOPBACK_BOOTSTRAP": "«yes»" }""")]
    [InlineData("KODA1009", """{ "CONTROL_PLANE_AUTH_MODE": "token", «"ALLOW_LOOPBACK_BOOSTRAP"»: false }""")]
    [InlineData("KODA2007", """{ "Kestrel": { "Endpoints": { "A": { "Url": "«https://*:443»" }, "B": { "Url": "http://localhost:80" } } } }""")]
    [InlineData("KODA2007", """{ "urls": "http://127.0.0.1:5000; «http://+:5001»" }""")]
    [InlineData("KODA2007", """{ "HTTP_PORTS": "«8080»" }""")]
    [InlineData("KODA5002", """{ "Identity": { "Password": { "RequireDigit": false, "RequireUppercase": «false» } } }""")]
    [InlineData("KODA5004", """{ "CONTROL_PLANE_OPERATOR_LOGIN_MAX_FAILURES": «6», "CONTROL_PLANE_OPERATOR_LOGIN_LOCKOUT_SECONDS": "«60»" }""")]
    [InlineData("KODA5004", """{ "Identity": { "Lockout": { "MaxFailedAccessAttempts": «10», "DefaultLockoutTimeSpan": "«00:04:59»" } } }""")]
    [InlineData("KODA7007", """{ "forwardedheaders_enabled": «true» }""")]
    [InlineData("KODA7007", """{ "ForwardedHeaders": { "KnownNetworks": [ "10.0.0.0/8", "«0.0.0.0/0»" ] } }""")]
    [InlineData("KODA3001", """{ "CookiePolicy": { "Secure": "«None»" } }""")]
    [InlineData("KODA3002", """{ "CookiePolicy": { "HttpOnly": "«None»" } }""")]
    [InlineData("KODA3003", """{ "CookiePolicy": { "MinimumSameSitePolicy": "«None»" } }""")]
    public void Lighter_faults_are_warnings(string rule, string json) => Deploying.Files(("appsettings.json", json)).Reports(rule, Severity.Warning);

    [Theory]
    [InlineData("KODA3001", """{ "Auth": { "Cookie": { "SecurePolicy": "«None»" } } }""")]
    [InlineData("KODA3001", """{ "SessionCookie": { "SecurePolicy": «0» } }""")]
    [InlineData("KODA3001", """{ "Cookies": { "Session": { "Secure": «false» } } }""")]
    [InlineData("KODA3002", """{ "Cookies": { "Session": { "HttpOnly": "«false»" } } }""")]
    [InlineData("KODA3003", """{ "Auth": { "Cookie": { "Name": "koda_operator_session", "SameSite": "«Lax»" } } }""")]
    [InlineData("KODA3003", """{ "Auth": { "Cookie": { "SameSite": "«None»" } } }""")]
    public void A_cookie_that_gives_itself_away_is_reported(string rule, string json) => Deploying.Files(("appsettings.json", json)).Reports(rule);

    [Fact]
    public void Lax_on_another_cookie_is_information() =>
        Deploying.Files(("appsettings.json", """{ "Auth": { "Cookie": { "Name": ".App.Auth", "SameSite": "«Lax»" } } }""")).Reports("KODA3003", Severity.Info);

    [Theory]
    [InlineData("""{ "CONTROL_PLANE_AUTH_MODE": "token", "ALLOW_LOOPBACK_BOOTSTRAP": false, "CONTROL_PLANE_PORT": 8090 }""")]
    [InlineData("""{ "Notes": { "CONTROL_PLANE_AUTH_MODE": "open" } }""")]
    [InlineData("""{ "Identity": { "Password": { "RequiredLength": 12, "RequireDigit": false }, "Lockout": { "MaxFailedAccessAttempts": 5, "DefaultLockoutTimeSpan": "00:15:00" } } }""")]
    [InlineData("""{ "Urls": "http://localhost:5000;http://[::1]:5000;http://unix:/run/app.sock" }""")]
    [InlineData("""{ "Urls": "http://*:5000", "Kestrel": { "Endpoints": { "A": { "Url": "http://127.0.0.1:5000" } } } }""")]
    [InlineData("""{ "Auth": { "Cookie": { "SecurePolicy": "Always", "HttpOnly": true, "SameSite": "Strict" } } }""")]
    [InlineData("""{ "Antiforgery": { "Cookie": { "SecurePolicy": "None", "HttpOnly": false, "SameSite": "None" } } }""")]
    [InlineData("""{ "ThemeCookie": { "HttpOnly": false } }""")]
    [InlineData("""{ "Transport": { "SecurePolicy": "None", "Secure": "None" }, "CookiePolicy": { "SecurePolicy": "None", "Note": "None", "Secure": null } }""")]
    [InlineData("""{ "CookiePolicy": { "Secure": "Always", "HttpOnly": "Always", "MinimumSameSitePolicy": "Strict" } }""")]
    [InlineData("""{ "Firewall": { "Open": [ "0.0.0.0/0" ] }, "ForwardedHeaders_Enabled": "false", "HTTP_PORTS": " " }""")]
    [InlineData("""{ "ALLOW_LOOPBACK_BOOSTRAP": false }""")]
    [InlineData("""{ "OldPassword": { "RequiredLength": 6 }, "Password": { "RequiredLength": null }, "Lockout": { "DefaultLockoutTimeSpan": "soon" } }""")]
    [InlineData("""{ "Identity": { "Lockout": { "DefaultLockoutTimeSpan": "00:05:00" } } }""")]
    [InlineData("""{ "ForwardedHeaders": { "KnownProxies": [], "KnownNetworks": [ "172.16.0.0/12" ] } }""")]
    [InlineData("""{ "Logging": { "LogLevel": { "Default": "Information" } }, "AllowedHosts": "*" }""")]
    public void Sound_settings_are_silent(string json) => Assert.Equal([], Deploying.Files(("appsettings.json", json)).Findings.Select(finding => finding.Rule.Id));

    [Theory]
    [InlineData("KODA3001", """{ "Auth": { "Cookie": { "SecurePolicy": "None" } } }""", "SecurePolicy None")]
    [InlineData("KODA3001", """{ "Auth": { "Cookie": { "SecurePolicy": "SameAsRequest" } } }""", "SecurePolicy SameAsRequest")]
    [InlineData("KODA3002", """{ "Auth": { "Cookie": { "HttpOnly": false } } }""", "the cookie of 'Auth:Cookie'")]
    [InlineData("KODA3002", """{ "Auth": { "Cookie": { "Name": "koda_operator_session", "HttpOnly": false } } }""", "'koda_operator_session'")]
    [InlineData("KODA6004", """{ "web_operator_session_secret": "3e5f1a9c7b2d4860f1e3a5c7b9d0f2e4" }""", "WEB_OPERATOR_SESSION_SECRET")]
    [InlineData("KODA6004", """{ "Web": { "web_operator_session_secret": "3e5f1a9c7b2d4860f1e3a5c7b9d0f2e4" } }""", "Web:web_operator_session_secret")]
    public void A_message_says_what_is_meant(string rule, string json, string words) =>
        Assert.Contains(words, Assert.Single(Deploying.Files(("appsettings.json", json)).Of(rule)).Message);

    [Fact]
    public void A_program_that_is_judged_as_development_may_be_lax() => Deploying
        .Files(("appsettings.json", """{ "Auth": { "Cookie": { "SecurePolicy": "None", "HttpOnly": false, "SameSite": "None" } }, "CookiePolicy": { "Secure": "None" }, "Urls": "http://*:5000" }"""))
        .InDevelopment().IsSilentOn("KODA2007", "KODA3001", "KODA3002", "KODA3003");

    [Fact]
    public void Production_s_file_is_laid_over_the_other()
    {
        Deploying.Files(("appsettings.json", """{ "ALLOW_LOOPBACK_BOOTSTRAP": true }"""), ("appsettings.Production.json", """{ "ALLOW_LOOPBACK_BOOTSTRAP": false }""")).IsSilentOn("KODA1004");
        Deploying.Files(("appsettings.json", """{ "ALLOW_LOOPBACK_BOOTSTRAP": false }"""), ("appsettings.Production.json", """{ "allow_loopback_bootstrap": "«TRUE»" }""")).Reports("KODA1004");
    }

    [Theory]
    [InlineData("appsettings.Development.json")]
    [InlineData("appsettings.Staging.json")]
    public void Files_of_other_environments_are_not_judged(string name) =>
        Assert.Equal([], Deploying.Files(("appsettings.json", "{ }"), (name, """{ "CONTROL_PLANE_AUTH_MODE": "open", "Urls": "http://*:1" }""")).Findings.Select(finding => finding.Rule.Id));

    [Fact]
    public void Beside_a_stack_for_development_production_rules_are_off() => Deploying
        .Files(("docker-compose.yml", "services:\n  app:\n    image: example/app:1\n"), ("appsettings.json", """{ "CONTROL_PLANE_AUTH_MODE": "open", "ALLOW_LOOPBACK_BOOTSTRAP": true }"""))
        .IsSilentOn("KODA1002", "KODA1004");

    [Fact]
    public void Settings_for_production_beside_a_stack_for_development_are_judged() => Deploying
        .Files(
            ("docker-compose.yml", "services:\n  app:\n    image: example/app:1\n"), ("appsettings.json", "{ }"),
            ("appsettings.Production.json", """{ "ALLOW_LOOPBACK_BOOTSTRAP": «true» }"""))
        .Reports("KODA1004");

    [Fact]
    public void Not_even_those_are_judged_where_all_of_it_is_said_to_be_development() => Deploying
        .Files(("appsettings.json", "{ }"), ("appsettings.Production.json", """{ "ALLOW_LOOPBACK_BOOTSTRAP": true }""")).InDevelopment().IsSilentOn("KODA1004");

    [Fact]
    public void In_an_image_that_is_built_beside_it_any_address_is_information() => Deploying
        .Files(("docker-compose.yml", "services:\n  app:\n    build: .\n"), ("Dockerfile", "FROM mcr.microsoft.com/dotnet/aspnet:8.0\nEXPOSE 8080\n"), ("appsettings.json", """{ "Urls": "«http://*:8080»" }"""))
        .Reports("KODA2007", Severity.Info);

    [Theory]
    [InlineData("""{ "Mail": { "ApiKey": "«k3y-9f8e7d6c5b4a39281706»" } }""")]
    [InlineData("""{ "ConnectionStrings": { "Main": "Host=db;Username=app;Password=«Vd8q;»Pooling=true" } }""", "Vd8q")]
    [InlineData("""{ "ConnectionStrings": { "Cache": "redis://:«Vd8qkR2mXw»@cache:6379" } }""")]
    [InlineData("""{ "WEB_OPERATOR_SESSION_SECRET": "«3e5f1a9c7b2d4860f1e3a5c7b9d0f2e4»" }""")]
    [InlineData("""{ "ApiKey": [ "«k3y-9f8e7d6c5b4a39281706»" ] }""")]
    [InlineData("""{ "AppConnectionString": "Host=db;Password=«Vd8qkR2mXw»" }""")]
    [InlineData("""{ "Jwt": { "SigningKey": "«c2VjcmV0LXNpZ25pbmcta2V5LTEyMw==»" } }""")]
    public void A_secret_in_the_settings_is_marked_and_never_shown(string json, string? password = null)
    {
        json = password is null ? json : json.Replace("«" + password + ";»", "«" + password + "»;");

        var finding = Assert.Single(Deploying.Files(("appsettings.json", json)).Reports("KODA6004"));

        Assert.DoesNotContain("Vd8q", finding.Message + finding.Label + finding.Fix + finding.Subject);
        Assert.DoesNotContain("9f8e7d6c", finding.Message + finding.Label + finding.Fix + finding.Subject);
    }

    [Theory]
    [InlineData("""{ "ConnectionStrings": { "Main": "Host=db;Username=app;Password=«postgres»" } }""")]
    [InlineData("""{ "Jwt": { "Key": "«your-256-bit-secret»" } }""")]
    [InlineData("""{ "Smtp": { "Password": "«changeme»" } }""")]
    public void A_placeholder_in_the_settings_is_reported(string json) => Deploying.Files(("appsettings.json", json)).Reports("KODA6002");

    [Theory]
    [InlineData("""{ "ConnectionStrings": { "Main": "Data Source=app.db", "Other": "Server=.;Integrated Security=true" } }""")]
    [InlineData("""{ "Jwt": { "Issuer": "https://issuer.example.com", "KeyVaultUri": "https://vault.example.com", "TokenLifetime": "00:15:00" } }""")]
    [InlineData("""{ "Mail": { "ApiKey": "#{MailApiKey}#", "Password": "@Microsoft.KeyVault(SecretUri=https://v)" } }""")]
    [InlineData("""{ "Mail": { "ApiKey": 12345678901234567890, "Password": "__MailPassword-Vd8qkR2mXw__" } }""")]
    [InlineData("""{ "ConnectionStrings": { "A": "Host=db;Password=;User=x", "B": "Host=db;Password=#{Vd8qkR2mXw}#;User=x" } }""")]
    [InlineData("""{ "Cache": { "KeyPrefix": "app:session:v1:prefix" }, "Password": { "RequiredLength": 14 }, "Token": { "Enabled": true } }""")]
    [InlineData("""{ "Certificates": { "KeyPath": "/etc/ssl/private/app.key", "Key": "/run/secrets/key" } }""")]
    public void What_is_no_secret_is_silent(string json) => Deploying.Files(("appsettings.json", json)).IsSilentOn("KODA6002", "KODA6004");

    [Fact]
    public void A_file_that_NET_does_not_load_is_reported_and_the_rest_of_it_judged()
    {
        var deploying = Deploying.Files(("appsettings.json", "{ \"A\": tru, \"CONTROL_PLANE_AUTH_MODE\": \"open\" }"));

        Assert.Equal("appsettings.json 1:8-1:11 Error", Deploying.Show(Assert.Single(deploying.Of("KODA9001"))));
        Assert.Single(deploying.Of("KODA1002"));
    }
}
