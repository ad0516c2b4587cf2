using System.Data.Common;
using SchemaGuard.Providers;

namespace SchemaGuard.Execution;

/// <summary>Is an open connection with what the first look at the database saw.</summary>
/// <param name="Connection">The connection; <see langword="null"/> when the database does not exist yet.</param>
/// <param name="State">What the probe saw.</param>
internal sealed record ProbedConnection(DbConnection? Connection, DatabaseState State) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Connection?.DisposeAsync() ?? ValueTask.CompletedTask;
}
