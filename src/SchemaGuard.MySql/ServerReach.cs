using System.Data.Common;
using System.Net;
using System.Net.Sockets;
using SchemaGuard.Providers;

namespace SchemaGuard.MySql;

/// <summary>Asks the network itself why a server is not reached, where a driver has one number and one sentence for a refused port and an unknown host.</summary>
internal static class ServerReach
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Says whether an exception leaves open what the network has answered.</summary>
    public static bool IsUnexplained(Exception exception) =>
        exception is DbException
        && ServerError.NumberOf(exception) is 0 or 1042 or 2002 or 2003 or 2005
        && NetworkErrors.Find<SocketException>(exception) is null;

    /// <summary>Looks the hosts up and connects to each once.</summary>
    /// <returns>What the network has answered for the last of them; <see langword="null"/> where one takes connections, or nothing is answered.</returns>
    public static async Task<SocketException?> FindReasonAsync(MySqlConnectionSettings settings, CancellationToken cancellationToken)
    {
        if (settings.Socket is not null)
        {
            return null;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        SocketException? reason = null;
        foreach (var host in settings.Hosts)
        {
            try
            {
                var addresses = await Dns.GetHostAddressesAsync(host, patience.Token).ConfigureAwait(false);
                using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(addresses, settings.Port, patience.Token).ConfigureAwait(false);
                return null;
            }
            catch (SocketException exception)
            {
                reason = exception;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return null;
            }
        }

        return reason;
    }
}
