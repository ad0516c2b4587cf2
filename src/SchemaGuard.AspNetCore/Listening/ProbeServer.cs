using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace SchemaGuard.AspNetCore.Listening;

/// <summary>A small Kestrel beside the application's own, in a container of its own.</summary>
internal sealed class ProbeServer : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly ProbeTransport _transport;
    private readonly IServer _server;

    private ProbeServer(IServiceProvider application, KestrelServerOptions? options, ILogger logger)
    {
        var loggers = new QuietLoggerFactory(logger);

        // The application's options of sockets bind through its own delegate, if it has one. Its instance is used for nothing else.
        var sockets = application.GetRequiredService<IOptionsFactory<SocketTransportOptions>>().Create(Options.DefaultName);
        _transport = new ProbeTransport(sockets, loggers.CreateLogger(""));
        _services = Compose(application, options, loggers, _transport);
        _server = _services.GetRequiredService<IServer>();
    }

    /// <summary>Gets the addresses that are bound.</summary>
    public IEnumerable<string> Addresses => _server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;

    /// <summary>Gets the sockets that are bound.</summary>
    public IReadOnlyList<ProbeConnectionListener> Listeners => _transport.Listeners;

    /// <summary>Starts a server.</summary>
    /// <param name="services">The container of the application.</param>
    /// <param name="options">
    /// Options that no other server has: binding changes them. <see langword="null"/> stands for those of a server that nobody has configured.
    /// </param>
    /// <param name="addresses">The addresses to bind.</param>
    /// <param name="application">What answers.</param>
    /// <param name="logger">The log, at Debug.</param>
    /// <param name="cancellationToken">Stops the binding.</param>
    /// <exception cref="Exception">An address could not be bound. None is bound then.</exception>
    public static async Task<ProbeServer> StartAsync(
        IServiceProvider services,
        KestrelServerOptions? options,
        ServerAddresses addresses,
        ProbeApplication application,
        ILogger logger,
        CancellationToken cancellationToken
    )
    {
        var server = new ProbeServer(services, options, logger);
        try
        {
            var feature = server._server.Features.GetRequiredFeature<IServerAddressesFeature>();
            feature.PreferHostingUrls = addresses.PreferHostingUrls;
            foreach (var url in addresses.Urls)
            {
                feature.Addresses.Add(url);
            }

            await server._server.StartAsync(application, cancellationToken).ConfigureAwait(false);
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Waits until every accepted connection is closed. Nothing is accepted any more.</summary>
    public Task ConnectionsClosedAsync()
    {
        foreach (var listener in Listeners)
        {
            listener.StopAccepting();
        }

        return _transport.Connections.NoneAsync();
    }

    /// <summary>Closes the sockets that were not given away, ends the connections, and stops the server.</summary>
    /// <param name="cancellationToken">Cuts off the requests that are being answered.</param>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _server.StopAsync(cancellationToken).ConfigureAwait(false);
        await _services.DisposeAsync().ConfigureAwait(false);
        _transport.Dispose();
    }

    /// <summary>Stops the server at once.</summary>
    public async ValueTask DisposeAsync() => await StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);

    /// <summary>Registers what Kestrel asks for. The environment and the meters are the application's.</summary>
    private static ServiceProvider Compose(
        IServiceProvider application,
        KestrelServerOptions? options,
        ILoggerFactory loggers,
        ProbeTransport transport
    )
    {
        var services = new ServiceCollection();
        services.AddOptions();
        services.AddSingleton(loggers);
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.AddSingleton<DiagnosticSource>(_ => new DiagnosticListener("SchemaGuard.ProbeListener"));
        services.AddSingleton(application.GetRequiredService<IHostEnvironment>());
        services.AddSingleton(application.GetRequiredService<IMeterFactory>());
        new ServicesOfServer(services).UseKestrelCore().UseKestrelHttpsConfiguration();
        services.RemoveAll<IConnectionListenerFactory>();
        services.AddSingleton<IConnectionListenerFactory>(transport);
        if (options is not null)
        {
            services.AddSingleton(Options.Create(options));
        }

        return services.BuildServiceProvider();
    }
}
