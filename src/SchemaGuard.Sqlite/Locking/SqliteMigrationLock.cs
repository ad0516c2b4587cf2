using System.Data.Common;
using Microsoft.Data.Sqlite;
using SchemaGuard.History;
using SchemaGuard.Providers.Locking;
using SchemaGuard.Sqlite.Errors;
using SchemaGuard.Sqlite.History;
using SchemaGuard.Sqlite.Statements;
using SQLitePCL;

namespace SchemaGuard.Sqlite.Locking;

/// <summary>
/// The write lock of the file, taken for one transaction as <c>BEGIN IMMEDIATE</c> does, but without waiting. The driver's own <c>BEGIN IMMEDIATE</c>
/// retries for at least a second and blocks the thread. So the driver begins a deferred transaction, and a first write through the native interface
/// either takes the lock or reports at once that it is taken.
/// </summary>
internal sealed class SqliteMigrationLock : IMigrationLock
{
    private FirstWrite? _composed;

    public async Task<IMigrationLockHandle?> TryAcquireAsync(
        DbConnection connection,
        HistoryTables tables,
        CancellationToken cancellationToken
    )
    {
        var sqlite = (SqliteConnection)connection;
        var transaction = sqlite.BeginTransaction(deferred: true);
        var result = Write(sqlite, tables);
        if (result == raw.SQLITE_OK)
        {
            return new SqliteMigrationLockHandle(sqlite, transaction);
        }

        var failure = SqliteErrors.IsBusy(result) ? null : SqliteErrors.Create(sqlite, result);
        await transaction.DisposeAsync().ConfigureAwait(false);
        return failure is null ? null : throw failure;
    }

    /// <summary>
    /// Locks a file beside the database: the database's own lock would block the work that follows. A database in memory belongs to this process.
    /// </summary>
    public Task<IDisposable?> TryReserveAsync(DbConnection connection, CancellationToken cancellationToken) =>
        Task.FromResult<IDisposable?>(
            connection.DataSource is { Length: > 0 } path && File.Exists(path)
                ? ReservationFile.TryLock(path)
                : new ReservationFile(file: null)
        );

    /// <summary>
    /// Writes nothing, but needs permission to write. Creates the tables if necessary: the statement does not compile where one of them, or the
    /// index, is missing.
    /// </summary>
    private int Write(SqliteConnection connection, HistoryTables tables)
    {
        if (_composed is not { } composed || composed.Tables != tables)
        {
            _composed = composed = FirstWrite.On(tables);
        }

        var result = raw.sqlite3_exec(connection.Handle, composed.Write);
        result = result == raw.SQLITE_ERROR ? raw.sqlite3_exec(connection.Handle, composed.CreateAndWrite) : result;

        // An index of that name exists that does not serve the condition: that costs time, and nothing else.
        return result == raw.SQLITE_ERROR ? raw.sqlite3_exec(connection.Handle, composed.CreateAndWriteWithout) : result;
    }

    /// <summary>The statements for one pair of table names, which stay the same for a guard.</summary>
    private sealed record FirstWrite(HistoryTables Tables, string Write, string CreateAndWrite, string CreateAndWriteWithout)
    {
        public static FirstWrite On(HistoryTables tables)
        {
            // Inside the condition, SQLite would leave out what cannot matter, without checking whether it exists.
            var write = $"""
                UPDATE {Identifier.Quote(tables.State)} SET verified_at = (
                    SELECT state FROM {Identifier.Quote(tables.History)} INDEXED BY {SqliteHistory.UnfinishedIndex(
                    tables
                )} WHERE {SqliteHistory.Unfinished}
                ) WHERE 0
                """;
            var without = $"UPDATE {Identifier.Quote(tables.State)} SET scope = scope WHERE 0";
            var create = string.Join(";\n", SqliteHistory.Create(tables));
            return new FirstWrite(tables, write, $"{create};\n{write}", $"{create};\n{without}");
        }
    }
}
