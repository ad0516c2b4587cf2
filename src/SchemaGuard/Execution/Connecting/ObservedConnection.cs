using System.Data;
using System.Data.Common;
using SchemaGuard.Providers;
using SchemaGuard.Providers.State;

namespace SchemaGuard.Execution.Connecting;

/// <summary>An open connection with the result of the first probe on it.</summary>
/// <param name="Connection">The connection; <see langword="null"/> when the database does not exist yet.</param>
/// <param name="State">The state that the probe saw.</param>
internal sealed record ObservedConnection(DbConnection? Connection, DatabaseState State) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Gets the provider that resets the session before it is returned; <see langword="null"/> if nothing is set on it.</summary>
    public IDatabaseProvider? Lender { get; init; }

    /// <summary>Gets whether the connection was lost.</summary>
    public bool IsLost => Connection is { State: not ConnectionState.Open };

    public async ValueTask DisposeAsync()
    {
        if (Connection is null)
        {
            return;
        }

        if (Lender is not null && Connection.State == ConnectionState.Open)
        {
            await ReleaseAsync(Lender, Connection).ConfigureAwait(false);
        }

        await Connection.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task ReleaseAsync(IDatabaseProvider lender, DbConnection connection)
    {
        using var limit = new TimeLimit(TimeProvider.System, Patience);
        try
        {
            await lender.ReleaseSessionAsync(connection, limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
            when (exception is DbException or InvalidOperationException or OperationCanceledException or TimeoutException or IOException)
        {
            // The session is broken: its pool will notice that, too.
        }
    }
}
