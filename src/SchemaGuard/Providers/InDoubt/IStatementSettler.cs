using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using SchemaGuard.Providers.Errors;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.Providers.InDoubt;

/// <summary>
/// Settles by the catalog what became of a statement that ran outside a transaction and was interrupted or refused, and removes what it left
/// behind. Only called while the migration lock is held. Implementations are thread-safe.
/// </summary>
[Experimental("SG9001")]
public interface IStatementSettler
{
    /// <summary>Looks at what a statement is about to change, just before it runs outside a transaction.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="statement">The statement.</param>
    /// <param name="cancellationToken">Stops the look.</param>
    /// <returns>What was seen, as text that is kept with the statement's intent; <see langword="null"/> where nothing is needed.</returns>
    Task<string?> ObserveAsync(DbConnection connection, SqlStatement statement, CancellationToken cancellationToken);

    /// <summary>Says what there is to see before a statement that makes something new, as a condition of the write that announces it.</summary>
    /// <param name="statement">The statement.</param>
    /// <returns>What is expected; <see langword="null"/> where the catalog has to be looked at.</returns>
    ExpectedObservation? Expect(SqlStatement statement) => null;

    /// <summary>Removes what a statement has left behind that the database has refused, such as an invalid index.</summary>
    /// <param name="connection">An open connection, outside a transaction.</param>
    /// <param name="statement">The statement.</param>
    /// <param name="observed">What <see cref="ObserveAsync"/> saw before it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    Task RemoveRemainsAsync(DbConnection connection, SqlStatement statement, string? observed, CancellationToken cancellationToken);

    /// <summary>
    /// Settles by the catalog whether a statement took effect whose run was interrupted or failed. What a broken run left behind, such as an
    /// invalid index, is removed. Only called while the migration lock is held and the statement no longer runs.
    /// </summary>
    /// <param name="connection">An open connection, outside a transaction.</param>
    /// <param name="statement">The statement.</param>
    /// <param name="observed">What <see cref="ObserveAsync"/> saw before it.</param>
    /// <param name="cancellationToken">Stops the look.</param>
    Task<InDoubtSettlement> SettleAsync(
        DbConnection connection,
        SqlStatement statement,
        string? observed,
        CancellationToken cancellationToken
    );

    /// <summary>Compares what a statement was to create with what the database has refused it for: an object that is there already.</summary>
    /// <param name="connection">An open connection, outside a transaction.</param>
    /// <param name="statement">The statement.</param>
    /// <param name="error">The database's refusal.</param>
    /// <param name="cancellationToken">Stops the look.</param>
    /// <returns>What was found; <see langword="null"/> where it is not about that, or nobody has asked for it.</returns>
    Task<ExistingObject?> CompareExistingAsync(
        DbConnection connection,
        SqlStatement statement,
        DatabaseError error,
        CancellationToken cancellationToken
    ) => Task.FromResult<ExistingObject?>(null);
}
