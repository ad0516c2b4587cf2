using System.Data.Common;
using System.Runtime.CompilerServices;
using SchemaGuard.MySql.Commands;

namespace SchemaGuard.MySql.Dialect;

/// <summary>The bounds that were set on how long each session waits for locks.</summary>
internal sealed class LockBounds
{
    private readonly ConditionalWeakTable<DbConnection, StrongBox<TimeSpan>> _bounds = [];

    /// <summary>Determines whether this is the bound that was set last.</summary>
    public bool Are(DbConnection connection, TimeSpan lockTimeout) =>
        _bounds.TryGetValue(connection, out var bound) && bound.Value == lockTimeout;

    /// <summary>Sets the bound of a session.</summary>
    public async Task SetAsync(DbConnection connection, TimeSpan lockTimeout, CancellationToken cancellationToken)
    {
        await connection.RunAsync(SessionBounds.Set(lockTimeout), cancellationToken).ConfigureAwait(false);
        _bounds.AddOrUpdate(connection, new StrongBox<TimeSpan>(lockTimeout));
    }

    /// <summary>Forgets the bound of a session that is about to be restored.</summary>
    public void Forget(DbConnection connection) => _bounds.Remove(connection);
}
