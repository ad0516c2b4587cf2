using System.Globalization;
using SchemaGuard.Servers.DataDirectories;
using SchemaGuard.Servers.Processes;

namespace SchemaGuard.Servers;

/// <summary>
/// A PostgreSQL server of its own on a loopback port, with an empty cluster in a temporary folder. It ends with this object, or with the process that
/// created it, however that ends.
/// </summary>
public sealed class PostgreSqlServer : IAsyncDisposable
{
    private readonly PostgreSqlInstallation _installation;
    private readonly ServerDirectory _directory;
    private readonly string[] _command;
    private ServerProcess? _process;

    private PostgreSqlServer(PostgreSqlInstallation installation, ServerDirectory directory, IEnumerable<string> settings)
    {
        _installation = installation;
        _directory = directory;
        _command = [installation.PathOf("postgres"), "-D", DataDirectory, .. Defaults().Concat(settings).SelectMany(Option)];
    }

    public string Host => "127.0.0.1";

    public int Port { get; } = Ports.Free();

    /// <summary>Gets the major version, such as "15".</summary>
    public string Version => _installation.Version;

    public string DataDirectory => PostgreSqlDataDirectory.PathIn(_directory);

    /// <summary>Gets the folder of the Unix socket, to which the server's account may write.</summary>
    public string SocketDirectory => _directory.Path;

    public string LogPath => _directory.LogPath;

    /// <summary>Creates a cluster (UTF8, C.UTF-8, superuser postgres without a password), starts it and waits until it accepts connections.</summary>
    /// <param name="installation">The version to start.</param>
    /// <param name="settings">Server settings as "name=value"; they override the defaults.</param>
    /// <exception cref="InvalidOperationException">The server did not start; the message contains its log.</exception>
    public static Task<PostgreSqlServer> StartAsync(PostgreSqlInstallation installation, params IEnumerable<string> settings) =>
        StartInAsync(isInMemory: false, installation, settings);

    /// <summary>Does so with its files in memory, where there is enough of it: for many databases that do not live long.</summary>
    /// <param name="installation">The version to start.</param>
    /// <param name="settings">Server settings as "name=value"; they override the defaults.</param>
    /// <exception cref="InvalidOperationException">The server did not start; the message contains its log.</exception>
    public static Task<PostgreSqlServer> StartInMemoryAsync(PostgreSqlInstallation installation, params IEnumerable<string> settings) =>
        StartInAsync(isInMemory: true, installation, settings);

    private static async Task<PostgreSqlServer> StartInAsync(
        bool isInMemory,
        PostgreSqlInstallation installation,
        IEnumerable<string> settings
    )
    {
        var server = new PostgreSqlServer(installation, await ServerDirectory.CreateAsync("schemaguard-postgresql-", isInMemory), settings);
        try
        {
            await PostgreSqlDataDirectory.CopyAsync(installation, server._directory);
            await server.StartAgainAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops the server without a checkpoint, as `pg_ctl stop -m immediate` does: the next start recovers from the log.</summary>
    public Task CrashAsync() => StopAsync("QUIT");

    /// <summary>
    /// Kills all processes of the server, as the kernel does when memory runs out: the lock file stays, and the next start recovers from the log.
    /// </summary>
    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            await process.KillAllAsync();
        }
    }

    /// <summary>Starts a stopped server on the same port and waits until it accepts connections.</summary>
    public async Task StartAgainAsync()
    {
        if (_process is not null)
        {
            throw new InvalidOperationException("The server is running.");
        }

        _process = ServerProcess.Start(_directory, _command);
        await _process.ReadyAsync(IsReadyAsync);
    }

    /// <summary>Disconnects all clients, shuts the server down cleanly and starts it again.</summary>
    public async Task RestartAsync()
    {
        await StopAsync("INT");
        await StartAgainAsync();
    }

    public Task<string> ReadLogAsync() => _directory.ReadLogAsync();

    /// <summary>
    /// Runs a client program such as psql against this server, as the server's account and in <see cref="SocketDirectory"/>. If the version does not
    /// include it, Debian's is used; see <see cref="PostgreSqlInstallation.PathOf"/>.
    /// </summary>
    public async Task<(int Exit, string Output, string Error)> RunAsync(
        string program,
        IEnumerable<string> arguments,
        string? standardInput = null
    )
    {
        var start = ServerAccount.Start(_directory.Path, [_installation.PathOf(program), .. arguments]);
        start.Environment["PGHOST"] = Host;
        start.Environment["PGPORT"] = Port.ToString(CultureInfo.InvariantCulture);
        start.Environment["PGUSER"] = "postgres";
        return await Command.RunAsync(start, standardInput);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await StopAsync("QUIT");
        }
        finally
        {
            await _directory.DisposeAsync();
        }
    }

    private static IEnumerable<string> Option(string setting) => ["-c", setting];

    private IEnumerable<string> Defaults() =>
        [
            // Only the server crashes in a test, not the machine: the kernel has what the server wrote.
            "fsync=off",
            "full_page_writes=off",
            "max_connections=300",
            "shared_buffers=128MB",
            $"listen_addresses={Host}",
            $"port={Port}",
            $"unix_socket_directories={SocketDirectory}",
            "logging_collector=off",
            "log_line_prefix=%m [%p] %a ",
            "lc_messages=C",
        ];

    private async Task StopAsync(string signal)
    {
        if (_process is { } process)
        {
            _process = null;
            await process.StopAsync(signal);
        }
    }

    // The lock file's eighth line says so, which is what pg_ctl waits for. The first line is checked because a killed server leaves the file behind.
    private async Task<bool> IsReadyAsync()
    {
        try
        {
            var lines = await File.ReadAllLinesAsync(Path.Combine(DataDirectory, "postmaster.pid"));
            return lines.Length >= 8 && lines[0] == _process!.Id.ToString(CultureInfo.InvariantCulture) && lines[7].Trim() == "ready";
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }
}
