using System.Data.Common;
using SchemaGuard.Diagnostics;
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

        await WriteAsync(connection, writing => LeaveAsync(report, plan, writing, probed.State, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Determines whether a stamp that was found to hold is to get the witness of now.</summary>
    public static bool NeedsRenewal(StartupMode mode, ProbedConnection probed) =>
        mode == StartupMode.Migrate && probed.Connection is not null && Stamper.NeedsRenewal(probed.State);

    /// <summary>Gives the stamp that was found to hold the witness of now, so that the next start need not read the drift token.</summary>
    public Task RenewAsync(ProbedConnection probed, CancellationToken cancellationToken) =>
        WriteAsync(
            probed.Connection!,
            writing => new Stamper(guard.For(probed.State)).RenewAsync(writing, probed.State, cancellationToken),
            cancellationToken
        );

    /// <summary>Writes on the connection that looked, unless another one has the right to.</summary>
    private async Task WriteAsync(DbConnection connection, Func<DbConnection, Task> write, CancellationToken cancellationToken)
    {
        if (guard.Options.MigrationConnectionString is null)
        {
            await write(connection).ConfigureAwait(false);
            return;
        }

        try
        {
            var writing = await new DatabaseConnector(guard)
                .OpenOnceAsync(ConnectionIntent.Migrate, cancellationToken)
                .ConfigureAwait(false);
            await using (writing.ConfigureAwait(false))
            {
                await write(writing.Connection!).ConfigureAwait(false);
            }
        }
        catch (SchemaGuardException exception)
        {
            // A stamp that cannot be written is no failure: the next start looks again.
            Log.StampNotWritten(guard.Logger, guard.Name, LoggedReason.Of(guard.Provider, exception));
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
        if (report is { State: SchemaState.Healthy, Mark: not null } && state.Head == plan.Head)
        {
            await new Stamper(guard.For(state)).StampAsync(connection, state, expectation, cancellationToken).ConfigureAwait(false);
        }
    }
}
