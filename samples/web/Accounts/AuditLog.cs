namespace Web.Accounts;

public interface IAuditLog
{
    Task EmitSecurityEventAsync(string kind, string subject);
}

public sealed class AuditLog(ILogger<AuditLog> logger) : IAuditLog
{
    public Task EmitSecurityEventAsync(string kind, string subject)
    {
        logger.LogInformation("{Kind} {Subject}", kind, subject);
        return Task.CompletedTask;
    }
}
