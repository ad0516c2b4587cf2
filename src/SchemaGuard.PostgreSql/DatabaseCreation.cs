using Npgsql;
using SchemaGuard.Providers;

namespace SchemaGuard.PostgreSql;

/// <summary>Creates and drops databases, from the one that every server has.</summary>
internal sealed class DatabaseCreation(NpgsqlConnectionStringBuilder settings)
{
    private const string MaintenanceDatabase = "postgres";

    /// <summary>Creates the database that the settings name, unless another replica has just done it.</summary>
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        try
        {
            var name = PostgreSqlDialect.Quote(settings.Database ?? settings.Username!);
            await RunAsync($"CREATE DATABASE {name}", cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException exception)
            when (exception.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // It is there.
        }
    }

    /// <summary>Creates an empty database, without what somebody may have put into the server's template.</summary>
    /// <exception cref="DatabaseRefusedException">The user may not.</exception>
    public async Task CreateScratchAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync($"CREATE DATABASE {PostgreSqlDialect.Quote(name)} TEMPLATE template0", cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new DatabaseRefusedException(
                new DatabaseError(DatabaseErrorKind.Refused, PostgreSqlMessages.MayNotMakeScratch(), PostgreSqlMessages.ScratchRemedy)
            );
        }
    }

    /// <summary>Drops a scratch database, whoever is still connected to it.</summary>
    public async ValueTask DropAsync(string name) =>
        await RunAsync($"DROP DATABASE IF EXISTS {PostgreSqlDialect.Quote(name)} WITH (FORCE)", CancellationToken.None)
            .ConfigureAwait(false);

    private async Task RunAsync(string statement, CancellationToken cancellationToken)
    {
        var elsewhere = new NpgsqlConnectionStringBuilder(settings.ConnectionString) { Database = MaintenanceDatabase, Pooling = false };
        var source = NpgsqlDataSource.Create(elsewhere);
        await using (source.ConfigureAwait(false))
        {
            var command = source.CreateCommand(statement);
            await using (command.ConfigureAwait(false))
            {
                await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
