using System.Data;
using System.Runtime.CompilerServices;
using Npgsql;

namespace SchemaGuard.PostgreSql.Server;

/// <summary>
/// The default isolation level of a session's transactions (<c>default_transaction_isolation</c>). Read once per connection. Thread-safe.
/// </summary>
internal sealed class DefaultIsolation
{
    private readonly ConditionalWeakTable<NpgsqlConnection, StrongBox<IsolationLevel>> _known = [];

    /// <summary>Gets the level.</summary>
    public async ValueTask<IsolationLevel> OfAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(connection, out var known))
        {
            return known.Value;
        }

        var command = new NpgsqlCommand("SELECT pg_catalog.current_setting('default_transaction_isolation')", connection);
        await using (command.ConfigureAwait(false))
        {
            var level = (await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false)) switch
            {
                "serializable" => IsolationLevel.Serializable,
                "repeatable read" => IsolationLevel.RepeatableRead,
                "read uncommitted" => IsolationLevel.ReadUncommitted,
                _ => IsolationLevel.ReadCommitted,
            };
            _known.AddOrUpdate(connection, new StrongBox<IsolationLevel>(level));
            return level;
        }
    }
}
