using System.Security.Cryptography;

namespace Koda.Lint.Fixes;

/// <summary>Makes secrets that nobody can guess: 256 random bits as 64 hexadecimal digits, which no reader of env files quotes or splits.</summary>
public static class RandomSecret
{
    private const int Bytes = 32;
    private const string Device = "/dev/urandom";

    /// <summary>A new secret.</summary>
    public static string Create()
    {
        var bytes = new byte[Bytes];

        // The system's own source where it is a file: .NET's goes through OpenSSL, which a small host may lack.
        if (File.Exists(Device))
        {
            using var device = new FileStream(Device, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
            for (int done = 0, read; done < Bytes; done += read)
            {
                read = device.Read(bytes, done, Bytes - done);
                if (read == 0)
                    throw new IOException(Device + " gives nothing");
            }
        }
        else
        {
            using var random = RandomNumberGenerator.Create();
            random.GetBytes(bytes);
        }

        return string.Concat(bytes.Select(b => b.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
    }
}
