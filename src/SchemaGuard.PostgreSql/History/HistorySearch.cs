using Npgsql;
using SchemaGuard.History;
using SchemaGuard.PostgreSql.Commands;
using SchemaGuard.PostgreSql.Messages;
using SchemaGuard.PostgreSql.Server;
using SchemaGuard.Providers.Errors;
using SchemaGuard.Providers.State;

namespace SchemaGuard.PostgreSql.History;

/// <summary>
/// The decision that a probe alone cannot make: whether a history is hidden from the user, and whether one further along the search path is meant.
/// Only made where the history is not plainly in its place.
/// </summary>
internal sealed class HistorySearch(NpgsqlConnection connection, HistoryTables tables, HistoryPlace place)
{
    private const string Hidden = $"""
        SELECT n.nspname::text, current_user::text FROM {SearchPath.Entries} p JOIN pg_catalog.pg_namespace n ON n.nspname = p.name
        WHERE NOT has_schema_privilege(n.oid, 'USAGE')
        """;

    private const string HiddenQuery = $"""
        {Hidden}
          AND (EXISTS (SELECT FROM pg_catalog.pg_class c WHERE c.relnamespace = n.oid AND c.relname = $1::name)
            OR NOT p.is_user AND p.place < coalesce((SELECT min(u.place) FROM {SearchPath.Entries} u WHERE u.name = current_schema()), 9223372036854775807))
        ORDER BY p.place LIMIT 1
        """;

    /// <summary>The same where a history is visible: one that comes before it.</summary>
    private const string HiddenBeforeQuery = $"""
        {Hidden}
          AND EXISTS (SELECT FROM pg_catalog.pg_class c WHERE c.relnamespace = n.oid AND c.relname = $1::name)
          AND p.place < (SELECT min(u.place) FROM {SearchPath.Entries} u WHERE u.name = $2::name)
        ORDER BY p.place LIMIT 1
        """;

    /// <summary>
    /// Whether the search path names the schema in which new tables are created, and that schema is empty: it is to get its own history.
    /// </summary>
    private const string FreshQuery = $"""
        SELECT EXISTS (SELECT FROM {SearchPath.Entries} p WHERE p.name = current_schema() AND NOT p.is_user)
           AND NOT EXISTS (SELECT FROM pg_catalog.pg_class c WHERE c.relnamespace = n.oid AND c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S'))
           AND NOT EXISTS (SELECT FROM pg_catalog.pg_proc f WHERE f.pronamespace = n.oid)
        FROM pg_catalog.pg_namespace n WHERE n.nspname = current_schema()
        """;

    private const string Policy = """
        SELECT FROM pg_catalog.pg_policy p WHERE p.polrelid = c.oid AND p.polcmd IN ('*', 'r')
          AND EXISTS (SELECT FROM unnest(p.polroles) r WHERE r = 0 OR pg_has_role(r, 'USAGE'))
        """;

    private const string SecuredQuery = $"""
        SELECT n.nspname::text, c.relname::text, current_user::text FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = $1 AND c.relname IN ($2::name, $3::name) AND row_security_active(c.oid)
          AND NOT (EXISTS ({Policy} AND p.polpermissive AND pg_get_expr(p.polqual, p.polrelid) = 'true')
            AND NOT EXISTS ({Policy} AND NOT p.polpermissive AND pg_get_expr(p.polqual, p.polrelid) IS DISTINCT FROM 'true'))
        ORDER BY c.relname LIMIT 1
        """;

    private readonly CatalogQuery _catalog = new(connection);

