// The program of samples/web-broken as it should be: no C# rule of Koda.Lint finds anything.
using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.RateLimiting;
using Web.Accounts;

var builder = WebApplication.CreateBuilder(args);
if (builder.Environment.IsDevelopment())
    builder.Configuration["ALLOW_LOOPBACK_BOOTSTRAP"] = "true";
builder.WebHost.ConfigureKestrel(options => options.ListenLocalhost(8090));

builder.Services.AddSession(options =>
{
    options.Cookie.Name = "koda_operator_session";
    options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
    options.Cookie.SameSite = SameSiteMode.Strict;
});
builder.Services.AddAuthentication().AddCookie(options =>
{
    options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
    options.Cookie.SameSite = SameSiteMode.Strict;
});
builder.Services.AddIdentityCore<IdentityUser>(options =>
{
    options.Password.RequiredLength = 14;
    options.Lockout.MaxFailedAccessAttempts = 5;
    options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
}).AddPasswordValidator<CommonPasswords>();
builder.Services.AddRateLimiter(options => options.AddFixedWindowLimiter("accounts", limit => limit.PermitLimit = 5));
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
app.MapPost("/login", Login.Enter).RequireRateLimiting("accounts");
BootstrapCode.Write(app.Environment.ContentRootPath, Guid.NewGuid().ToString());
app.Run();
