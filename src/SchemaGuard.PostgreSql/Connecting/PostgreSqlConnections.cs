using Npgsql;
using SchemaGuard.PostgreSql.Commands;
using SchemaGuard.PostgreSql.Dialect;

namespace SchemaGuard.PostgreSql.Connecting;

/// <summary>
/// The connections of a guard. Reading uses the application's data source, or one of our own. Migrating always has a connection of its own outside
/// any pool: what a script does to its session, and what a migration needs of it, does not affect the application.
/// </summary>
internal sealed class PostgreSqlConnections : IDisposable
{
    private const int NoTimeout = 0;
    private readonly NpgsqlDataSource _reading;
    private readonly bool _isReadingOwned;
    private readonly Lazy<NpgsqlDataSource>? _migrating;
    private readonly Action<NpgsqlConnection> _listen;

    private PostgreSqlConnections(
        NpgsqlDataSource reading,
        bool isReadingOwned,
        NpgsqlConnectionStringBuilder? migrating,
        string sessionName,
        Action<NpgsqlConnection> listen
    )
    {
        var settings = new NpgsqlConnectionStringBuilder(reading.ConnectionString);
        _reading = reading;
        _isReadingOwned = isReadingOwned;
        _migrating = migrating is null
            ? null
            : new Lazy<NpgsqlDataSource>(() => Build(Migrating(migrating, sessionName), loadsTypes: true));
        _listen = listen;
        SessionName = sessionName;
        Target = PostgreSqlConnectionSettings.Target(settings);
        Reader = settings.Username;
        User = (migrating ?? settings).Username;
        Creation = migrating;
    }

    /// <summary>Gets hosts and database, for display.</summary>
    public string Target { get; }

    /// <summary>Gets the settings for reading, without a password.</summary>
    public NpgsqlConnectionStringBuilder Reading => new(_reading.ConnectionString);

    /// <summary>Gets the name of this process's migrating sessions on the server. No other process has it.</summary>
    public string SessionName { get; }

    /// <summary>Gets what the initialiser of the application's data source does to a session.</summary>
    public InitialSession Initial { get; } = new();

    /// <summary>Gets the user who reads, if the connection string names one.</summary>
    public string? Reader { get; }

    /// <summary>Gets the user who migrates, if the connection string names one.</summary>
    public string? User { get; }

    /// <summary>Gets the settings with which a missing database may be created; <see langword="null"/> without a connection string.</summary>
    public NpgsqlConnectionStringBuilder? Creation { get; }

    /// <summary>Uses connection strings.</summary>
    /// <param name="reading">The application's connection string.</param>
    /// <param name="migrating">The connection string for migrating; <see langword="null"/> for the same.</param>
    /// <param name="sessionName">The name of migrating sessions.</param>
    /// <param name="listen">Listens to the server's notices on a migrating connection.</param>
    public static PostgreSqlConnections Create(
        NpgsqlConnectionStringBuilder reading,
        NpgsqlConnectionStringBuilder? migrating,
        string sessionName,
        Action<NpgsqlConnection> listen
    ) =>
        // Reading needs only text and numbers: the server's types are not loaded, which saves a round trip.
        new(Build(reading, loadsTypes: false), isReadingOwned: true, migrating ?? reading, sessionName, listen);

    /// <summary>Uses the application's data source, and a connection string for migrating if there is one.</summary>
    public static PostgreSqlConnections Create(
        NpgsqlDataSource source,
        NpgsqlConnectionStringBuilder? migrating,
        string sessionName,
        Action<NpgsqlConnection> listen
    ) => new(source, isReadingOwned: false, migrating, sessionName, listen);

    /// <summary>
    /// Returns connections to another database of the same server, with the settings for migrating; <see langword="null"/> without a connection
    /// string.
    /// </summary>
    public PostgreSqlConnections? Elsewhere(string database) =>
        Creation is null
            ? null
            : Create(
                new NpgsqlConnectionStringBuilder(Creation.ConnectionString) { Database = database, Pooling = false },
                migrating: null,
                SessionName,
                _listen
            );

    /// <summary>Creates a connection for reading, which is not open yet.</summary>
    public NpgsqlConnection CreateReading() => _reading.CreateConnection();

    public ValueTask<NpgsqlConnection> OpenReadingAsync(CancellationToken cancellationToken) =>
        _reading.OpenConnectionAsync(cancellationToken);

    /// <summary>Opens a connection for the work around the migrations themselves.</summary>
    public ValueTask<NpgsqlConnection> OpenMigratingAsync(CancellationToken cancellationToken) =>
        OpenMigratingAsync(lockTimeout: null, cancellationToken);

