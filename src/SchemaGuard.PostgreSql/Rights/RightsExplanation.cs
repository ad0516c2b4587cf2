using Npgsql;
using SchemaGuard.History;
using SchemaGuard.PostgreSql.Messages;
using SchemaGuard.Providers.Errors;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.PostgreSql.Rights;

/// <summary>
/// The complete remedy for a missing right: the statements that grant it, and everything else that the run would be refused for, as far as that can
/// be known.
/// </summary>
internal sealed class RightsExplanation(NpgsqlConnection connection)
{
    /// <summary>Completes the remedy.</summary>
    /// <param name="error">The refusal.</param>
    /// <param name="refusal">The server's answer.</param>
    /// <param name="statements">The statement that was refused, if any, and those that come after it.</param>
    /// <param name="tables">The history tables.</param>
    /// <param name="isOfHistory">Whether the guard's own work was refused, and not a statement.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public async Task<DatabaseError> ExplainAsync(
        DatabaseError error,
        PostgresException refusal,
        IReadOnlyList<SqlStatement> statements,
        HistoryTables tables,
        bool isOfHistory,
        CancellationToken cancellationToken
    )
    {
        var query = new RightsQuery(connection);
        var subject = RefusedSubject.Read(refusal.MessageText, isOfHistory || statements.Count == 0 ? null : statements[0].Class);
        IReadOnlyList<NeededRight> needed = [.. isOfHistory ? StatementRights.OfHistory(tables) : [], .. StatementRights.Of(statements)];
        var own = await FindAsync(query, subject, cancellationToken).ConfigureAwait(false);
        var others = await query.FindMissingAsync(needed, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<string> commands = [.. own.Concat(others).Distinct(StringComparer.Ordinal)];
        return commands.Count == 0
            ? error
            : error with
            {
                Remedy = MissingRight.IsSpecial(refusal)
                    ? $"{error.Remedy} {RightMessages.GrantAlso(commands)}"
                    : RightMessages.GrantAll(commands),
            };
    }

    /// <summary>
    /// Finds the statements that grant the right to an object. If neither the statement nor the search path tells its schema, all objects of its name
    /// count.
    /// </summary>
    private static async Task<IReadOnlyList<string>> FindAsync(RightsQuery query, NeededRight? subject, CancellationToken cancellationToken)
    {
        if (subject is null)
        {
            return [];
        }

        var found = await query.FindMissingAsync([subject], cancellationToken).ConfigureAwait(false);
        return found.Count > 0 || subject.Schema is not null
            ? found
            : await query.FindMissingAsync([subject with { Schema = NeededRight.AnySchema }], cancellationToken).ConfigureAwait(false);
    }
}
