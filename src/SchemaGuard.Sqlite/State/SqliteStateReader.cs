using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using SchemaGuard.History;
using SchemaGuard.Providers;
using SchemaGuard.Providers.Errors;
using SchemaGuard.Providers.State;
using SchemaGuard.Sqlite.History;
using SchemaGuard.Sqlite.Statements;
using SQLitePCL;

namespace SchemaGuard.Sqlite.State;

/// <summary>
/// Reads history head, unfinished rows, stamp and schema cookie in one query whose cost does not grow with the history.
/// </summary>
internal sealed class SqliteStateReader : IDatabaseStateReader
{
    private const string SchemaCookie = "(SELECT schema_version FROM pragma_schema_version)";
    private ComposedQuery? _composed;

    public async Task<DatabaseState> ProbeAsync(
        DbConnection connection,
        HistoryTables tables,
        string scope,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var (state, isOfTables) = await ReadRowAsync(
                    connection,
                    Query(tables),
                    scope,
                    reader => (ReadState(connection, reader), AreTables(connection, tables)),
                    cancellationToken
                )
                .ConfigureAwait(false);
            if (!isOfTables)
            {
                await RefuseViewAsync(connection, tables, cancellationToken).ConfigureAwait(false);
            }

            return state;
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == raw.SQLITE_ERROR)
        {
            return await ExplainAsync(connection, tables, cancellationToken).ConfigureAwait(false);
        }
    }

    private string Query(HistoryTables tables)
    {
        if (_composed is not { } composed || composed.Tables != tables)
        {
            _composed = composed = new ComposedQuery(tables, Compose(tables));
        }

        return composed.Text;
    }

    private static string Compose(HistoryTables tables)
    {
        var history = Identifier.Quote(tables.History);
        var state = Identifier.Quote(tables.State);
        // max() gives one row even for an empty history, and its bare column is that of the newest row (sqlite.org/lang_select.html, section 2.5).
        return $"""
            SELECT {SchemaCookie}, max(h.sequence), h.chain,
                   EXISTS (SELECT 1 FROM {history} WHERE {SqliteHistory.Unfinished} AND state <> 'withdrawn'),
                   s.expectation, s.chain, s.drift_token
            FROM {history} h
            LEFT JOIN {state} s ON s.scope = @given
            """;
    }

    /// <summary>
    /// Determines whether the query reads tables of this database. The library knows this from the schema with which it compiled the query; for a
    /// view it answers no (sqlite.org/c3ref/table_column_metadata.html). A query for views would read the whole catalog.
    /// </summary>
    private static bool AreTables(DbConnection connection, HistoryTables tables) =>
        IsTable(connection, tables.History) && IsTable(connection, tables.State);

    private static bool IsTable(DbConnection connection, string name) =>
        raw.sqlite3_table_column_metadata(((SqliteConnection)connection).Handle, "main", name, null, out _, out _, out _, out _, out _)
        == raw.SQLITE_OK;

    /// <summary>Refuses a view in place of a table: the migrations that it leaves out would seem not to have been applied.</summary>
    private static async Task RefuseViewAsync(DbConnection connection, HistoryTables tables, CancellationToken cancellationToken)
    {
        var query = $"SELECT min(name) FROM sqlite_master WHERE type = 'view' AND name COLLATE NOCASE IN (@given, '{tables.State}')";
        var view = await ReadRowAsync(
                connection,
                query,
                tables.History,
                reader => reader.IsDBNull(0) ? null : reader.GetString(0),
                cancellationToken
            )
            .ConfigureAwait(false);
        if (view is not null)
        {
            throw new DatabaseRefusedException(DatabaseErrors.HistoryIsView(view));
        }
    }

    private static DatabaseState ReadState(DbConnection connection, DbDataReader reader) =>
        new(connection.ServerVersion)
        {
            HasHistory = true,
            IsReadOnly = IsReadOnly(connection),
            DriftToken = reader.GetInt64(0).ToString(CultureInfo.InvariantCulture),
            Head = reader.IsDBNull(1) ? HistoryHead.Empty : new HistoryHead(reader.GetInt64(1), reader.GetString(2)),
            HasUnfinished = reader.GetBoolean(3),
            Stamp = reader.IsDBNull(4) ? null : new VerificationStamp(reader.GetString(4), reader.GetString(5), reader.GetString(6)),
        };

    /// <summary>Asks the library, which knows from the way in which it could open the file.</summary>
    private static bool IsReadOnly(DbConnection connection) => raw.sqlite3_db_readonly(((SqliteConnection)connection).Handle, "main") == 1;

    /// <summary>Finds out why the query failed: no tables, the history without its state, or tables of the same names that are not ours.</summary>
    private static async Task<DatabaseState> ExplainAsync(
        DbConnection connection,
        HistoryTables tables,
        CancellationToken cancellationToken
    )
    {
        const string Known = "'sequence', 'module', 'version', 'name', 'checksum', 'token_hash', 'chain', 'state', 'statements_done'";
        const int KnownCount = 9;
        var query = $"""
            SELECT {SchemaCookie}, count(*), count(CASE WHEN name IN ({Known}) THEN 1 END) FROM pragma_table_info(@given)
            """;
        var (token, columns, known) = await ReadRowAsync(
                connection,
                query,
                tables.History,
                reader => (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2)),
                cancellationToken
            )
            .ConfigureAwait(false);
        var isOurs = known == KnownCount;
        return new DatabaseState(connection.ServerVersion)
        {
            HasHistory = isOurs,
            IsReadOnly = IsReadOnly(connection),
            HasForeignHistory = !isOurs && columns > 0,
            DriftToken = token.ToString(CultureInfo.InvariantCulture),
            Head = isOurs ? await ReadHeadAsync(connection, tables, cancellationToken).ConfigureAwait(false) : HistoryHead.Empty,
        };
    }

    private static Task<HistoryHead> ReadHeadAsync(DbConnection connection, HistoryTables tables, CancellationToken cancellationToken) =>
        ReadRowAsync(
            connection,
            $"SELECT max(sequence), chain FROM {Identifier.Quote(tables.History)}",
            given: "",
            reader => reader.IsDBNull(0) ? HistoryHead.Empty : new HistoryHead(reader.GetInt64(0), reader.GetString(1)),
            cancellationToken
        );

    private static async Task<TResult> ReadRowAsync<TResult>(
        DbConnection connection,
        string query,
        string given,
        Func<DbDataReader, TResult> read,
        CancellationToken cancellationToken
    )
    {
        var command = ((SqliteConnection)connection).CreateCommand();
        await using (command.ConfigureAwait(false))
        {
            command.CommandText = query;
            command.Parameters.AddWithValue("@given", given);
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                return read(reader);
            }
        }
    }

    /// <summary>The query for one pair of table names, which stays the same for a guard.</summary>
    private sealed record ComposedQuery(HistoryTables Tables, string Text);
}
