namespace WebBroken;

/// <summary>A pipeline of its own for the old way to start: it knows nothing of HTTPS.</summary>
public class Startup
{
    public void Configure(IApplicationBuilder app) => app.UseRouting();
}
