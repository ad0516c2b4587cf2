using Npgsql;

namespace SchemaGuard.PostgreSql;

/// <summary>Creates a database that does not exist, from the one that every server has.</summary>
internal sealed class DatabaseCreation(NpgsqlConnectionStringBuilder settings)
{
    private const string MaintenanceDatabase = "postgres";

    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        var name = settings.Database ?? settings.Username!;
        var elsewhere = new NpgsqlConnectionStringBuilder(settings.ConnectionString) { Database = MaintenanceDatabase, Pooling = false };
        var source = NpgsqlDataSource.Create(elsewhere);
        await using (source.ConfigureAwait(false))
        {
            var command = source.CreateCommand($"CREATE DATABASE {PostgreSqlDialect.Quote(name)}");
            await using (command.ConfigureAwait(false))
            {
                try
                {
                    await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
                }
                catch (PostgresException exception)
                    when (exception.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
                {
                    // Another replica has just done it.
                }
            }
        }
    }
}
