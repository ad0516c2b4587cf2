using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Providers;

/// <summary>Looks at a database before and after the statements of one migration, and says whether it may be committed. One instance is for one run.</summary>
[Experimental("SG9001")]
public interface ICommitCheck
{
    /// <summary>Looks before the first statement. Not called for a migration that goes on where an interrupted run has ended.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="transaction">The transaction.</param>
    /// <param name="cancellationToken">Stops the look.</param>
    Task BeginAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancellationToken);

    /// <summary>Looks after the last statement.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="transaction">The transaction.</param>
    /// <param name="cancellationToken">Stops the look.</param>
    /// <returns>What is wrong since the beginning, as half a sentence; <see langword="null"/> when nothing is.</returns>
    Task<string?> EndAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancellationToken);
}
