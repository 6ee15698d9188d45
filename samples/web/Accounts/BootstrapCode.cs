using System.Security.Cryptography;
using System.Text;

namespace Web.Accounts;

/// <summary>
/// Lets the first owner register: whoever can read the file that only this process's user can read. A hosted service, so that a refused boot writes nothing.
/// </summary>
public sealed class BootstrapCode(IHostEnvironment environment) : IHostedService
{
    private string? _code = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));

    public bool IsRedeemedBy(string code)
    {
        var isRight = _code is { } expected && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(code), Encoding.UTF8.GetBytes(expected));
        if (isRight)
            _code = null;
        return isRight;
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        await using var writer = new StreamWriter(Path.Combine(environment.ContentRootPath, "bootstrap.txt"), options);
        await writer.WriteAsync(_code);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
