using Npgsql;
using SchemaGuard.History;
using SchemaGuard.PostgreSql.Commands;
using SchemaGuard.PostgreSql.Messages;
using SchemaGuard.Providers.Errors;

namespace SchemaGuard.PostgreSql.History;

/// <summary>
/// The creation of the history tables. <c>IF NOT EXISTS</c> does not protect against others doing the same at the same time: their success then
/// counts as ours.
/// </summary>
internal static class HistoryTablesCreation
{
    /// <summary>An expression for whether both tables exist. Its parameters are <c>$1</c> and <c>$2</c>: <see cref="Names"/>.</summary>
    public const string Exist = "to_regclass($1) IS NOT NULL AND to_regclass($2) IS NOT NULL";

    /// <summary>Returns the parameters of <see cref="Exist"/>.</summary>
    public static IReadOnlyList<NpgsqlParameter> Names(HistoryTables tables) =>
        [
            new() { Value = SqlText.Qualified(tables.Schema, tables.History) },
            new() { Value = SqlText.Qualified(tables.Schema, tables.State) },
        ];

    /// <summary>Creates whichever of the two tables is missing: one of them may have been dropped, or not restored.</summary>
    public static async Task EnsureAsync(NpgsqlConnection connection, HistoryTables tables, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand($"SELECT {Exist}", connection);
        await using (command.ConfigureAwait(false))
        {
            command.Parameters.AddRange(Names(tables).ToArray());
            if ((bool)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!)
            {
                return;
            }
        }

        await CreateAsync(connection, tables, cancellationToken).ConfigureAwait(false);
    }

    public static async Task CreateAsync(NpgsqlConnection connection, HistoryTables tables, CancellationToken cancellationToken)
    {
        if (tables.Schema is null)
        {
            throw new DatabaseRefusedException(
                new DatabaseError(DatabaseErrorKind.Refused, PostgreSqlMessages.NoSchema(), PostgreSqlMessages.NoSchemaRemedy)
            );
        }

        const int Attempts = 5;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await CreateOnceAsync(connection, tables, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (PostgresException exception)
                when (attempt < Attempts
                    && exception.SqlState
                        is PostgresErrorCodes.UniqueViolation
                            or PostgresErrorCodes.DuplicateTable
                            or PostgresErrorCodes.DuplicateObject
                            or PostgresErrorCodes.DuplicateSchema
                )
            {
                // Another process has just done it.
            }
        }
    }

    private static async Task CreateOnceAsync(NpgsqlConnection connection, HistoryTables tables, CancellationToken cancellationToken)
    {
        // Without the right to create schemas, CREATE SCHEMA fails even with IF NOT EXISTS on one that exists: so it is looked up first.
        var find = new NpgsqlCommand("SELECT count(*) FROM pg_catalog.pg_namespace WHERE nspname = $1", connection)
        {
            Parameters = { new() { Value = tables.Schema! } },
        };
        await using (find.ConfigureAwait(false))
        {
            var exists = (long)(await find.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))! > 0;
            var batch = connection.CreateBatch();
            await using (batch.ConfigureAwait(false))
            {
                batch.BatchCommands.Add(new NpgsqlBatchCommand(BoundedRead.Statement));
                if (!exists)
                {
                    batch.BatchCommands.Add(new NpgsqlBatchCommand($"CREATE SCHEMA {SqlText.Quote(tables.Schema!)}"));
                }

                foreach (var statement in PostgreSqlHistory.Create(tables))
                {
                    batch.BatchCommands.Add(new NpgsqlBatchCommand(statement));
                }

                await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
