using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SchemaGuard.Benchmarks.Sqlite;

/// <summary>Says what SQLite itself did for one piece of work on a pooled connection.</summary>
/// <param name="Statements">How many statements ran.</param>
/// <param name="Instructions">How many instructions of SQLite's virtual machine they took: no row is looked at without some.</param>
/// <param name="Pages">How many database pages they looked at, from the cache or from the file.</param>
/// <param name="Bytes">The size of those pages.</param>
internal sealed record DatabaseReads(int Statements, int Instructions, int Pages, long Bytes)
{
    /// <summary>Counts the reads of one piece of work, whose connection must come out of the pool of the connection string.</summary>
    public static async Task<DatabaseReads> CountAsync(string connectionString, Func<Task> work)
    {
        var statements = 0;
        var instructions = 0;
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync();
        var pageSize = Number(connection, "PRAGMA page_size");
        var native = connection.Handle!;
        raw.sqlite3_trace(native, (strdelegate_trace)((_, _) => statements++), null);
        raw.sqlite3_progress_handler(
            native,
            1,
            _ =>
            {
                instructions++;
                return 0;
            },
            null
        );
        TakePages(native);

        // Back into the pool, where the work finds it.
        await connection.CloseAsync();
        await work();
        await connection.OpenAsync();
        if (!ReferenceEquals(connection.Handle, native))
        {
            throw new InvalidOperationException("The work did not use the connection that was watched.");
        }

        var pages = TakePages(native);
        raw.sqlite3_trace(native, (strdelegate_trace?)null, null);
        raw.sqlite3_progress_handler(native, 0, null, null);
        return new DatabaseReads(statements, instructions, pages, pages * pageSize);
    }

    /// <summary>Gives the number of page look-ups since the last call, and starts again from 0.</summary>
    private static int TakePages(sqlite3 native)
    {
        const int CacheHit = 7;
        const int CacheMiss = 8;
        raw.sqlite3_db_status(native, CacheHit, out var hits, out _, resetFlg: 1);
        raw.sqlite3_db_status(native, CacheMiss, out var misses, out _, resetFlg: 1);
        return hits + misses;
    }

    private static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
