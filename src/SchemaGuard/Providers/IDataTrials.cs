using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using SchemaGuard.Verification.Expectations;

namespace SchemaGuard.Providers;

/// <summary>The questions by which a provider tries what the application does with its data. Each of them leaves the database as it was.</summary>
[Experimental("SG9001")]
public interface IDataTrials
{
    /// <summary>Begins a transaction that only reads and takes no lock that keeps writers out. It is rolled back when disposed.</summary>
    /// <param name="connection">An open connection of this provider.</param>
    /// <param name="cancellationToken">A token that cancels the attempt.</param>
    ValueTask<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Returns the indexes by which the database can answer a query, regardless of how few rows there are now.</summary>
    /// <param name="connection">An open connection of this provider.</param>
    /// <param name="transaction">The reading transaction, which is rolled back afterwards.</param>
    /// <param name="query">The query.</param>
    /// <param name="cancellationToken">A token that cancels the query.</param>
    /// <returns>The names of the indexes as the catalog writes them.</returns>
    Task<IReadOnlyList<string>> FindUsableIndexesAsync(
        DbConnection connection,
        DbTransaction transaction,
        string query,
        CancellationToken cancellationToken
    );

    /// <summary>Returns why a statement must not be tried in a transaction that is then rolled back: some of its effects would remain.</summary>
    /// <param name="connection">An open connection of this provider.</param>
    /// <param name="statement">The statement.</param>
    /// <param name="cancellationToken">A token that cancels the query.</param>
    /// <returns>A sentence without a full stop, or <see langword="null"/> if no reason is known.</returns>
    Task<string?> FindTrialProblemAsync(DbConnection connection, string statement, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(null);

    /// <summary>Finds what the connection's user cannot do with the rows of tables.</summary>
    /// <param name="connection">An open connection of this provider.</param>
    /// <param name="required">What the user must be able to do; each table once.</param>
    /// <param name="cancellationToken">A token that cancels the query.</param>
    /// <returns>
    /// What is missing. It contains nothing for tables that are known not to exist, and nothing at all if the database has no users.
    /// </returns>
    Task<IReadOnlyList<MissingAccess>> FindMissingAccessAsync(
        DbConnection connection,
        IReadOnlyList<TableAccess> required,
        CancellationToken cancellationToken
    ) => Task.FromResult<IReadOnlyList<MissingAccess>>([]);
}
