using System.Diagnostics.CodeAnalysis;
using SchemaGuard.History;

namespace SchemaGuard.Providers;

/// <summary>The SQL texts that differ between products in the statements on the history and state tables. Pure; implementations are thread-safe.</summary>
[Experimental("SG9001")]
public interface IHistoryDialect
{
    /// <summary>Returns what is wrong with the names of the history tables, as a whole sentence with what to write instead.</summary>
    /// <param name="tables">Names that consist of letters, digits and underscores.</param>
    /// <returns>The sentence, or <see langword="null"/> if nothing is wrong.</returns>
    string? FindProblem(HistoryTables tables);

    /// <summary>Quotes an identifier, whatever characters it contains.</summary>
    /// <param name="identifier">The bare name.</param>
    string QuoteIdentifier(string identifier);

    /// <summary>Returns an expression for a time in UTC, by the database's clock, as many seconds ago as a parameter says.</summary>
    /// <param name="secondsParameter">A parameter placeholder such as <c>@seconds</c>, bound to a floating-point number.</param>
    string UtcTimestampAgo(string secondsParameter);

    /// <summary>Returns an expression that reads a column of <see cref="UtcTimestampAgo"/>'s type as text: <c>2026-01-31T23:59:59.999Z</c>.</summary>
    /// <param name="column">The column.</param>
    string TimestampText(string column) => column;

    /// <summary>Gets an expression for the user as whom the database knows this session; <see langword="null"/> if it has no users.</summary>
    string? SessionUser => null;

    /// <summary>
    /// Returns the expression by which a stamp's drift token is written. A provider may add what only this database knows of the row, and remove it
    /// again when the state reader reads it: a stamp that was copied with the data then holds another token than the database has.
    /// </summary>
    /// <param name="token">The token's parameter.</param>
    string StampedToken(string token) => token;

    /// <summary>
    /// Returns a query of the guard's own tables that waits at most a second for a lock on one of them. The query is sent outside a transaction, on a
    /// session whose settings the guard must not change.
    /// </summary>
    /// <param name="query">One SELECT.</param>
    BoundedQuery BoundRead(string query) => new(query);
}
