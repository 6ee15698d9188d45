namespace Koda.Lint.Analyzers.Tests.Settings;

public sealed class PipelineTests
{
    [Theory]
    [InlineData("services.Configure<ForwardedHeadersOptions>(o => { o.KnownIPNetworks.Clear(); {|KODA7007:o.KnownProxies.Clear()|}; });")]
    [InlineData("var o = new ForwardedHeadersOptions(); {|KODA7007:o.KnownProxies.Clear()|}; o.KnownIPNetworks.Clear(); app.UseForwardedHeaders(o);")]
    [InlineData("services.Configure<ForwardedHeadersOptions>(o => { o.KnownIPNetworks.Add({|KODA7007:System.Net.IPNetwork.Parse(\"0.0.0.0/0\")|}); });")]
    public Task Trust_in_everyone_is_reported(string statements) => Verify.Statements(statements, RuleIds.ForwardedHeadersTrustAnyone);

    [Theory]
    [InlineData("services.Configure<ForwardedHeadersOptions>(o => { o.KnownIPNetworks.Clear(); o.KnownProxies.Clear(); o.KnownProxies.Add(IPAddress.Parse(\"172.20.0.2\")); });")]
    [InlineData("services.Configure<ForwardedHeadersOptions>(o => { o.KnownProxies.Clear(); o.KnownIPNetworks.Clear(); o.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(\"10.0.0.0/8\")); });")]
    [InlineData("services.Configure<ForwardedHeadersOptions>(o => { o.KnownProxies.Clear(); });")]
    [InlineData("app.UseForwardedHeaders();")]
    public Task Trust_in_a_proxy_is_silent(string statements) => Verify.Statements(statements, RuleIds.ForwardedHeadersTrustAnyone);

    [Theory]
    [InlineData("options.KnownIPNetworks.Clear(); {|KODA7007:options.KnownProxies.Clear()|};")]
    [InlineData("options.KnownIPNetworks.Clear(); options.KnownProxies.Clear(); Action tell = () => Console.WriteLine(1); tell(); options.KnownProxies.Add(IPAddress.Loopback);")]
    public Task Options_that_a_method_is_handed_are_judged_as_it_leaves_them(string statements) => Verify.Code(
        "public class Trust { public void Configure(ForwardedHeadersOptions options) { " + statements + " } }", RuleIds.ForwardedHeadersTrustAnyone);

    [Theory]
    [InlineData("""{|KODA4005:response.Headers.Remove("Content-Security-Policy")|};""")]
    [InlineData("""{|KODA4005:response.Headers.Remove("strict-transport-security")|};""")]
    [InlineData("""{|KODA4005:context.Response.Headers.Remove(Microsoft.Net.Http.Headers.HeaderNames.ContentSecurityPolicy)|};""")]
    [InlineData("""{|KODA4005:response.Headers.ContentSecurityPolicy = default|};""")]
    [InlineData("""{|KODA4005:response.Headers.StrictTransportSecurity = ""|};""")]
    [InlineData("""{|KODA4005:response.Headers.Remove("Content-Security-Policy")|}; if (flag) { response.Headers.ContentSecurityPolicy = "default-src 'self'"; }""")]
    [InlineData("""response.OnStarting(() => { {|KODA4005:response.Headers.Remove("Content-Security-Policy")|}; return Task.CompletedTask; });""")]
    public Task A_header_that_is_taken_away_is_reported(string statements) => Verify.Statements(statements, RuleIds.SecurityHeaderRemoved);

    [Theory]
    [InlineData("""response.Headers.Remove("Content-Security-Policy"); response.Headers["Content-Security-Policy"] = "default-src 'self'";""")]
    [InlineData("""response.Headers.Remove("Server");""")]
    [InlineData("""request.Headers.Remove("Content-Security-Policy");""")]
    [InlineData("""if (env.IsDevelopment()) { response.Headers.Remove("Strict-Transport-Security"); }""")]
    public Task A_header_that_is_replaced_or_harmless_is_silent(string statements) => Verify.Statements(statements, RuleIds.SecurityHeaderRemoved);

    [Fact]
    public Task A_program_without_a_word_of_HTTPS_is_reported() => Verify.Code(
        """
        var app = WebApplication.CreateBuilder(args).{|KODA4007:Build|}();
        app.MapGet("/", () => "ok");
        app.Run();
        """,
        RuleIds.HstsOrRedirectMissing);

    [Theory]
    [InlineData("app.UseHsts();")]
    [InlineData("app.UseHttpsRedirection();")]
    [InlineData("app.UseForwardedHeaders();")]
    [InlineData("app.Use((context, next) => { context.Response.Headers[\"Strict-Transport-Security\"] = \"max-age=31536000\"; return next(); });")]
    public Task A_program_that_knows_HTTPS_is_silent(string line) => Verify.Code(
        "var app = WebApplication.CreateBuilder(args).Build();\n" + line + "\napp.Run();\n", RuleIds.HstsOrRedirectMissing);

    [Fact]
    public Task A_startup_class_is_judged() => Verify.Code(
        """
        public class Startup
        {
            public void {|KODA4007:Configure|}(IApplicationBuilder app)
            {
                app.UseRouting();
            }
        }
        """,
        RuleIds.HstsOrRedirectMissing);

    [Fact]
    public Task An_old_startup_that_redirects_is_silent() => Verify.Code(
        "public class Startup { public void Configure(IApplicationBuilder app) { app.UseHttpsRedirection(); app.UseRouting(); } }", RuleIds.HstsOrRedirectMissing);
}
