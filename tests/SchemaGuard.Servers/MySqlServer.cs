using System.Globalization;
using System.Text.RegularExpressions;
using SchemaGuard.Servers.DataDirectories;
using SchemaGuard.Servers.Processes;

namespace SchemaGuard.Servers;

/// <summary>
/// A MariaDB or MySQL server of its own on a loopback port, with empty data in a temporary folder, in memory where there is enough. It ends with this
/// object, or with the process that created it, however that ends.
/// </summary>
public sealed partial class MySqlServer : IAsyncDisposable
{
    private readonly MySqlInstallation _installation;
    private readonly ServerDirectory _directory;
    private readonly string[] _command;
    private ServerProcess? _process;

    private MySqlServer(MySqlInstallation installation, ServerDirectory directory, IEnumerable<string> settings)
    {
        _installation = installation;
        _directory = directory;
        _command = [installation.Server, "--no-defaults", .. Defaults().Concat(settings).Select(Option)];
    }

    public string Host => "127.0.0.1";

    public int Port { get; } = Ports.Free();

    public MySqlInstallation Installation => _installation;

    /// <summary>Gets "mariadb" or "mysql".</summary>
    public string Product => _installation.Product;

    /// <summary>Gets the version that the server last announced, such as "10.11.19".</summary>
    public string Version { get; private set; } = "";

    public string DataDirectory => MySqlDataDirectory.PathIn(_directory);

    public string LogPath => _directory.LogPath;

    /// <summary>Creates a server (utf8mb4, superuser root without a password), starts it and waits until it accepts connections.</summary>
    /// <param name="installation">The product to start.</param>
    /// <param name="settings">Server settings as "name=value"; they override the defaults.</param>
    /// <exception cref="InvalidOperationException">The server did not start; the message contains its log.</exception>
    public static async Task<MySqlServer> StartAsync(MySqlInstallation installation, params IEnumerable<string> settings)
    {
        var server = await CreateAsync(installation, settings);
        try
        {
            await server.StartAgainAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Kills the server as the kernel does when memory runs out: the next start recovers from the log.</summary>
    public Task CrashAsync() => StopAsync("KILL");

    /// <summary>Starts a stopped server on the same port and waits until it accepts connections.</summary>
    public Task StartAgainAsync() => StartOnceAsync([]);

    /// <summary>Disconnects all clients, shuts the server down cleanly and starts it again.</summary>
    public async Task RestartAsync()
    {
        await StopAsync("TERM");
        await StartAgainAsync();
    }

    public Task<string> ReadLogAsync() => _directory.ReadLogAsync();

    /// <summary>Runs a client program such as <see cref="MySqlInstallation.Client"/> over TCP as root, in the server's folder.</summary>
    public Task<(int Exit, string Output, string Error)> RunAsync(
        string program,
        IEnumerable<string> arguments,
        string? standardInput = null
    )
    {
        string[] connection =
        [
            "--no-defaults",
            $"--host={Host}",
            string.Create(CultureInfo.InvariantCulture, $"--port={Port}"),
            "--protocol=TCP",
            "--user=root",
            "--default-character-set=utf8mb4",
        ];
        string[] command = [_installation.PathOf(program), .. connection, .. arguments];
        return Command.RunAsync(ServerAccount.Start(_directory.Path, command), standardInput);
    }

    /// <summary>Kills the server, whose data is no longer needed, and removes its folder.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await StopAsync("KILL");
        }
        finally
        {
            await _directory.DisposeAsync();
        }
    }

    /// <summary>Creates a server that is not started yet.</summary>
    internal static async Task<MySqlServer> CreateAsync(MySqlInstallation installation, IEnumerable<string> settings)
    {
        string[] given = [.. settings];
        var directory = await ServerDirectory.CreateAsync($"schemaguard-{installation.Product}-", isInMemory: true);
        try
        {
            await MySqlDataDirectory.CopyAsync(installation, directory, given);
            return new MySqlServer(installation, directory, given);
        }
        catch
        {
            await directory.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a stopped server with settings that apply until it ends.</summary>
    internal async Task StartOnceAsync(IEnumerable<string> settings)
    {
        if (_process is not null)
        {
            throw new InvalidOperationException("The server is running.");
        }

        var before = Ready().Count(await ReadLogAsync());
        _process = ServerProcess.Start(_directory, [.. _command, .. settings.Select(Option)]);
        await _process.ReadyAsync(async () => Ready().Count(await ReadLogAsync()) > before);
        Version = Ready().Matches(await ReadLogAsync())[^1].Groups["version"].Value;
    }

    private static string Option(string setting) => "--" + setting;

    // The same words in both products, on one line or on two. Nothing else shows it without a driver and without leaving a failed connection behind.
    [GeneratedRegex(@": ready for connections\.\s+Version: '(?<version>[0-9.]+)", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Ready();

    // Only the server crashes in a test, not the machine: the kernel has what the server wrote, so nothing is synced.
    // A killed server can still leave a half-written page behind, so pages are written twice as usual.
    private IEnumerable<string> Defaults() =>
        [
            $"datadir={DataDirectory}",
            // A starting server removes the temporary files that it finds there, even those of another server.
            $"tmpdir={_directory.Path}",
            $"socket={Path.Combine(_directory.Path, "server.sock")}",
            $"pid-file={Path.Combine(_directory.Path, "server.pid")}",
            $"bind-address={Host}",
            string.Create(CultureInfo.InvariantCulture, $"port={Port}"),
            "skip-log-bin",
            "innodb_flush_method=nosync",
            "innodb_flush_log_at_trx_commit=2",
            "innodb_buffer_pool_size=64M",
            "max_connections=300",
            "character_set_server=utf8mb4",
            .. _installation.IsMariaDb ? MariaDbDefaults : MySqlDefaults,
        ];

    private static readonly string[] MariaDbDefaults = ["innodb_log_file_size=64M", "sync_frm=OFF"];

    private static readonly string[] MySqlDefaults = ["innodb_redo_log_capacity=64M", "mysqlx=OFF", "secure_file_priv=NULL"];

    private async Task StopAsync(string signal)
    {
        if (_process is { } process)
        {
            _process = null;
            await process.StopAsync(signal);
        }
    }
}
