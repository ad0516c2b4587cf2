using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using SchemaGuard.Providers.Errors;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.Providers.InDoubt;

/// <summary>
/// The role that settles, by asking the catalog, what happened to a statement that was interrupted or refused outside a transaction, and that removes
/// what it left behind. Only called while the migration lock is held. Implementations are thread-safe.
/// </summary>
[Experimental("SG9001")]
public interface IStatementSettler
{
    /// <summary>Looks at what a statement is about to change, just before it runs outside a transaction.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="statement">The statement.</param>
    /// <param name="cancellationToken">A token that cancels the check.</param>
    /// <returns>What was seen, as text that is kept with the statement's intent; <see langword="null"/> if nothing is needed.</returns>
    Task<string?> ObserveAsync(DbConnection connection, SqlStatement statement, CancellationToken cancellationToken);

    /// <summary>
    /// Returns what the catalog must show before a statement that creates something new, as a condition of the write that announces it.
    /// </summary>
    /// <param name="statement">The statement.</param>
    /// <returns>The expected observation; <see langword="null"/> if the catalog must be read.</returns>
    ExpectedObservation? Expect(SqlStatement statement) => null;

    /// <summary>Removes what a statement that the database refused has left behind, such as an invalid index.</summary>
    /// <param name="connection">An open connection, outside a transaction.</param>
    /// <param name="statement">The statement.</param>
    /// <param name="observed">What <see cref="ObserveAsync"/> returned before the statement ran.</param>
    /// <param name="cancellationToken">A token that cancels the work.</param>
    Task RemoveRemainsAsync(DbConnection connection, SqlStatement statement, string? observed, CancellationToken cancellationToken);

    /// <summary>
    /// Asks the catalog whether a statement whose run was interrupted or failed took effect. What a failed run left behind, such as an invalid index,
    /// is removed. Only called while the migration lock is held and the statement no longer runs.
    /// </summary>
    /// <param name="connection">An open connection, outside a transaction.</param>
    /// <param name="statement">The statement.</param>
    /// <param name="observed">What <see cref="ObserveAsync"/> returned before the statement ran.</param>
    /// <param name="cancellationToken">A token that cancels the check.</param>
    Task<InDoubtSettlement> SettleAsync(
        DbConnection connection,
        SqlStatement statement,
        string? observed,
        CancellationToken cancellationToken
    );

    /// <summary>Compares what a statement was to create with the existing object because of which the database refused it.</summary>
    /// <param name="connection">An open connection, outside a transaction.</param>
    /// <param name="statement">The statement.</param>
    /// <param name="error">The database's refusal.</param>
    /// <param name="cancellationToken">A token that cancels the check.</param>
    /// <returns>What was found; <see langword="null"/> if the refusal has another reason, or no comparison was asked for.</returns>
    Task<ExistingObject?> CompareExistingAsync(
        DbConnection connection,
        SqlStatement statement,
        DatabaseError error,
        CancellationToken cancellationToken
    ) => Task.FromResult<ExistingObject?>(null);
}
