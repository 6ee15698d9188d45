// Uses what the guard judges in a live process, so that all of it is compiled.
var builder = WebApplication.CreateSlimBuilder(args);
builder.AddKodaBootGuard(options => options.EnvFile = builder.Configuration["ENV_FILE"]);
builder.Services.AddAuthentication().AddCookie(options => options.Cookie.HttpOnly = builder.Configuration["SCRIPTS_READ_COOKIES"] != "yes");
builder.WebHost.ConfigureKestrel(options => options.ListenLocalhost(5963));
var app = builder.Build();
app.MapGet("/", () => "served");
app.Run();
