using Npgsql;
using SchemaGuard.PostgreSql.Commands;
using SchemaGuard.PostgreSql.Dialect;
using SchemaGuard.PostgreSql.Messages;
using SchemaGuard.Providers.Errors;

namespace SchemaGuard.PostgreSql.Connecting;

/// <summary>The creation and removal of databases, from a connection to one that servers come with.</summary>
internal sealed class DatabaseCreation(NpgsqlConnectionStringBuilder settings)
{
    // The first is meant for this, and may have been dropped; the second exists wherever databases can be created.
    private static readonly string[] MaintenanceDatabases = ["postgres", "template1"];

    /// <summary>Creates the database that the settings name, unless another replica has just done it.</summary>
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        try
        {
            var name = SqlText.Quote(settings.Database ?? settings.Username!);
            await RunAsync($"CREATE DATABASE {name}", cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException exception)
            when (exception.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // It exists.
        }
    }

    /// <summary>Creates an empty database, without anything that was added to the server's template.</summary>
    /// <param name="name">The database's name.</param>
    /// <param name="path">The search path that the database gives each session; <see langword="null"/> for the server's.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <exception cref="DatabaseRefusedException">The user may not create databases.</exception>
    public async Task CreateScratchAsync(string name, string? path, CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync($"CREATE DATABASE {SqlText.Quote(name)} TEMPLATE template0", cancellationToken).ConfigureAwait(false);
            if (path is { Length: > 0 })
            {
                // The setting is a list of names with their quotes, as SET takes it.
                await RunAsync($"ALTER DATABASE {SqlText.Quote(name)} SET search_path = {path}", cancellationToken).ConfigureAwait(false);
            }
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new DatabaseRefusedException(DatabaseErrors.MayNotMakeScratch(PostgreSqlMessages.ScratchRemedy));
        }
    }

    /// <summary>Drops a scratch database, even while others are connected to it.</summary>
    public async ValueTask DropAsync(string name) =>
        await RunAsync($"DROP DATABASE IF EXISTS {SqlText.Quote(name)} WITH (FORCE)", CancellationToken.None).ConfigureAwait(false);

    private async Task RunAsync(string statement, CancellationToken cancellationToken)
    {
        foreach (var database in MaintenanceDatabases)
        {
            var elsewhere = new NpgsqlConnectionStringBuilder(settings.ConnectionString)
            {
                Database = database,
                Pooling = false,
                Multiplexing = false,
                CommandTimeout = 0,
            };
            var connection = new NpgsqlConnection(elsewhere.ConnectionString);
            await using (connection.ConfigureAwait(false))
            {
                if (!await TryOpenAsync(connection, cancellationToken).ConfigureAwait(false))
                {
                    continue;
                }

                await SessionTimeouts.RunAsync(connection, SessionTimeouts.Lift(connection), cancellationToken).ConfigureAwait(false);
                await SessionTimeouts.RunAsync(connection, statement, cancellationToken).ConfigureAwait(false);
                return;
            }
        }

        throw new DatabaseRefusedException(
            new DatabaseError(
                DatabaseErrorKind.Refused,
                PostgreSqlMessages.NoMaintenanceDatabase(),
                PostgreSqlMessages.NoMaintenanceDatabaseRemedy
            )
        );
    }

    /// <summary>Opens a connection, unless the database does not exist or this user may not connect to it.</summary>
    private static async Task<bool> TryOpenAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (PostgresException exception)
            when (exception.SqlState is PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.InsufficientPrivilege)
        {
            return false;
        }
    }
}
