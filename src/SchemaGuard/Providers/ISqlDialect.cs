using System.Diagnostics.CodeAnalysis;
using SchemaGuard.Scripts;

namespace SchemaGuard.Providers;

/// <summary>Answers questions about a product's SQL text. Pure: no connection. Implementations are thread-safe.</summary>
[Experimental("SG9001")]
public interface ISqlDialect
{
    /// <summary>Gets the lexical rules by which scripts are split.</summary>
    LexicalRules LexicalRules { get; }

    /// <summary>Gets how identifiers are compared by the catalog.</summary>
    StringComparer IdentifierComparer { get; }

    /// <summary>Says what is wrong with the names of the history tables, as a whole sentence with what to write instead.</summary>
    /// <param name="tables">Names that are letters, digits and underscores.</param>
    /// <returns>The sentence, or <see langword="null"/> when nothing is.</returns>
    string? FindProblem(HistoryTables tables);

    /// <summary>Quotes an identifier, whatever characters it holds.</summary>
    /// <param name="identifier">The bare name.</param>
    string QuoteIdentifier(string identifier);

    /// <summary>Gives an expression for the database's clock, in UTC, as many seconds ago as a parameter says.</summary>
    /// <param name="secondsParameter">A parameter placeholder such as <c>@seconds</c>, bound to a floating-point number.</param>
    string UtcTimestampAgo(string secondsParameter);

    /// <summary>Gives the statements that create the history and state tables if they do not exist.</summary>
    /// <param name="tables">Their names.</param>
    IReadOnlyList<string> CreateHistory(HistoryTables tables);

    /// <summary>Divides a script into what must run before its transaction and what runs inside it.</summary>
    /// <param name="script">The script of one migration.</param>
    PreparedScript Prepare(SqlScript script);

    /// <summary>
    /// Says whether a statement that cannot run in a transaction may simply be run again when a crash left open whether it had run.
    /// </summary>
    /// <param name="statement">The class of the statement.</param>
    bool IsRepeatable(StatementClass statement);

    /// <summary>
    /// Says whether a statement only sets up the session for those after it. When an interrupted migration is continued in a new session,
    /// such statements run again although they are done.
    /// </summary>
    /// <param name="statement">The class of the statement.</param>
    bool EstablishesSession(StatementClass statement);
}