    /// <summary>Opens a connection for migrating.</summary>
    /// <param name="lockTimeout">How long the session waits for a lock unless a statement sets another bound; <see langword="null"/> for the server's
    /// own limit.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    public async ValueTask<NpgsqlConnection> OpenMigratingAsync(TimeSpan? lockTimeout, CancellationToken cancellationToken)
    {
        if (_isReadingOwned)
        {
            // The connections for reading are closed: a process needs one connection at a time.
            _reading.Clear();
        }

        var connection = await OpenUnheardAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _listen(connection);
            var settings = lockTimeout is { } bound
                ? SessionTimeouts.LiftAndBound(connection, SqlText.Milliseconds(bound))
                : SessionTimeouts.Lift(connection);
            await SessionTimeouts.RunAsync(connection, settings, cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Makes the application's data source read the server's types again: it read them when it first connected, which was before the migrations.
    /// Connections taken from it afterwards know new enums and the types of new extensions.
    /// </summary>
    public async ValueTask ReloadTypesAsync(CancellationToken cancellationToken)
    {
        if (_isReadingOwned)
        {
            return;
        }

        try
        {
            await _reading.ReloadTypesAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            // The database is as it must be. If the application cannot reach it now, its own connections report that.
        }
    }

    public void Dispose()
    {
        if (_isReadingOwned)
        {
            _reading.Dispose();
        }

        if (_migrating is { IsValueCreated: true })
        {
            _migrating.Value.Dispose();
        }
    }

    /// <summary>
    /// Returns the settings of a session that is not shared, has its own name, has no command time-out, and is kept alive while one command runs for
    /// long.
    /// </summary>
    private static NpgsqlConnectionStringBuilder Migrating(NpgsqlConnectionStringBuilder given, string sessionName)
    {
        var settings = new NpgsqlConnectionStringBuilder(given.ConnectionString)
        {
            Pooling = false,
            Multiplexing = false,
            ApplicationName = sessionName,
            CommandTimeout = NoTimeout,
        };
        if (HasUnixSocket(settings))
        {
            return settings; // A Unix socket has no keep-alive, and setting it there fails. The setting applies to all hosts.
        }

        settings.TcpKeepAlive = true;
        if (settings.TcpKeepAliveTime == 0)
        {
            settings.TcpKeepAliveTime = 30;
            settings.TcpKeepAliveInterval = 10;
        }

        return settings;
    }

    private static NpgsqlDataSource Build(NpgsqlConnectionStringBuilder settings, bool loadsTypes)
    {
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        builder.ConfigureTypeLoading(loading => loading.EnableTypeLoading(loadsTypes));
        return HasSeveralHosts(settings) ? builder.BuildMultiHost() : builder.Build();
    }

    private static bool HasSeveralHosts(NpgsqlConnectionStringBuilder settings) =>
        settings.Host?.Contains(',', StringComparison.Ordinal) == true;

    private static bool HasUnixSocket(NpgsqlConnectionStringBuilder settings) =>
        settings.Host?.Split(',').Any(host => Path.IsPathRooted(host.Trim()) || host.TrimStart().StartsWith('@')) == true;

    private ValueTask<NpgsqlConnection> OpenUnheardAsync(CancellationToken cancellationToken) =>
        _migrating?.Value switch
        {
            null => OpenBesideAsync(cancellationToken),
            NpgsqlMultiHostDataSource hosts => hosts.OpenConnectionAsync(TargetSessionAttributes.Primary, cancellationToken),
            var source => source.OpenConnectionAsync(cancellationToken),
        };

    /// <summary>Opens a connection outside the application's pool, with the pool's password and certificates and settings of its own.</summary>
    private async ValueTask<NpgsqlConnection> OpenBesideAsync(CancellationToken cancellationToken)
    {
        var settings = Migrating(new NpgsqlConnectionStringBuilder(_reading.ConnectionString), SessionName);
        if (HasSeveralHosts(settings))
        {
            settings.TargetSessionAttributes = "primary";
        }

        var pooled = _reading.CreateConnection();
        await using (pooled.ConfigureAwait(false))
        {
            var connection = await pooled.CloneWithAsync(settings.ConnectionString, cancellationToken).ConfigureAwait(false);
            try
            {
                await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
                await Initial.TakeOverAsync(pooled, connection, cancellationToken).ConfigureAwait(false);
                return connection;
            }
            catch
            {
                await connection.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }
    }
}
