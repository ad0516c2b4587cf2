using Microsoft.Extensions.Hosting;

namespace SchemaGuard.Benchmarks.PostgreSql.Hosts;

/// <summary>
/// Is the smallest console program with a host, as this executable is when it is started with <see cref="Argument"/>: it starts, says so and stops.
/// </summary>
internal static class ConsoleHost
{
    public const string Argument = "console-host";
    public const string Guarded = "guarded";
    public const string Raw = "raw";
    public const string Empty = "empty";

    /// <summary>The line that it writes once it has started.</summary>
    public const string Ready = "READY";

    /// <param name="args">
    /// What runs in the host (one of the names above, or of <see cref="PostgreSqlPeers"/>), the connection string, and the folder of scripts.
    /// </param>
    public static async Task<int> RunAsync(string[] args)
    {
        var builder = Host.CreateApplicationBuilder();
        switch (args[0])
        {
            case Guarded:
                AddGuard(builder.Services, args[1], args[2]);
                break;
            case Raw:
                AddRaw(builder.Services, args[1], args[2]);
                break;
            case var peer when PostgreSqlPeers.Names.Contains(peer, StringComparer.Ordinal):
                AddPeer(builder.Services, peer, args[1], args[2]);
                break;
        }

        using var host = builder.Build();
        await host.StartAsync();
        await Console.Out.WriteLineAsync(Ready);
        await host.StopAsync();
        return 0;
    }

    // Methods of their own, so that no program loads what another one needs.
    private static void AddGuard(IServiceCollection services, string connectionString, string folder) =>
        services.AddSchemaGuard().UsePostgreSql(connectionString).AddMigrations(folder);

    private static void AddRaw(IServiceCollection services, string connectionString, string folder) =>
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<RawService>(provider, connectionString, folder));

    private static void AddPeer(IServiceCollection services, string peer, string connectionString, string folder) =>
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<PeerService>(provider, peer, connectionString, folder));
}
