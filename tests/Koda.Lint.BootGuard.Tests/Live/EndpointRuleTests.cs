using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Koda.Lint.BootGuard.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Koda.Lint.BootGuard.Tests.Live;

/// <summary>None of these hosts binds a port: the endpoints are those that it would have bound.</summary>
public sealed class EndpointRuleTests
{
    /// <summary>What the message calls an endpoint, for each that is reported.</summary>
    private static async Task<string[]> JudgeAsync(Action<WebApplicationBuilder> configure, Action<KodaGuardOptions>? guard = null, Action<WebApplication>? use = null)
    {
        var findings = await Guarded.JudgeAsync(configure, guard, use);
        Assert.All(findings, finding => Assert.Equal(("KODA2007", Container.IsThis ? Severity.Info : Severity.Warning), (finding.Rule.Id, finding.Severity)));
        return [.. findings.Select(finding => finding.Subject["endpoint:".Length..])];
    }

    [Fact]
    public async Task Kestrel_s_default_is_loopback() => Assert.Empty(await JudgeAsync(_ => { }));

    [Fact]
    public async Task Any_address_is_reported_and_loopback_beside_it_is_not() => Assert.Equal(["[::]:5960"], await JudgeAsync(builder => builder.WebHost.ConfigureKestrel(options =>
    {
        options.ListenAnyIP(5960);
        options.ListenLocalhost(5961);
        options.Listen(IPAddress.Parse("127.0.0.5"), 5962);
    })));

    [Theory]
    [InlineData("http://*:5960", "[::]:5960")]
    [InlineData("http://0.0.0.0:5960;http://localhost:5961", "0.0.0.0:5960")]
    [InlineData("http://10.1.2.3:5960", "10.1.2.3:5960")]
    [InlineData("http://example.com:5960", "[::]:5960")]
    public async Task Urls_of_the_configuration_are_seen(string urls, string expected) =>
        Assert.Equal([expected], await JudgeAsync(builder => builder.Configuration["urls"] = urls));

    [Fact]
    public async Task Urls_of_code_are_seen()
    {
        Assert.Equal(["[::]:5960"], await JudgeAsync(builder => builder.WebHost.UseUrls("http://+:5960")));
        Assert.Equal(["[::]:5960"], await JudgeAsync(_ => { }, use: app => app.Urls.Add("http://+:5960")));
    }

    [Fact]
    public async Task Urls_of_code_win_over_those_of_the_configuration() => Assert.Equal(["[::]:5960"], await JudgeAsync(
        builder => builder.Configuration["urls"] = "http://0.0.0.0:5961",
        use: app => app.Urls.Add("http://+:5960")));

    [Fact]
    public async Task A_list_of_ports_names_no_address_and_means_all() =>
        Assert.Equal(["[::]:5960", "[::]:5961"], await JudgeAsync(builder => builder.Configuration["http_ports"] = "5960; 5961"));

    [Fact]
    public async Task Urls_win_over_ports() => Assert.Empty(await JudgeAsync(builder =>
    {
        builder.Configuration["http_ports"] = "5960";
        builder.Configuration["urls"] = "http://localhost:5961";
    }));

    [Fact]
    public async Task Code_wins_over_urls_unless_they_are_preferred()
    {
        Assert.Empty(await JudgeAsync(builder => Configure(builder, "false")));
        Assert.Equal(["[::]:5960"], await JudgeAsync(builder => Configure(builder, "true")));

        static void Configure(WebApplicationBuilder builder, string prefersUrls)
        {
            builder.Configuration["urls"] = "http://*:5960";
            builder.Configuration["preferHostingUrls"] = prefersUrls;
            builder.WebHost.ConfigureKestrel(options => options.ListenLocalhost(5961));
        }
    }

    [Fact]
    public async Task Endpoints_of_kestrel_s_configuration_are_seen() => Assert.Equal(["0.0.0.0:5960"], await JudgeAsync(builder =>
    {
        builder.Configuration["Kestrel:Endpoints:Public:Url"] = "http://0.0.0.0:5960";
        builder.Configuration["Kestrel:Endpoints:Private:Url"] = "http://[::1]:5961";
    }));

    [Fact]
    public async Task An_endpoint_with_tls_is_seen()
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));

        Assert.Equal(["[::]:5960"], await JudgeAsync(builder => builder.WebHost.ConfigureKestrel(options =>
        {
            options.ConfigureHttpsDefaults(https => https.ServerCertificate = certificate);
            options.ListenAnyIP(5960, endpoint => endpoint.UseHttps());
        })));
        Assert.Equal(["[::]:5960"], await JudgeAsync(builder =>
        {
            builder.WebHost.ConfigureKestrel(options => options.ConfigureHttpsDefaults(https => https.ServerCertificate = certificate));
            builder.Configuration["https_ports"] = "5960";
        }));
    }

    [Fact]
    public async Task A_unix_socket_is_for_this_machine_and_is_not_made()
    {
        using var folder = new TemporaryFolder();

        Assert.Empty(await JudgeAsync(builder => builder.WebHost.ConfigureKestrel(options => options.ListenUnixSocket(folder.PathTo("socket")))));
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task Public_binding_that_is_allowed_is_silent() =>
        Assert.Empty(await JudgeAsync(builder => builder.WebHost.UseUrls("http://*:5960"), options => options.AllowPublicBinding = true));

    [Fact]
    public async Task A_server_other_than_kestrel_is_left_alone() => Assert.Empty(await JudgeAsync(builder =>
    {
        builder.WebHost.UseUrls("http://*:5960");
        builder.Services.AddSingleton<IServer, OtherServer>();
    }));

    [Fact]
    public async Task Endpoints_that_cannot_be_listed_are_said_to_be_unknown()
    {
        var finding = Assert.Single(await Guarded.JudgeAsync(builder => builder.Configuration["Kestrel:Endpoints:Public:Url"] = "gopher://*:70"));

        Assert.Equal(("KODA2007", Severity.Info), (finding.Rule.Id, finding.Severity));
        Assert.Contains("cannot be known", finding.Message, StringComparison.Ordinal);
    }

    private sealed class OtherServer : IServer
    {
        public IFeatureCollection Features { get; } = new FeatureCollection();

        public void Dispose()
        {
        }

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