    /// <summary>Completes what the probe found.</summary>
    /// <param name="state">What the names led to.</param>
    /// <param name="serves">Whether the history says that it also serves the schema in which new tables are created.</param>
    /// <param name="cancellationToken">Cancels the queries.</param>
    /// <exception cref="DatabaseRefusedException">Policies hide rows of the history, or an earlier schema of the search path is closed to the user
    /// and has one.</exception>
    public async Task<DatabaseState> CompleteAsync(DatabaseState state, bool serves, CancellationToken cancellationToken)
    {
        if (place is { MayHide: true, Found: { } found })
        {
            var hidden = await FindHiddenAsync(HiddenBeforeQuery, cancellationToken, tables.History, found).ConfigureAwait(false);
            if (hidden is not null)
            {
                throw new DatabaseRefusedException(hidden);
            }
        }

        if (place.IsElsewhere)
        {
            return await CompleteElsewhereAsync(state, serves, cancellationToken).ConfigureAwait(false);
        }

        if (!state.HasHistory)
        {
            return tables.Schema is not null
                ? state
                : state with
                {
                    HiddenBy = await FindHiddenAsync(HiddenQuery, cancellationToken, tables.History).ConfigureAwait(false),
                };
        }

        await RefuseHiddenRowsAsync(cancellationToken).ConfigureAwait(false);
        return state with { FurtherHistorySchema = place.Further };
    }

    /// <summary>
    /// Determines whether the schema in which new tables are created is to get a history of its own: the search path names it, and it is empty.
    /// </summary>
    public async Task<bool> IsFreshAsync(CancellationToken cancellationToken) =>
        await _catalog.ReadAsync(FreshQuery, cancellationToken).ConfigureAwait(false) is true;

    /// <summary>Describes a schema that has no history yet, while one further along the path has.</summary>
    public DatabaseState Fresh(DatabaseState state) =>
        state with
        {
            HasHistory = false,
            HasForeignHistory = false,
            HasUnfinished = false,
            Head = HistoryHead.Empty,
            Stamp = null,
            LeaseOwner = null,
            HistorySchema = place.Current,
            FurtherHistorySchema = place.Found,
        };

    private async Task<DatabaseState> CompleteElsewhereAsync(DatabaseState state, bool serves, CancellationToken cancellationToken)
    {
        if (!state.HasHistory)
        {
            // What is there belongs to another application and is not a history.
            return Fresh(state) with { FurtherHistorySchema = null };
        }

        if (!serves && await IsFreshAsync(cancellationToken).ConfigureAwait(false))
        {
            return Fresh(state) with
            {
                HiddenBy = await FindHiddenAsync(HiddenQuery, cancellationToken, tables.History).ConfigureAwait(false),
            };
        }

        await RefuseHiddenRowsAsync(cancellationToken).ConfigureAwait(false);
        return state with { HistorySchema = place.Found, UnsettledSchema = serves ? null : place.Current };
    }

    /// <summary>Finds a schema of the search path that may contain the history and that the user may not use.</summary>
    private async Task<DatabaseError?> FindHiddenAsync(string query, CancellationToken cancellationToken, params string[] parameters)
    {
        var found = await _catalog
            .ReadAllAsync(query, reader => (Schema: reader.GetString(0), User: reader.GetString(1)), cancellationToken, parameters)
            .ConfigureAwait(false);
        return found is [var hidden, ..]
            ? new DatabaseError(
                DatabaseErrorKind.Refused,
                PostgreSqlMessages.SchemaHidden(hidden.Schema),
                RightMessages.Grant($"USAGE ON SCHEMA {SqlText.Quote(hidden.Schema)}", SqlText.Quote(hidden.User))
            )
            {
                Code = PostgresErrorCodes.InsufficientPrivilege,
                IsMissingRight = true,
            }
            : null;
    }

    private async Task RefuseHiddenRowsAsync(CancellationToken cancellationToken)
    {
        if (!place.IsRowSecured || place.Found is not { } schema)
        {
            return;
        }

        var found = await _catalog
            .ReadAllAsync(
                SecuredQuery,
                reader => (Schema: reader.GetString(0), Table: reader.GetString(1), User: reader.GetString(2)),
                cancellationToken,
                schema,
                tables.History,
                tables.State
            )
            .ConfigureAwait(false);
        if (found is [var secured, ..])
        {
            throw new DatabaseRefusedException(
                new DatabaseError(
                    DatabaseErrorKind.Refused,
                    PostgreSqlMessages.RowsHidden($"{secured.Schema}.{secured.Table}"),
                    PostgreSqlMessages.RowsHiddenRemedy(SqlText.Qualified(secured.Schema, secured.Table), SqlText.Quote(secured.User))
                )
                {
                    Code = PostgresErrorCodes.InsufficientPrivilege,
                    IsMissingRight = true,
                }
            );
        }
    }
}
