namespace Koda.Lint.Analyzers.Tests.Csp;

public sealed class CspAllowsUnsafeInlineTests
{
    private const string Inline = "{|KODA4001:'unsafe-inline'|}";

    private static Task Judge(string statements) => Verify.Statements(statements.Replace("INLINE", Inline, StringComparison.Ordinal), RuleIds.CspAllowsUnsafeInline);

    private static Task JudgeCode(string code) => Verify.Code(code.Replace("INLINE", Inline, StringComparison.Ordinal), RuleIds.CspAllowsUnsafeInline);

    [Theory]
    [InlineData("""response.Headers["Content-Security-Policy"] = "script-src 'self' INLINE";""")]
    [InlineData("""response.Headers["content-security-policy"] = "default-src 'self'; style-src INLINE; img-src *";""")]
    [InlineData("""response.Headers.ContentSecurityPolicy = "script-src INLINE";""")]
    [InlineData("""response.Headers.Append("Content-Security-Policy", "script-src INLINE");""")]
    [InlineData("""response.Headers.TryAdd("Content-Security-Policy", "script-src INLINE");""")]
    [InlineData("""response.Headers.Add("Content-Security-Policy", "script-src INLINE");""")]
    [InlineData("""response.Headers.Add(new("Content-Security-Policy", "script-src INLINE"));""")]
    [InlineData("""response.Headers[Microsoft.Net.Http.Headers.HeaderNames.ContentSecurityPolicy] = "script-src INLINE";""")]
    [InlineData("""IHeaderDictionary headers = response.Headers; headers["Content-Security-Policy"] = "script-src INLINE";""")]
    [InlineData("""const string Header = "Content-Security-Policy"; response.Headers[Header] = "script-src INLINE";""")]
    [InlineData("""response.Headers.SetCommaSeparatedValues("Content-Security-Policy", "script-src INLINE");""")]
    [InlineData("""app.Use(async (http, next) => { http.Response.Headers["Content-Security-Policy"] = "script-src INLINE"; await next(); });""")]
    [InlineData("""response.OnStarting(() => { response.Headers["Content-Security-Policy"] = "script-src INLINE"; return Task.CompletedTask; });""")]
    [InlineData("""response.OnStarting(state => { ((HttpContext)state).Response.Headers["Content-Security-Policy"] = "script-src INLINE"; return Task.CompletedTask; }, context);""")]
    [InlineData("""app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = file => file.Context.Response.Headers["Content-Security-Policy"] = "script-src INLINE" });""")]
    [InlineData("""var all = new Dictionary<string, string> { ["Content-Security-Policy"] = "script-src INLINE" };""")]
    [InlineData("""var all = new Dictionary<string, string> { { "Content-Security-Policy", "script-src INLINE" } };""")]
    public Task The_keyword_is_marked_wherever_the_header_is_set(string statements) => Judge(statements);

