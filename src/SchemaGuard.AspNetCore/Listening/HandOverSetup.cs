using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace SchemaGuard.AspNetCore.Listening;

/// <summary>The change of the application's transport that makes it take a socket that is handed over, rather than bind one.</summary>
internal sealed class HandOverSetup(HandOver handOver) : IPostConfigureOptions<SocketTransportOptions>
{
    public void PostConfigure(string? name, SocketTransportOptions options)
    {
        var bind = options.CreateBoundListenSocket;
        options.CreateBoundListenSocket = endpoint => handOver.Take(endpoint) ?? bind(endpoint);
    }
}
