using System.Data.Common;
using SchemaGuard.MySql.Messages;
using SchemaGuard.Providers;
using SchemaGuard.Providers.Errors;

namespace SchemaGuard.MySql.Connecting;

/// <summary>
/// The guard's connections. Reading uses the application's data source. Migrating uses it, too, unless there is a connection string: then it has its
/// own connections outside the pool, which end with the work. Thread-safe.
/// </summary>
internal sealed class MySqlConnections : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly DbDataSource _reading;
    private readonly DbDataSource _migrating;
    private readonly bool _ownsReading;
    private readonly Func<string, MySqlConnections>? _elsewhere;
    private readonly Func<DbDataSource>? _server;
    private readonly MySqlConnectionSettings? _settings;
    private readonly ServerReach? _reach;

    private MySqlConnections(
        DbDataSource reading,
        DbDataSource migrating,
        bool ownsReading,
        MySqlConnectionSettings? settings,
        Func<string, MySqlConnections>? elsewhere,
        Func<DbDataSource>? server
    )
    {
        (_reading, _migrating, _ownsReading) = (reading, migrating, ownsReading);
        _elsewhere = elsewhere;
        _server = server;
        _settings = settings;
        _reach = settings is null ? null : new ServerReach(settings);
        Target = settings?.Target ?? "the data source's database";
        User = settings?.User;
    }

    /// <summary>Gets the name of the database as people see it, without a secret.</summary>
    public string Target { get; }

    /// <summary>Gets where the database is, for traces.</summary>
    public DatabaseAddress Address => _settings?.Address ?? DatabaseAddress.Unknown;

    /// <summary>Gets the user who migrates, where a connection string names one.</summary>
    public string? User { get; }

    /// <summary>Gets whether migrating shares its sessions with the application, which gets them back afterwards.</summary>
    public bool SharesSessions => ReferenceEquals(_migrating, _reading);

    /// <summary>
    /// Gets whether the driver is known to mistake a variable in a script for a parameter; connections of our own from a connection string do not.
    /// </summary>
    public bool ForbidsUserVariables => SharesSessions && _settings is { AllowsUserVariables: false };

    /// <summary>Gets the creator of a missing database; <see langword="null"/> where it must not be created.</summary>
    public DatabaseCreation? Creation { get; init; }

    /// <summary>
    /// Gets or sets what inspects the server where the database is missing: scripts are read by the rules of the product that answers.
    /// </summary>
    public Func<DbConnection, CancellationToken, Task>? MeetServer { get; set; }

    /// <summary>Creates the connections from a data source of the application.</summary>
    public static MySqlConnections Create(DbDataSource source, DbProviderFactory? factory, MySqlConnectionSettings? migrating)
    {
        var own = migrating is null || factory is null ? null : OutsidePool(factory, migrating);
        var settings =
            migrating ?? (source.ConnectionString.Length == 0 ? null : MySqlConnectionSettings.Parse(source.ConnectionString, out _));
        return new MySqlConnections(
            source,
            own ?? source,
            ownsReading: false,
            settings,
            own is null ? null : name => Scratch(factory!, migrating!, name),
            own is null ? null : () => new DriverDataSource(factory!, migrating!.WithoutDatabase())
        );
    }

    /// <summary>Creates the connections from a driver and a connection string.</summary>
    public static MySqlConnections Create(
        DbProviderFactory factory,
        MySqlConnectionSettings settings,
        MySqlConnectionSettings? migrating,
        bool createsDatabase
    ) =>
        new(
            new DriverDataSource(factory, settings.ConnectionString),
            OutsidePool(factory, migrating ?? settings),
            ownsReading: true,
            migrating ?? settings,
            name => Scratch(factory, migrating ?? settings, name),
            () => new DriverDataSource(factory, settings.WithoutDatabase())
        )
        {
            Creation = createsDatabase ? new DatabaseCreation(factory, migrating ?? settings) : null,
        };

    /// <summary>
    /// Returns connections of the same server to another database, for migrating; <see langword="null"/> without a connection string.
    /// </summary>
    public MySqlConnections? Elsewhere(string database) => _elsewhere?.Invoke(database);

    /// <summary>Opens a connection.</summary>
    /// <exception cref="DatabaseRefusedException">The server is too old.</exception>
    public async Task<DbConnection> OpenAsync(ConnectionIntent intent, CancellationToken cancellationToken)
    {
        var source = intent == ConnectionIntent.Migrate ? _migrating : _reading;
        try
        {
            var connection =
                intent == ConnectionIntent.Migrate && Creation is { } creation
                    ? await creation.OpenAsync(source, cancellationToken).ConfigureAwait(false)
                    : await OpenAsync(source, cancellationToken).ConfigureAwait(false);
            _reach?.Arrive();
            return connection;
        }
        catch (DbException exception) when (_server is not null && ServerError.NumberOf(exception) == ServerError.UnknownDatabase)
        {
            await MeetAsync(_server, cancellationToken).ConfigureAwait(false);
            throw;
        }
        catch (Exception exception) when (_reach is not null && ServerReach.IsUnexplained(exception))
        {
            if (await _reach.FindReasonAsync(cancellationToken).ConfigureAwait(false) is { } reason)
            {
                throw new IOException(exception.Message, reason);
            }

            throw;
        }
    }

    /// <summary>Inspects the server outside any database.</summary>
    private async Task MeetAsync(Func<DbDataSource> server, CancellationToken cancellationToken)
    {
        if (MeetServer is not { } meet)
        {
            return;
        }

        var source = server();
        await using (source.ConfigureAwait(false))
        {
            try
            {
                var connection = await OpenAsync(source, cancellationToken).ConfigureAwait(false);
                await using (connection.ConfigureAwait(false))
                {
                    await meet(connection, cancellationToken).ConfigureAwait(false);
                }
            }
            catch (Exception exception) when (exception is DbException or TimeoutException or InvalidOperationException)
            {
                // The rules are then those of the next connection, on which earlier plans are made again.
            }
        }
    }

    /// <summary>Opens a connection within a time limit: a driver may wait for ever for a server that accepts and then says nothing.</summary>
    public static async Task<DbConnection> OpenAsync(DbDataSource source, CancellationToken cancellationToken)
    {
        var opening = source.OpenConnectionAsync(cancellationToken).AsTask();
        try
        {
            return await opening.WaitAsync(Patience, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            // If the connection opens after all, it is discarded.
            _ = DiscardAsync(opening);
            throw;
        }
    }

    private static async Task DiscardAsync(Task<DbConnection> opening)
    {
        try
        {
            var connection = await opening.ConfigureAwait(false);
            await connection.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is DbException or OperationCanceledException or InvalidOperationException)
        {
            // The answer did not come.
        }
    }

    public void Dispose()
    {
        if (_ownsReading)
        {
            _reading.Dispose();
        }

        if (!ReferenceEquals(_migrating, _reading))
        {
            _migrating.Dispose();
        }
    }

    private static MySqlConnections Scratch(DbProviderFactory factory, MySqlConnectionSettings settings, string name) =>
        Create(factory, settings.WithDatabase(name), migrating: null, createsDatabase: true);

    /// <summary>Creates a data source for scripts that use variables (<c>@name</c>), which drivers otherwise take for parameters.</summary>
    private static DriverDataSource OutsidePool(DbProviderFactory factory, MySqlConnectionSettings settings) =>
        new DriverDataSource(
            factory,
            settings.With(("Pooling", "false"), ("Allow User Variables", "true"), ("Default Command Timeout", "0"))
        );
}
