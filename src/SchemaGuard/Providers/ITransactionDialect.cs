using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Providers;

/// <summary>The SQL texts around the transactions of migrations. Pure; implementations are thread-safe.</summary>
[Experimental("SG9001")]
public interface ITransactionDialect
{
    /// <summary>
    /// Gets the texts by which a whole transaction is sent in one round trip; <see langword="null"/> if statements are sent one by one.
    /// </summary>
    TransactionPipeline? Pipeline => null;

    /// <summary>Returns the statements that limit, for one transaction, how long each of its statements may wait for locks and may run.</summary>
    /// <param name="lockTimeout">The longest time that a statement may wait for a lock.</param>
    /// <param name="statementTimeout">The longest time that a statement may run; <see langword="null"/> for no limit.</param>
    /// <returns>The statements; none if the database has no such limits, and the client's own are used.</returns>
    IReadOnlyList<string> BoundTransaction(TimeSpan lockTimeout, TimeSpan? statementTimeout) => [];
}
