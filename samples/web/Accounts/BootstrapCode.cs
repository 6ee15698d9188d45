using System.Security.Cryptography;
using System.Text;

namespace Web.Accounts;

/// <summary>Lets the first owner register: whoever can read the file that only this process's user can read.</summary>
public sealed class BootstrapCode
{
    private string? _code = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));

    public bool IsRedeemedBy(string code)
    {
        var isRight = _code is { } expected && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(code), Encoding.UTF8.GetBytes(expected));
        if (isRight)
            _code = null;
        return isRight;
    }

    public void Write(string folder)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        using var writer = new StreamWriter(Path.Combine(folder, "bootstrap.txt"), options);
        writer.Write(_code);
    }
}
