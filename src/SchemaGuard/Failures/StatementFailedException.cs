using SchemaGuard.Providers.Errors;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.Failures;

/// <summary>A failed statement, carried from where it ran to where the whole failure is known.</summary>
internal sealed class StatementFailedException(SqlStatement? statement, int number, DatabaseError error, Exception? inner)
    : Exception(error.Message, inner)
{
    /// <summary>Gets the statement; <see langword="null"/> for code, for a check before the commit, and for the commit itself.</summary>
    public SqlStatement? Statement => statement;

    /// <summary>Gets the statement's number in the migration, from 1; 0 if there is none.</summary>
    public int Number => number;

    public DatabaseError Error => error;

    /// <summary>
    /// Gets or sets whether it is unknown what of the migration remains, because its code has ended the transaction, or runs without one.
    /// </summary>
    public bool IsStateUnknown { get; set; }

    /// <summary>
    /// Gets or sets whether it is unknown what of the statement remains: it was interrupted outside a transaction, or has ended its own.
    /// </summary>
    public bool IsInDoubt { get; set; }

    /// <summary>Gets or sets whether it was tried again for as long as the options allow.</summary>
    public bool IsGivenUp { get; set; }

    /// <summary>Gets or sets who kept the statement waiting, if the database can tell.</summary>
    public IReadOnlyList<string> Blockers { get; set; } = [];

    /// <summary>Returns the same failure with another explanation.</summary>
    public StatementFailedException With(DatabaseError explained) =>
        new(statement, number, explained, InnerException)
        {
            IsStateUnknown = IsStateUnknown,
            IsInDoubt = IsInDoubt,
            StatementsDone = StatementsDone,
            Blockers = Blockers,
        };

    /// <summary>Gets or sets how many statements of the migration stay done; 0 if it was rolled back as a whole.</summary>
    public int StatementsDone { get; set; }
}
