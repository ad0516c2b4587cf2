using System.Data;
using System.Globalization;
using Npgsql;
using SchemaGuard.Inspection;
using SchemaGuard.PostgreSql.Commands;
using SchemaGuard.PostgreSql.Inspection;
using SchemaGuard.Providers;
using SchemaGuard.Providers.InDoubt;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.PostgreSql.IfNotExists;

/// <summary>
/// Temporary tables in an open transaction. A savepoint undoes everything again, including locks and settings. Temporary tables need no right to
/// create schemas, and no other session sees them.
/// </summary>
internal sealed class ScratchSession(NpgsqlConnection connection, ISqlDialect dialect, IEnumerable<SqlStatement> following)
{
    private const string Savepoint = "schemaguard_skipped";
    private const string Rewind = $"ROLLBACK TO SAVEPOINT {Savepoint}";
    private const string Release = $"RELEASE SAVEPOINT {Savepoint}";

    /// <summary>Gets no stand-ins: the table that exists refers to the originals.</summary>
    public static IReadOnlyDictionary<string, TableName> NoStandIns { get; } = new Dictionary<string, TableName>(StringComparer.Ordinal);

    /// <summary>Reads the first row of a query, in one round trip that leaves the transaction as it was even if the query fails.</summary>
    public async Task<T?> LookAsync<T>(string query, string[] values, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken)
        where T : class
    {
        var batch = connection.CreateBatch();
        await using (batch.ConfigureAwait(false))
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand($"SAVEPOINT {Savepoint}"));
            batch.BatchCommands.Add(Command(query, values));
            batch.BatchCommands.Add(new NpgsqlBatchCommand(Release));
            try
            {
                var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                await using (reader.ConfigureAwait(false))
                {
                    var row = await reader.ReadAsync(cancellationToken).ConfigureAwait(false) ? map(reader) : null;
                    while (await reader.NextResultAsync(cancellationToken).ConfigureAwait(false)) { }

                    return row;
                }
            }
            catch
            {
                await UndoAsync().ConfigureAwait(false);
                throw;
            }
        }
    }

    /// <summary>Does work and undoes it.</summary>
    public async Task<T> UndoneAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await RunAsync([$"SAVEPOINT {Savepoint}"], cancellationToken).ConfigureAwait(false);
        try
        {
            return await work().ConfigureAwait(false);
        }
        finally
        {
            await UndoAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Reads the table that exists, leaving no trace, and then what statements create in its place.</summary>
    /// <param name="original">The table that exists.</param>
    /// <param name="standIns">The tables that the statements refer to.</param>
    /// <param name="statements">The statements that create a table with its <see cref="FoundRelation.Scratch"/> name.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    public async Task<(Shape Found, Shape Expected)> MakeAsync(
        FoundRelation original,
        StandIns standIns,
        IReadOnlyList<string> statements,
        CancellationToken cancellationToken
    )
    {
        var reader = new ShapeReader(connection, original);
        var found = await reader.ReadAsync(original.Oid, NoStandIns, cancellationToken).ConfigureAwait(false);
        await RunAsync([Rewind, .. standIns.Statements, .. statements], cancellationToken).ConfigureAwait(false);
        var made = await new CatalogQuery(connection)
            .ReadAsync("SELECT to_regclass($1)::oid", cancellationToken, original.Scratch)
            .ConfigureAwait(false);
        return (found, await reader.ReadAsync((uint)made!, standIns.Originals, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Compares what statements created with what exists.</summary>
    public ExistingObject? Compare(
        string description,
        IReadOnlyList<SchemaObject> expected,
        IReadOnlyList<SchemaObject> found,
        FoundRelation original
    ) => ExistingObject.Compare(description, expected, found, original.Schema, following, dialect);

    /// <summary>Finds the tables that names mean.</summary>
    /// <returns>A table for each, or <see langword="null"/>.</returns>
    public async Task<IReadOnlyList<FoundRelation?>> ResolveAsync(string[] names, CancellationToken cancellationToken)
    {
        if (names.Length == 0)
        {
            return [];
        }

        var values = names.Select((_, place) => string.Create(CultureInfo.InvariantCulture, $"(${place + 1}::text, {place})"));
        return await new CatalogQuery(connection)
            .ReadAllAsync(
                $"""
                SELECT {FoundRelation.Columns}, CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END
                FROM (VALUES {string.Join(", ", values)}) v (name, place)
                LEFT JOIN pg_catalog.pg_class c ON c.oid = to_regclass(v.name) LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                ORDER BY v.place
                """,
                reader => reader.IsDBNull(0) ? null : Read(reader) with { Partitioning = reader.IsDBNull(4) ? null : reader.GetString(4) },
                cancellationToken,
                names
            )
            .ConfigureAwait(false);
    }

    /// <summary>Reads the first columns of a row.</summary>
    public static FoundRelation Read(NpgsqlDataReader reader) =>
        new(reader.GetFieldValue<uint>(0), reader.GetString(1), reader.GetString(2), reader.GetString(3));

    private static NpgsqlBatchCommand Command(string query, string[] values)
    {
        var command = new NpgsqlBatchCommand(query);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }

    private async Task RunAsync(IReadOnlyList<string> statements, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using (batch.ConfigureAwait(false))
        {
            foreach (var statement in statements)
            {
                batch.BatchCommands.Add(new NpgsqlBatchCommand(statement));
            }

            await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private Task UndoAsync() =>
        connection.State == ConnectionState.Open ? RunAsync([Rewind, Release], CancellationToken.None) : Task.CompletedTask;
}
