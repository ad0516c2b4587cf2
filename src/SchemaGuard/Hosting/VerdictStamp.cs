using System.Data.Common;
using SchemaGuard.Execution;
using SchemaGuard.Planning;
using SchemaGuard.Providers;

namespace SchemaGuard.Hosting;

/// <summary>Stamps a database that was found healthy, so that the next start of the same build need not look in full.</summary>
internal sealed class VerdictStamp(GuardServices guard, string expectation)
{
    /// <summary>Stamps on the connection that looked, unless another one has the right to write. Who only verifies writes nothing.</summary>
    public async Task LeaveAsync(
        StartupMode mode,
        SchemaReport report,
        MigrationPlan plan,
        ProbedConnection probed,
        CancellationToken cancellationToken
    )
    {
        if (mode != StartupMode.Migrate || report.State != SchemaState.Healthy || probed.Connection is not { } connection)
        {
            return;
        }

        if (guard.Options.MigrationConnectionString is null)
        {
            await LeaveAsync(report, plan, connection, probed.State, cancellationToken).ConfigureAwait(false);
            return;
        }

        var writing = await new DatabaseConnector(guard).OpenAsync(ConnectionIntent.Migrate, cancellationToken).ConfigureAwait(false);
        await using (writing.ConfigureAwait(false))
        {
            await LeaveAsync(report, plan, writing.Connection!, probed.State, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Stamps on a connection that may write.</summary>
    public async Task LeaveAsync(
        SchemaReport report,
        MigrationPlan plan,
        DbConnection connection,
        DatabaseState state,
        CancellationToken cancellationToken
    )
    {
        if (report.State == SchemaState.Healthy && state.Head == plan.Head)
        {
            await new Stamper(guard.For(state)).StampAsync(connection, state, expectation, cancellationToken).ConfigureAwait(false);
        }
    }
}
