using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;

namespace SchemaGuard.AspNetCore.Listening;

/// <summary>The server of the application, as far as the listener must know it.</summary>
/// <param name="Server">The server; <see langword="null"/> in a worker.</param>
/// <param name="Obstacle">Why its addresses cannot be handed over; <see langword="null"/> if they can.</param>
internal sealed record ApplicationServer(IServer? Server, string? Obstacle)
{
    private const string TestServer = "Microsoft.AspNetCore.TestHost.TestServer";
    private const string NamedPipes = "Microsoft.AspNetCore.Server.Kestrel.Transport.NamedPipes";

    /// <summary>Gets whether requests reach the application without a network.</summary>
    public bool IsForTests => Server?.GetType().FullName == TestServer;

    /// <summary>Finds the server in the application's container.</summary>
    public static ApplicationServer Find(IServiceProvider services)
    {
        var server = services.GetService<IServer>();
        return new ApplicationServer(server, ObstacleOf(server, services));
    }

    private static string? ObstacleOf(IServer? server, IServiceProvider services) =>
        server is null ? "the host has no server"
        : server.GetType().Assembly != typeof(KestrelServer).Assembly ? $"the server is {server.GetType().Name}, not Kestrel"
        : services.GetServices<IConnectionListenerFactory>().FirstOrDefault(factory => !IsKnown(factory)) is { } transport
            ? $"Kestrel's transport is {transport.GetType().Name}"
        : null;

    /// <summary>Returns whether a transport leaves network addresses to sockets. Another one might not take what is handed over.</summary>
    private static bool IsKnown(IConnectionListenerFactory factory) =>
        factory is SocketTransportFactory || factory.GetType().Assembly.GetName().Name == NamedPipes;
}