    [Theory]
    [InlineData("""const string Csp = "script-src INLINE"; response.Headers["Content-Security-Policy"] = Csp;""")]
    [InlineData("""var csp = "script-src 'self'"; csp += " INLINE"; response.Headers["Content-Security-Policy"] = csp;""")]
    [InlineData("""response.Headers["Content-Security-Policy"] = $"script-src 'self' {name} INLINE";""")]
    [InlineData("""response.Headers["Content-Security-Policy"] = "default-src 'self'; " + "script-src " + "INLINE";""")]
    [InlineData("""response.Headers["Content-Security-Policy"] = string.Join("; ", "default-src 'self'", "script-src INLINE");""")]
    [InlineData("""response.Headers["Content-Security-Policy"] = string.Join("; ", new[] { "default-src 'self'", "script-src INLINE" });""")]
    [InlineData("""var parts = new List<string> { "default-src 'self'" }; parts.Add("script-src INLINE"); response.Headers["Content-Security-Policy"] = string.Join("; ", parts);""")]
    [InlineData("""string[] parts = ["default-src 'self'", "script-src INLINE"]; response.Headers["Content-Security-Policy"] = string.Join("; ", parts);""")]
    [InlineData("""response.Headers["Content-Security-Policy"] = string.Concat("script-src ", "INLINE");""")]
    [InlineData("""response.Headers["Content-Security-Policy"] = string.Format("default-src {0}; script-src INLINE", name);""")]
    [InlineData("""var sb = new System.Text.StringBuilder(); sb.Append("default-src 'self'; "); sb.Append("script-src INLINE"); response.Headers["Content-Security-Policy"] = sb.ToString();""")]
    [InlineData("""response.Headers["Content-Security-Policy"] = new System.Text.StringBuilder().Append("script-src ").Append("INLINE").ToString();""")]
    [InlineData("""response.Headers["Content-Security-Policy"] = new Microsoft.Extensions.Primitives.StringValues("script-src INLINE");""")]
    [InlineData("""response.Headers["Content-Security-Policy"] = new Microsoft.Extensions.Primitives.StringValues(["default-src 'self'", "script-src INLINE"]);""")]
    [InlineData("""response.Headers["Content-Security-Policy"] = flag ? "script-src 'self'" : "script-src INLINE";""")]
    [InlineData("""var csp = name switch { "a" => "script-src 'self'", _ => "script-src INLINE" }; response.Headers["Content-Security-Policy"] = csp;""")]
    [InlineData("""string Policy() => "script-src INLINE"; response.Headers["Content-Security-Policy"] = Policy();""")]
    [InlineData("""response.Headers["Content-Security-Policy"] = "SCRIPT-SRC 'nonce-a'; Style-Src INLINE".Trim();""")]
    [InlineData(""""response.Headers["Content-Security-Policy"] = """default-src 'self'; script-src INLINE""";"""")]
    [InlineData("""response.Headers["Content-Security-Policy"] = @"script-src INLINE";""")]
    [InlineData("""var csp = env.IsDevelopment() ? "script-src 'unsafe-inline'" : "script-src INLINE"; response.Headers["Content-Security-Policy"] = csp;""")]
    [InlineData("""if (env.IsProduction()) response.Headers["Content-Security-Policy"] = "script-src INLINE";""")]
    public Task The_keyword_is_found_however_the_text_is_built(string statements) => Judge(statements);

    [Theory]
    [InlineData("""Send("script-src INLINE"); void Send(string text) => context.Items["text"] = text;""")]
    [InlineData("""context.Items["text"] = new Microsoft.Extensions.Primitives.StringValues("script-src INLINE");""")]
    public Task Text_that_reads_as_a_policy_is_judged_wherever_code_hands_it_on(string statements) => Judge(statements);

    [Fact]
    public Task Any_casing_counts() => Judge("""response.Headers["Content-Security-Policy"] = "Script-Src {|KODA4001:'Unsafe-Inline'|}";""");

    [Theory]
    [InlineData("""response.Headers["Content-Security-Policy"] = "script-src 'self'";""")]
    [InlineData("""response.Headers["Content-Security-Policy"] = "script-src unsafe-inline";""")]
    [InlineData("""response.Headers["Content-Security-Policy"] = "script-src 'self'; script-src 'unsafe-inline'";""")]
    [InlineData("""response.Headers["X-Note"] = "'unsafe-inline' is not allowed";""")]
    [InlineData("""var bad = name.Contains("'unsafe-inline'");""")]
    [InlineData("""var bad = name.Contains("script-src 'unsafe-inline'");""")]
    [InlineData("""if (env.IsDevelopment()) response.Headers["Content-Security-Policy"] = "script-src 'unsafe-inline'";""")]
    [InlineData("""var csp = "script-src 'self'"; if (env.IsDevelopment()) { csp += " 'unsafe-inline'"; } response.Headers["Content-Security-Policy"] = csp;""")]
    [InlineData("""var csp = env.IsDevelopment() ? "script-src 'unsafe-inline'" : "script-src 'self'"; response.Headers["Content-Security-Policy"] = csp;""")]
    [InlineData("""if (!env.IsDevelopment()) { return; } else { } response.Headers["Content-Security-Policy"] = "script-src 'self'";""")]
    [InlineData("""app.Logger.LogInformation("script-src 'unsafe-inline'");""")]
    [InlineData("""ICollection<string> weak = new List<string>(); weak.Add("script-src 'unsafe-inline'");""")]
    [InlineData("""var weak = new System.Text.RegularExpressions.Regex("script-src 'unsafe-inline'");""")]
    [InlineData("""var weak = new System.Text.StringBuilder("script-src 'unsafe-inline'");""")]
    public Task A_strict_policy_or_text_that_is_no_policy_is_silent(string statements) => Judge(statements);

    [Theory]
    [InlineData("""response.Headers["Content-Security-Policy"] = "script-src INLINE 'nonce-abc'";""", "browsers ignore")]
    [InlineData("""response.Headers["Content-Security-Policy"] = $"script-src 'nonce-{token}' INLINE";""", "browsers ignore")]
    [InlineData("""var nonce = name; response.Headers["Content-Security-Policy"] = $"script-src {nonce} INLINE";""", "browsers ignore")]
    [InlineData("""response.Headers["Content-Security-Policy-Report-Only"] = "script-src INLINE";""", "report-only")]
    [InlineData("""response.Headers.ContentSecurityPolicyReportOnly = "script-src INLINE";""", "report-only")]
    [InlineData("""if (configuration["Lax"] == "yes") response.Headers["Content-Security-Policy"] = "script-src INLINE";""", "only if the condition is")]
    public async Task What_browsers_ignore_report_or_may_never_see_is_information(string statements, string message)
    {
        var finding = Assert.Single(await Verify.Findings(Verify.InMethod(statements.Replace("INLINE", "'unsafe-inline'", StringComparison.Ordinal)), RuleIds.CspAllowsUnsafeInline));
        Assert.Equal(Microsoft.CodeAnalysis.DiagnosticSeverity.Info, finding.Severity);
        Assert.Contains(message, finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public Task Policies_in_members_are_followed_to_the_header() => JudgeCode(
        """
        public class Headers(RequestDelegate next)
        {
            private const string Csp = "default-src 'self'; script-src INLINE";
            private static readonly string Policy = Base + "; style-src INLINE";
            private const string Base = "default-src 'self'";
            public string ContentSecurityPolicy { get; set; } = "font-src INLINE";

            public async Task Invoke(HttpContext context)
            {
                context.Response.Headers["Content-Security-Policy"] = Csp;
                context.Response.Headers["Content-Security-Policy"] = Policy;
                context.Response.Headers["Content-Security-Policy"] = Build();
                await next(context);
            }

            private static string Build()
            {
                var text = new System.Text.StringBuilder("img-src 'self'; ");
                text.Append("script-src ").Append("INLINE");
                return text.ToString();
            }
        }
        """);

    [Fact]
    public Task A_top_level_program_is_judged() => JudgeCode(
        """
        var app = WebApplication.CreateBuilder(args).Build();
        app.Use(async (context, next) =>
        {
            context.Response.Headers.Append("Content-Security-Policy", "script-src INLINE");
            await next();
        });
        app.Run();
        """);

    private const string Builder =
        """
        namespace NetEscapades.AspNetCore.SecurityHeaders.Headers
        {
            public class CspBuilder { public ScriptSourceDirectiveBuilder AddScriptSrc() => new(); public ScriptSourceDirectiveBuilder AddStyleSrc() => new(); }
            public class ScriptSourceDirectiveBuilder { }
            public static class CspDirectiveExtensions
            {
                public static T Self<T>(this T b) where T : ScriptSourceDirectiveBuilder => b;
                public static T UnsafeInline<T>(this T b) where T : ScriptSourceDirectiveBuilder => b;
                public static T UnsafeEval<T>(this T b) where T : ScriptSourceDirectiveBuilder => b;
                public static T WithNonce<T>(this T b) where T : ScriptSourceDirectiveBuilder => b;
            }
            public class HeaderPolicyCollection { public HeaderPolicyCollection AddContentSecurityPolicy(Action<CspBuilder> configure) => this; }
        }
        """;

    [Fact]
    public Task A_fluent_builder_is_judged() => Verify.Code(
        [
            ("Builder.cs", Builder),
            ("Test0.cs", """
                using NetEscapades.AspNetCore.SecurityHeaders.Headers;
                public class Setup
                {
                    public void Configure() => new HeaderPolicyCollection().AddContentSecurityPolicy(csp =>
                    {
                        csp.AddScriptSrc().Self().{|KODA4001:UnsafeInline|}().{|KODA4002:UnsafeEval|}();
                        csp.AddStyleSrc().Self();
                    });
                }
                """),
        ],
        [RuleIds.CspAllowsUnsafeInline, RuleIds.CspAllowsUnsafeEval]);

    [Theory]
    [InlineData("""var html = "<meta http-equiv='Content-Security-Policy' content=\"script-src INLINE\">";""")]
    [InlineData(""""var html = """<html><meta content="script-src INLINE" http-equiv="Content-Security-Policy"></html>""";"""")]
    [InlineData("""var html = @"<meta http-equiv=""Content-Security-Policy"" content=""script-src INLINE"">";""")]
    public Task A_meta_element_in_a_literal_is_judged(string statements) => Judge(statements);

    [Theory]
    [InlineData("Pages/Login.cshtml")]
    [InlineData("wwwroot/index.html")]
    [InlineData("App.razor")]
    public Task A_meta_element_in_a_page_is_judged(string path) => Verify.Code(
        [("Test0.cs", "public class C;")],
        [RuleIds.CspAllowsUnsafeInline],
        test =>
        {
            test.TestState.AdditionalFiles.Add((path,
                "<!-- <meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'unsafe-inline'\"> -->\n"
                + "<meta http-equiv=\"Content-Security-Policy\"\n      content=\"script-src 'self' 'unsafe-inline'\" />\n"));
            test.ExpectedDiagnostics.Add(new Microsoft.CodeAnalysis.Testing.DiagnosticResult(RuleIds.CspAllowsUnsafeInline, Microsoft.CodeAnalysis.DiagnosticSeverity.Error)
                .WithSpan(path, 3, 34, 3, 49).WithArguments("script-src allows 'unsafe-inline', so what is injected into a page runs"));
        });
}
