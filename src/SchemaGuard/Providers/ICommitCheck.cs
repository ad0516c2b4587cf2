using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Providers;

/// <summary>
/// A check that looks at a database before and after the statements of one migration, and decides whether it may be committed. What was seen before
/// is text that is kept with the migration, so that an interrupted one is still measured against its beginning. Thread-safe.
/// </summary>
[Experimental("SG9001")]
public interface ICommitCheck
{
    /// <summary>Looks before the first statement.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="transaction">The transaction.</param>
    /// <param name="cancellationToken">A token that cancels the check.</param>
    /// <returns>What was seen.</returns>
    Task<string> BeginAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancellationToken);

    /// <summary>Looks after the last statement.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="transaction">The transaction.</param>
    /// <param name="baseline">What <see cref="BeginAsync"/> returned.</param>
    /// <param name="cancellationToken">A token that cancels the check.</param>
    /// <returns>What has gone wrong since the beginning, as half a sentence; <see langword="null"/> if nothing has.</returns>
    Task<string?> EndAsync(DbConnection connection, DbTransaction transaction, string baseline, CancellationToken cancellationToken);
}
