using System.Data.Common;
using System.Net;
using System.Net.Sockets;
using SchemaGuard.MySql.Messages;
using SchemaGuard.Providers.Errors;

namespace SchemaGuard.MySql.Connecting;

/// <summary>
/// A search for the reason why a server is unreachable, in the network itself: a driver may have one number and one sentence for a refused port and
/// an unknown host. Thread-safe.
/// </summary>
/// <remarks>
/// A server counts a connection that ends without logging in as an error of its host, and blocks a host with many (<c>max_connect_errors</c>). Once
/// the server was seen to accept connections, it is not asked again until the driver has reached it.
/// </remarks>
internal sealed class ServerReach(MySqlConnectionSettings settings)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private volatile bool _takesConnections;

    /// <summary>Records that the driver has reached the server.</summary>
    public void Arrive() => _takesConnections = false;

    /// <summary>Determines whether an exception leaves open what the network answered.</summary>
    public static bool IsUnexplained(Exception exception) =>
        exception is DbException
        && ServerError.NumberOf(exception) is 0 or 1042 or 2002 or 2003 or 2005
        && NetworkErrors.Find<SocketException>(exception) is null;

    /// <summary>Resolves the hosts and connects to each once.</summary>
    /// <returns>The network's answer for the last of them; <see langword="null"/> where one accepts connections, or there is no answer.</returns>
    public async Task<SocketException?> FindReasonAsync(CancellationToken cancellationToken)
    {
        if (settings.Socket is not null || _takesConnections)
        {
            return null;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        SocketException? reason = null;
        foreach (var (host, port) in settings.Endpoints)
        {
            try
            {
                var addresses = await Dns.GetHostAddressesAsync(host, patience.Token).ConfigureAwait(false);
                using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(addresses, port, patience.Token).ConfigureAwait(false);
                _takesConnections = true;
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
