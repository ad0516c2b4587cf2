using System.Data.Common;
using System.Globalization;
using SchemaGuard.MySql.Commands;
using SchemaGuard.MySql.History;
using SchemaGuard.MySql.Messages;
using SchemaGuard.Providers;

namespace SchemaGuard.MySql.Locking;

/// <summary>The lease's row, which can be taken over if it has no owner or an expired one.</summary>
internal static class LeaseRow
{
    /// <summary>
    /// Runs a change on the row if the lease is free or expired, in one transaction. On a cluster the commit decides: the loser has changed nothing.
    /// </summary>
    /// <param name="connection">The connection, outside a transaction.</param>
    /// <param name="state">The state table.</param>
    /// <param name="sight">What can be known of the owner's session.</param>
    /// <param name="change">The statement, with the parameter <c>@epoch</c>.</param>
    /// <param name="parameters">Its other parameters.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <returns>The new epoch; <see langword="null"/> where another session holds the lease.</returns>
    public static async Task<long?> TakeOverAsync(
        DbConnection connection,
        string state,
        LeaseSight sight,
        string change,
        (string Name, object? Value)[] parameters,
        CancellationToken cancellationToken
    )
    {
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            try
            {
                var command = connection.CreateCommand();
                command.Transaction = transaction;
                object? found;
                await using (command.ConfigureAwait(false))
                {
                    command.CommandText = LeaseSql.Find(state, sight);
                    found = await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
                }

                if (found is null or DBNull)
                {
                    await transaction.RollBackAsync().ConfigureAwait(false);
                    return null;
                }

                var epoch = Convert.ToInt64(found, CultureInfo.InvariantCulture);
                var rows = await connection
                    .RunAsync(transaction, change, [("@epoch", epoch), .. parameters], cancellationToken)
                    .ConfigureAwait(false);
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                return rows == 1 ? epoch + 1 : null;
            }
            catch (DbException exception) when (ServerError.NumberOf(exception) is ServerError.Deadlock or ServerError.LockWaitTimeout)
            {
                await transaction.RollBackAsync().ConfigureAwait(false);
                return null;
            }
        }
    }
}
