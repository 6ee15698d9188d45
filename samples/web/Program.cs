// The program of samples/web-broken as it should be: no C# rule of Koda.Lint finds anything.
using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.RateLimiting;
using Web.Accounts;

var builder = WebApplication.CreateBuilder(args);
if (builder.Environment.IsDevelopment())
    builder.Configuration["ALLOW_LOOPBACK_BOOTSTRAP"] = "true";

// Nothing starts, and no socket listens, while a setting or an option below is unsafe for production.
builder.AddKodaBootGuard(options => options.RequiredSecrets.Add("WEB_OPERATOR_SESSION_SECRET"));
var port = builder.Configuration.GetValue("CONTROL_PLANE_PORT", 8090);
builder.WebHost.ConfigureKestrel(options => options.ListenLocalhost(port));

builder.Services.AddDistributedMemoryCache();
builder.Services.AddSession(options =>
{
    options.Cookie.Name = "koda_operator_state";
    options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
    options.Cookie.SameSite = SameSiteMode.Strict;
});
builder.Services.AddAuthentication(IdentityConstants.ApplicationScheme).AddCookie(IdentityConstants.ApplicationScheme, options =>
{
    options.Cookie.Name = "koda_operator_session";
    options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
    options.Cookie.SameSite = SameSiteMode.Strict;
});
builder.Services.AddIdentityCore<IdentityUser>(options =>
{
    options.Password.RequiredLength = 14;
    options.Lockout.MaxFailedAccessAttempts = 5;
    options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
}).AddPasswordValidator<CommonPasswords>().AddSignInManager();
builder.Services.AddSingleton<IUserStore<IdentityUser>, Users>();
builder.Services.AddSingleton<BootstrapCode>();
builder.Services.AddHostedService(services => services.GetRequiredService<BootstrapCode>());
builder.Services.AddSingleton<IAuditLog, AuditLog>();
builder.Services.AddRateLimiter(options => options.AddFixedWindowLimiter("accounts", limit =>
{
    limit.PermitLimit = 5;
    limit.Window = TimeSpan.FromMinutes(1);
}));
builder.Services.Configure<ForwardedHeadersOptions>(options =>
{
    options.KnownProxies.Clear();
    options.KnownProxies.Add(IPAddress.Parse("172.20.0.2"));
});

var app = builder.Build();
app.UseForwardedHeaders();
app.UseRateLimiter();
app.Use(async (context, next) =>
{
    var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
    context.Items["nonce"] = nonce;
    context.Response.Headers.ContentSecurityPolicy =
        $"default-src 'self'; script-src 'self' 'nonce-{nonce}'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";
    await next();
});
app.UseAuthentication();
app.MapPost("/setup", Login.Register).RequireRateLimiting("accounts");
app.MapPost("/login", Login.Enter).RequireRateLimiting("accounts");
app.MapGet("/whoami", (HttpContext context) => context.User.Identity?.Name ?? "nobody");
app.Run();
