using System.Net;
using System.Net.Sockets;

namespace SchemaGuard.AspNetCore.Tests.Listening;

/// <summary>A client that trusts the certificate of the tests.</summary>
internal static class Client
{
    /// <summary>Creates a client, which keeps connections open if the server does.</summary>
    public static HttpClient Create(string? unixSocket = null) =>
        new(
            new SocketsHttpHandler
            {
                SslOptions =
                {
                    RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == TestCertificate.Name,
                },
                ConnectCallback = unixSocket is null ? null : (_, cancellationToken) => ConnectAsync(unixSocket, cancellationToken),
            }
        )
        {
            Timeout = TimeSpan.FromSeconds(30),
        };

    /// <summary>Asks once, on a connection of its own.</summary>
    public static async Task<(HttpStatusCode Status, string Body)> GetAsync(Uri address, string path, Version? version = null)
    {
        using var client = Create();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, path));
        (request.Version, request.VersionPolicy) = (version ?? HttpVersion.Version11, HttpVersionPolicy.RequestVersionExact);
        using var response = await client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Returns whether somebody listens.</summary>
    public static async Task<bool> CanConnectAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Returns a port on which nobody listens.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
