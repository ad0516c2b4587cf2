using System.Data.Common;
using SchemaGuard.Execution.Connecting;
using SchemaGuard.Execution.Context;
using SchemaGuard.Providers;

namespace SchemaGuard.Assessment;

/// <summary>A single short look at the progress of the statement that a migration is executing, on a connection of its own.</summary>
internal sealed class StatementProgressLook(GuardContext guard)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    /// <summary>Reads the progress; <see langword="null"/> if there is none, or the server does not tell.</summary>
    public async Task<StatementProgress?> ReadAsync(CancellationToken cancellationToken)
    {
        if (guard.Provider.StatementProgress is not { } reader)
        {
            return null;
        }

        using var limit = new TimeLimit(guard.Time, Limit, cancellationToken);
        try
        {
            return await ReadAsync(reader, limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsNoAnswer(exception) && !cancellationToken.IsCancellationRequested)
        {
            // Whoever shows the progress shows none. What is wrong with the server is for the checks to report.
            return null;
        }
    }

    private async Task<StatementProgress?> ReadAsync(IStatementProgressReader reader, CancellationToken cancellationToken)
    {
        var probed = await new DatabaseConnector(guard).OpenOnceAsync(ConnectionIntent.Read, cancellationToken).ConfigureAwait(false);
        await using (probed.ConfigureAwait(false))
        {
            using var reads = guard.Provider.BeginOwnReads();
            return probed.Connection is { } connection
                ? await reader.ReadAsync(connection, guard.For(probed.State).History.Tables, cancellationToken).ConfigureAwait(false)
                : null;
        }
    }

    private static bool IsNoAnswer(Exception exception) =>
        exception
            is DbException
                or SchemaGuardException
                or OperationCanceledException
                or TimeoutException
                or IOException
                or InvalidOperationException;
}
