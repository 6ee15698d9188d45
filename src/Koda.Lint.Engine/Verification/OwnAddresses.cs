using System.Net;
using System.Net.NetworkInformation;

namespace Koda.Lint.Verification;

/// <summary>The addresses by which others reach this machine.</summary>
internal static class OwnAddresses
{
    /// <summary>More than a server has; a host of containers may have a thousand interfaces.</summary>
    public const int Max = 64;

    /// <summary>All addresses of the interfaces that are up, without loopback.</summary>
    public static IReadOnlyList<IPAddress> Find()
    {
        try
        {
            return [.. NetworkInterface.GetAllNetworkInterfaces()
                .Where(network => network.OperationalStatus == OperationalStatus.Up || network.OperationalStatus == OperationalStatus.Unknown)
                .SelectMany(network => network.GetIPProperties().UnicastAddresses)
                .Select(address => address.Address)
                .Where(address => !IPAddress.IsLoopback(address))
                .Distinct()
                .Take(Max)];
        }
        catch (NetworkInformationException)
        {
            return [];
        }
    }
}
