using Npgsql;
using SchemaGuard.History;
using SchemaGuard.PostgreSql.Messages;
using SchemaGuard.PostgreSql.Rights;
using SchemaGuard.Providers.Errors;
using SchemaGuard.Providers.State;

namespace SchemaGuard.PostgreSql.History;

/// <summary>The meaning of a refusal to read the history: the user lacks a right, or the history belongs to another schema.</summary>
internal static class HistoryRefusal
{
    /// <summary>Determines whether a history that may not be read belongs to another schema.</summary>
    /// <exception cref="DatabaseRefusedException">The user lacks rights; the error says which.</exception>
    public static async Task<DatabaseState?> ExplainAsync(
        NpgsqlConnection connection,
        HistoryTables tables,
        DatabaseState? server,
        HistoryPlace? place,
        CancellationToken cancellationToken
    )
    {
        if (place is { IsElsewhere: true })
        {
            var search = new HistorySearch(connection, tables, place);
            if (await search.IsFreshAsync(cancellationToken).ConfigureAwait(false))
            {
                return search.Fresh(server!);
            }
        }

        await RefuseReaderAsync(connection, tables with { Schema = tables.Schema ?? place?.Found }, cancellationToken)
            .ConfigureAwait(false);
        return null;
    }

    /// <summary>Refuses a user who may not read the history, with all statements that grant the right.</summary>
    private static async Task RefuseReaderAsync(NpgsqlConnection connection, HistoryTables tables, CancellationToken cancellationToken)
    {
        var needed = StatementRights.OfReading(tables);
        if (await new RightsQuery(connection).FindMissingAsync(needed, cancellationToken).ConfigureAwait(false) is { Count: > 0 } commands)
        {
            throw new DatabaseRefusedException(
                new DatabaseError(DatabaseErrorKind.Refused, PostgreSqlMessages.MayNotReadHistory(), RightMessages.GrantAll(commands))
                {
                    Code = PostgresErrorCodes.InsufficientPrivilege,
                    IsMissingRight = true,
                }
            );
        }
    }
}
