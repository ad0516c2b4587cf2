using System.Net.Sockets;
using SchemaGuard.Servers.Processes;

namespace SchemaGuard.Servers;

/// <summary>A PgBouncer of its own in transaction mode, in front of every database of a server on loopback.</summary>
public sealed class PgBouncer : IAsyncDisposable
{
    private const string Program = "/usr/sbin/pgbouncer";
    private readonly ServerDirectory _directory;
    private ServerProcess? _process;

    private PgBouncer(ServerDirectory directory) => _directory = directory;

    /// <summary>Gets whether the program is on this machine.</summary>
    public static bool IsInstalled => File.Exists(Program);

    public string Host => "127.0.0.1";

    public int Port { get; } = Ports.Free();

    public string LogPath => _directory.LogPath;

    /// <summary>Starts a pooler and waits until it accepts connections.</summary>
    /// <param name="serverPort">The loopback port of the server.</param>
    /// <param name="poolSize">The maximum number of server connections of one user to one database.</param>
    public static async Task<PgBouncer> StartAsync(int serverPort, int poolSize)
    {
        var pooler = new PgBouncer(await ServerDirectory.CreateAsync("schemaguard-pgbouncer-"));
        try
        {
            await pooler.StartAsync(pooler.Configuration(serverPort, poolSize));
            return pooler;
        }
        catch
        {
            await pooler.DisposeAsync();
            throw;
        }
    }

    public Task<string> ReadLogAsync() => _directory.ReadLogAsync();

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_process is { } process)
            {
                _process = null;
                await process.StopAsync("TERM");
            }
        }
        finally
        {
            await _directory.DisposeAsync();
        }
    }

    private async Task StartAsync(string configuration)
    {
        var path = Path.Combine(_directory.Path, "pgbouncer.ini");
        await File.WriteAllTextAsync(path, configuration);
        await File.WriteAllTextAsync(Path.Combine(_directory.Path, "users.txt"), "\"postgres\" \"\"\n");
        _process = ServerProcess.Start(_directory, [Program, path]);
        await _process.ReadyAsync(AcceptsAsync);
    }

    // With auth_user, every role of the server may connect: its name is looked up there.
    private string Configuration(int serverPort, int poolSize) =>
        $"""
            [databases]
            * = host=127.0.0.1 port={serverPort} auth_user=postgres

            [pgbouncer]
            listen_addr = {Host}
            listen_port = {Port}
            unix_socket_dir = {_directory.Path}
            auth_type = trust
            auth_file = {Path.Combine(_directory.Path, "users.txt")}
            admin_users = postgres
            pool_mode = transaction
            default_pool_size = {poolSize}
            max_client_conn = 400
            ignore_startup_parameters = extra_float_digits,options
            """;

    private async Task<bool> AcceptsAsync()
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(Host, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
