// Every C# rule of Koda.Lint finds something in this program. samples/web is the same program as it should be.
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Identity;
using WebBroken.Accounts;

Environment.SetEnvironmentVariable("KODA_ENV", "development");
Environment.SetEnvironmentVariable("CONTROL_PLANE_AUTH_MODE", "open");

var builder = WebApplication.CreateBuilder(args);
builder.Configuration["ALLOW_LOOPBACK_BOOTSTRAP"] = "true";
builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
{
    ["CONTROL_PLANE_AUTH_MODE"] = "none",
    ["ALLOW_LOOPBACK_BOOTSTRAP"] = "yes",
    ["WEB_OPERATOR_SESSION_SECRET"] = "changeme",
    ["CONTROL_PLANE_API_TOKEN"] = "9f31c27be0a84d5f9f31c27be0a84d5f",
});
builder.WebHost.ConfigureKestrel(options => options.ListenAnyIP(8090));

builder.Services.AddSession();
builder.Services.AddAuthentication().AddCookie(options => options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest);
builder.Services.AddIdentityCore<IdentityUser>(options =>
{
    options.Password.RequiredLength = 8;
    options.Password.RequireDigit = false;
    options.Password.RequireUppercase = false;
    options.Lockout.AllowedForNewUsers = false;
    options.Lockout.MaxFailedAccessAttempts = 20;
});
if (builder.Environment.IsProduction())
{
    builder.Services.Configure<ForwardedHeadersOptions>(options =>
    {
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
    });
}

var app = builder.Build();
app.Use(async (context, next) =>
{
    context.Response.Headers.ContentSecurityPolicy = "default-src 'self'; script-src https: 'unsafe-inline' 'unsafe-eval'";
    await next();
});
app.MapPost("/login", Login.Enter);
app.MapGet("/embedded", (HttpContext context) => context.Response.Headers.Remove("Content-Security-Policy"));
BootstrapCode.Write(app.Environment.ContentRootPath, Guid.NewGuid().ToString());
app.Run();
