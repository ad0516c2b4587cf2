using Npgsql;
using SchemaGuard.PostgreSql.Commands;
using SchemaGuard.PostgreSql.Server;
using SchemaGuard.Verification.Expectations;

namespace SchemaGuard.PostgreSql.Rights;

/// <summary>
/// A query for the privileges on tables that the session's user lacks. A privilege on some columns counts: only the application knows which columns a
/// statement names. Without <c>USAGE</c> of the schema there is no access at all; the server then skips the schema, so the first schema of the search
/// path is found here.
/// </summary>
internal static class AccessQuery
{
    private const string Sql = $"""
        SELECT r.number::int, p.privilege, n.nspname::text, c.relname::text, has_schema_privilege(n.oid, 'USAGE')::text, current_user::text
        FROM unnest($1, $2, $3) WITH ORDINALITY r (schema, name, privileges, number)
        JOIN pg_catalog.pg_namespace n ON n.nspname = coalesce(r.schema, (
            SELECT f.nspname FROM {SearchPath.Entries} s
            JOIN pg_catalog.pg_namespace f ON f.nspname = s.name
            ORDER BY s.place LIMIT 1))
        JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = r.name AND c.relkind IN ('r', 'p', 'f', 'v', 'm')
        CROSS JOIN unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) p (privilege)
        WHERE p.privilege = ANY (string_to_array(r.privileges, ', '))
          AND NOT (has_schema_privilege(n.oid, 'USAGE') AND (has_table_privilege(c.oid, p.privilege)
            OR CASE WHEN p.privilege <> 'DELETE' THEN has_any_column_privilege(c.oid, p.privilege) ELSE false END))
        """;

    /// <summary>Runs the query.</summary>
    public static async Task<IReadOnlyList<MissingAccess>> FindMissingAsync(
        NpgsqlConnection connection,
        IReadOnlyList<TableAccess> required,
        CancellationToken cancellationToken
    )
    {
        var missing = new SortedDictionary<int, (TablePrivileges Privileges, Row Row)>();
        var command = new NpgsqlCommand(Sql, connection)
        {
            Parameters =
            {
                new() { Value = required.Select(access => access.Schema).ToArray() },
                new() { Value = required.Select(access => access.Table).ToArray() },
                new() { Value = required.Select(access => access.Privileges.ToSql()).ToArray() },
            },
        };
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    var number = reader.GetInt32(0) - 1;
                    var known = missing.TryGetValue(number, out var before) ? before.Privileges : TablePrivileges.None;
                    var row = new Row(reader.GetString(2), reader.GetString(3), reader.GetString(4) == "true", reader.GetString(5));
                    missing[number] = (known | reader.GetString(1).ToPrivilege(), row);
                }
            }
        }

        return
        [
            .. missing.Select(found => new MissingAccess(
                required[found.Key] with
                {
                    Privileges = found.Value.Privileges,
                },
                Grant(found.Value.Privileges, found.Value.Row)
            )),
        ];
    }

    private static string Grant(TablePrivileges privileges, Row row)
    {
        var (schema, user) = (SqlText.Quote(row.Schema), SqlText.Quote(row.User));
        var table = $"GRANT {privileges.ToSql()} ON TABLE {schema}.{SqlText.Quote(row.Table)} TO {user};";
        return row.HasUsage ? table : $"GRANT USAGE ON SCHEMA {schema} TO {user}; {table}";
    }

    private sealed record Row(string Schema, string Table, bool HasUsage, string User);
}
