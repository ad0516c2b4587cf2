using System.Data.Common;
using SchemaGuard.Execution.Context;
using SchemaGuard.Execution.Retry;
using SchemaGuard.Failures;
using SchemaGuard.Providers;
using SchemaGuard.Providers.Errors;
using SchemaGuard.Providers.InDoubt;
using SchemaGuard.Scripts.Statements;
using SchemaGuard.Telemetry;

namespace SchemaGuard.Execution.Journaling;

/// <summary>
/// The catalog's answers about the effect of one statement that runs outside a transaction, if the provider asks it. Every query is limited as the
/// statement is.
/// </summary>
internal sealed class StatementEffect(GuardContext guard, DbConnection connection, SqlStatement statement)
{
    private readonly IScriptDialect _dialect = guard.Provider.Dialect;

    private IStatementSettler? Settler => guard.Provider.Settler;

    /// <summary>Gets whether the catalog is asked at all.</summary>
    public bool IsAsked => Settler is not null;

    /// <summary>Gets what must be seen before the statement, if the write that announces it can check that itself.</summary>
    public ExpectedObservation? Expected => Settler?.Expect(statement);

    /// <summary>
    /// Limits how long the next statement may wait. One that commits in parts is not run again for a lock, and waits as long as attempts would be
    /// made.
    /// </summary>
    public ValueTask BoundAsync(CancellationToken cancellationToken) =>
        guard.Provider.BoundNextAsync(
            connection,
            statement.Class,
            _dialect.CommitsInParts(statement) && guard.Options.LockTimeout > guard.Options.StatementLockTimeout
                ? guard.Options.LockTimeout
                : guard.Options.StatementLockTimeout,
            cancellationToken
        );

    private async Task<string?> ObserveAsync(CancellationToken cancellationToken)
    {
        await BoundAsync(cancellationToken).ConfigureAwait(false);
        return Settler is { } settler ? await settler.ObserveAsync(connection, statement, cancellationToken).ConfigureAwait(false) : null;
    }

    /// <summary>
    /// Reads what the catalog shows before the statement. While another session has locked that, the read is repeated for as long as a lock is waited
    /// for.
    /// </summary>
    /// <exception cref="StatementFailedException">It was locked for too long.</exception>
    public async Task<string?> ObserveAsync(PlannedMigration planned, CancellationToken cancellationToken)
    {
        string? observed = null;
        await new BlockedRetry(guard, planned)
            .RunAsync(
                async ct =>
                {
                    try
                    {
                        observed = await ObserveAsync(ct).ConfigureAwait(false);
                    }
                    catch (Exception exception) when (IsBlocked(exception, DatabaseErrorKind.Busy))
                    {
                        throw new StatementFailedException(statement: null, number: 0, guard.Provider.Classify(exception), exception);
                    }
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        return observed;
    }

    private bool IsBlocked(Exception exception, params ReadOnlySpan<DatabaseErrorKind> kinds) =>
        exception is DbException or DatabaseRefusedException && kinds.Contains(guard.Provider.Classify(exception).Kind);

    /// <summary>Compares the existing object with what the refused statement was to create, if the provider can.</summary>
    public async Task<ExistingObject?> CompareExistingAsync(StatementFailedException failure, CancellationToken cancellationToken)
    {
        try
        {
            return Settler is { } settler
                ? await settler.CompareExistingAsync(connection, statement, failure.Error, cancellationToken).ConfigureAwait(false)
                : null;
        }
        catch (Exception exception) when (exception is DbException or DatabaseRefusedException)
        {
            Log.ExistingNotCompared(guard.Logger, guard.Name, statement.Class.Summary, LoggedReason.Of(guard.Provider, exception));
            return null;
        }
    }

    /// <summary>
    /// Determines whether an attempt that the database refused for a lock took effect nevertheless. If the catalog does not tell, the refusal counts.
    /// </summary>
    public async Task<bool> HasTakenEffectAsync(string? observed, CancellationToken cancellationToken)
    {
        if (Settler is not { } settler)
        {
            return false;
        }

        await BoundAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var settled = await settler.SettleAsync(connection, statement, observed, cancellationToken).ConfigureAwait(false);
            return settled.Verdict == InDoubtVerdict.Done;
        }
        catch (Exception exception) when (IsBlocked(exception, DatabaseErrorKind.Busy, DatabaseErrorKind.Conflict))
        {
            return false;
        }
    }

    /// <summary>Determines whether the statement ran, of which only the announcement is known.</summary>
    /// <returns>The verdict; <see cref="InDoubtVerdict.Unknown"/> only for a statement that may not simply run again.</returns>
    public async Task<InDoubtSettlement> SettleAsync(string? observed, CancellationToken cancellationToken)
    {
        var settled = new InDoubtSettlement(InDoubtVerdict.Unknown);
        if (Settler is { } settler)
        {
            await BoundAsync(cancellationToken).ConfigureAwait(false);
            settled = await settler.SettleAsync(connection, statement, observed, cancellationToken).ConfigureAwait(false);
        }

        var isUnknown = settled.Verdict == InDoubtVerdict.Unknown;
        if (isUnknown && !_dialect.IsRepeatable(statement.Class))
        {
            return settled;
        }

        Log.StatementSettled(
            guard.Logger,
            guard.Name,
            statement.Class.Summary,
            (settled.Verdict == InDoubtVerdict.Done ? "it took effect" : "it runs again")
                + (settled.Explanation is { } explanation && !isUnknown ? "; " + explanation : "")
        );
        return isUnknown ? settled with { Verdict = InDoubtVerdict.NotDone } : settled;
    }

    /// <summary>Removes what a refused statement has left behind, as far as that can be done now: later its text may be gone.</summary>
    public async Task RemoveRemainsAsync(string? observed, CancellationToken cancellationToken)
    {
        try
        {
            if (Settler is { } settler)
            {
                await BoundAsync(cancellationToken).ConfigureAwait(false);
                await settler.RemoveRemainsAsync(connection, statement, observed, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (DbException exception)
        {
            Log.RemainsNotRemoved(guard.Logger, guard.Name, statement.Class.Summary, LoggedReason.Of(guard.Provider, exception));
        }
    }
}
