using System.Data.Common;
using SchemaGuard.MySql.Messages;
using SchemaGuard.Providers;
using SchemaGuard.Providers.Errors;

namespace SchemaGuard.MySql.Connecting;

/// <summary>
/// Opens the guard's connections. Looking goes through the application's data source. Migrating does, too, unless there is a connection
/// string, of which it then has connections of its own, outside the pool: they end with the work. Thread-safe.
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

    /// <summary>Gets the database in words for people, without a secret.</summary>
    public string Target { get; }

    /// <summary>Gets the user who migrates, where a connection string names one.</summary>
    public string? User { get; }

    /// <summary>Gets whether migrating shares its sessions with the application, which gets them back afterwards.</summary>
    public bool SharesSessions => ReferenceEquals(_migrating, _reading);

    /// <summary>Gets whether the driver is known to take a variable in a script for a parameter; its own connections of a connection string do not.</summary>
    public bool ForbidsUserVariables => SharesSessions && _settings is { AllowsUserVariables: false };

    /// <summary>Gets who creates the database where it is missing; <see langword="null"/> where that is not wanted.</summary>
    public DatabaseCreation? Creation { get; init; }

    /// <summary>Gets who meets the server where the database is missing: scripts are read by the rules of the product that answers.</summary>
    public Func<DbConnection, CancellationToken, Task>? MeetServer { get; set; }

    /// <summary>Uses a data source of the application.</summary>
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

    /// <summary>Uses a driver and a connection string.</summary>
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

    /// <summary>Gives the same server's connections to another database, for migrating as here; <see langword="null"/> without a connection string.</summary>
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

    /// <summary>Looks at the server outside any database.</summary>
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
                // The rules are then those of the next connection; what was planned before is planned again on it.
            }
        }
    }

    /// <summary>Opens a connection within a time: a driver may wait for ever for a server that accepts and says nothing.</summary>
    public static async Task<DbConnection> OpenAsync(DbDataSource source, CancellationToken cancellationToken)
    {
        var opening = source.OpenConnectionAsync(cancellationToken).AsTask();
        try
        {
            return await opening.WaitAsync(Patience, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            // Should it come after all, nobody waits for it.
            _ = DiscardAsync(opening);
            throw;
        }
    }

    /// <summary>
    /// Closes a connection once the driver is done with what it was asked last. Closed while it waits for an answer, MySqlConnector's may wait for ever: both then read
    /// the one answer that comes.
    /// </summary>
    public static async Task DiscardAsync(DbConnection connection, Task asked)
    {
        await asked.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await DiscardAsync(Task.FromResult(connection)).ConfigureAwait(false);
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
            // It did not come.
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

    /// <summary>Scripts may use variables (<c>@name</c>), which drivers otherwise take for parameters.</summary>
    private static DriverDataSource OutsidePool(DbProviderFactory factory, MySqlConnectionSettings settings) =>
        new DriverDataSource(
            factory,
            settings.With(("Pooling", "false"), ("Allow User Variables", "true"), ("Default Command Timeout", "0"))
        );
}
