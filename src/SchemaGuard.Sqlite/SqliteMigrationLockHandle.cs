using System.Data.Common;
using Microsoft.Data.Sqlite;
using SchemaGuard.Providers;

namespace SchemaGuard.Sqlite;

/// <summary>Is the write lock of a file, held by a transaction: it ends with the transaction or with the process.</summary>
internal sealed class SqliteMigrationLockHandle(SqliteTransaction transaction) : IMigrationLockHandle
{
    public DbTransaction? Transaction => transaction;

    public Task<bool> IsHeldAsync(CancellationToken cancellationToken) => Task.FromResult(transaction.Connection is not null);

    public ValueTask DisposeAsync() => transaction.DisposeAsync();
}
