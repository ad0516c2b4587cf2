using System.Data.Common;
using SchemaGuard.Assessment;
using SchemaGuard.Execution.Connecting;
using SchemaGuard.Execution.Context;
using SchemaGuard.Failures;
using SchemaGuard.Providers;
using SchemaGuard.Providers.State;
using SchemaGuard.Telemetry;

namespace SchemaGuard.Startup;

/// <summary>The stamp on a database that was found healthy, so that the next start of the same build does not need a full check.</summary>
internal sealed class HealthyDatabaseStamp(GuardContext guard, string expectation)
{
    /// <summary>
    /// Writes the stamp on the connection that checked, unless another one has the right to write. A mode that only verifies writes
    /// nothing.
    /// </summary>
    public async Task LeaveAsync(
        StartupMode mode,
        SchemaReport report,
        MigrationPlan plan,
        ObservedConnection probed,
        CancellationToken cancellationToken
    )
    {
        if (!Migrates(mode) || report.State != SchemaState.Healthy || probed.Connection is not { } connection)
        {
            return;
        }

        await WriteAsync(connection, writing => LeaveAsync(report, plan, writing, probed.State, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Determines whether a stamp that was found to hold needs the current witness.</summary>
    public static bool NeedsRenewal(StartupMode mode, ObservedConnection probed) =>
        Migrates(mode) && probed.Connection is not null && StampWriter.NeedsRenewal(probed.State);

    /// <summary>Adds the current witness to the stamp that was found to hold, so that the next start does not need to read the drift token.</summary>
    public Task RenewAsync(ObservedConnection probed, CancellationToken cancellationToken) =>
        WriteAsync(
            probed.Connection!,
            writing => new StampWriter(guard.For(probed.State)).RenewAsync(writing, probed.State, cancellationToken),
            cancellationToken
        );

    /// <summary>Writes on the connection that checked, unless another one has the right to write.</summary>
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
            // A stamp that cannot be written is not a failure: the next start checks again.
            Log.StampNotWritten(guard.Logger, guard.Name, LoggedReason.Of(guard.Provider, exception));
        }
    }

    /// <summary>Writes the stamp on a connection that is allowed to write.</summary>
    public async Task LeaveAsync(
        SchemaReport report,
        MigrationPlan plan,
        DbConnection connection,
        DatabaseState state,
        CancellationToken cancellationToken
    )
    {
        if (report is { State: SchemaState.Healthy, Basis: not null } && state.Head == plan.Head)
        {
            await new StampWriter(guard.For(state)).StampAsync(connection, state, expectation, cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool Migrates(StartupMode mode) => mode is StartupMode.Migrate or StartupMode.Background;
}
