using System.Data.Common;
using SchemaGuard.MySql.Commands;
using SchemaGuard.MySql.Messages;
using SchemaGuard.MySql.Server;
using SchemaGuard.Verification.Expectations;

namespace SchemaGuard.MySql.Dialect;

/// <summary>
/// A search for what the session's user may not do with tables. No function reports this, and none of the lists includes roles. Where no privilege on
/// the whole database answers the question, the server is asked to explain a statement: EXPLAIN needs the same privileges as running the statement,
/// and changes nothing.
/// </summary>
internal sealed class AccessTrial(DbConnection connection, MySqlDialect dialect)
{
    /// <summary>A privilege that was granted on a database cannot be revoked on one of its tables.</summary>
    private const string OnDatabase =
        $"SELECT PRIVILEGE_TYPE FROM information_schema.SCHEMA_PRIVILEGES WHERE GRANTEE = {SessionIdentity.Grantee} AND DATABASE() LIKE TABLE_SCHEMA";

    /// <summary>Neither can one that was granted on the whole server, except where MySQL is configured for partial revokes.</summary>
    private const string OnServer =
        $"SELECT PRIVILEGE_TYPE FROM information_schema.USER_PRIVILEGES WHERE GRANTEE = {SessionIdentity.Grantee}";

    private static readonly Version FirstWithPartialRevokes = new(8, 0, 16);

    private const string Names = $"SELECT {SessionIdentity.Grantee}, DATABASE()";

    private const string FirstColumn = """
        SELECT COLUMN_NAME FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = COALESCE(@schema, DATABASE())
            AND TABLE_NAME = @name AND EXTRA NOT LIKE '%GENERATED%'
        ORDER BY PRIVILEGES LIKE '%update%' DESC, ORDINAL_POSITION LIMIT 1
        """;

    /// <summary>
    /// Finds what is missing. A table on which the user has no privilege at all counts as one that exists: the server does not tell.
    /// </summary>
    public async Task<IReadOnlyList<MissingAccess>> FindMissingAsync(
        IReadOnlyList<TableAccess> required,
        CancellationToken cancellationToken
    )
    {
        var rows = await connection.RowsAsync($"{OnDatabase} UNION {OnServer}{Unrevoked}", [], cancellationToken).ConfigureAwait(false);
        var given = rows.Aggregate(TablePrivileges.None, (all, row) => all | (row[0] ?? "").ToPrivilege());
        var found = new List<MissingAccess>();
        foreach (var access in required)
        {
            var missing = TablePrivileges.None;
            foreach (var privilege in (access.Schema is null ? access.Privileges & ~given : access.Privileges).Each())
            {
                missing |= await IsDeniedAsync(access, privilege, cancellationToken).ConfigureAwait(false)
                    ? privilege
                    : TablePrivileges.None;
            }

            if (missing != TablePrivileges.None)
            {
                found.Add(await DescribeAsync(access with { Privileges = missing }, cancellationToken).ConfigureAwait(false));
            }
        }

        return found;
    }

    private string Unrevoked =>
        dialect.Server is { IsMariaDb: false } server && server.Version >= FirstWithPartialRevokes ? " AND NOT @@partial_revokes" : "";

    private async Task<MissingAccess> DescribeAsync(TableAccess missing, CancellationToken cancellationToken)
    {
        var names = (await connection.RowsAsync(Names, [], cancellationToken).ConfigureAwait(false))[0];
        var database = Identifier.Quote(missing.Schema ?? names[1] ?? "");
        return new MissingAccess(
            missing,
            $"GRANT {missing.Privileges.ToSql()} ON {database}.{Identifier.Quote(missing.Table)} TO {names[0]};"
        );
    }

    private async Task<bool> IsDeniedAsync(TableAccess access, TablePrivileges privilege, CancellationToken cancellationToken)
    {
        var statement = await StatementAsync(access, privilege, cancellationToken).ConfigureAwait(false);
        try
        {
            await connection.RowsAsync(BoundedSelect.Explain(dialect.Server, statement), [], cancellationToken).ConfigureAwait(false);
            return false;
        }
        catch (DbException exception) when (ServerError.NumberOf(exception) is > 0 and not ServerError.LockWaitTimeout)
        {
            // Privileges are checked before anything else that the server objects to, such as a column without a default, or a missing table.
            return ServerError.NumberOf(exception)
                is ServerError.TableAccessDenied
                    or ServerError.ColumnAccessDenied
                    or ServerError.DatabaseAccessDenied;
        }
    }

    private async Task<string> StatementAsync(TableAccess access, TablePrivileges privilege, CancellationToken cancellationToken)
    {
        var name = dialect.QuoteIdentifier(access.Table);
        var table = access.Schema is null ? name : $"{dialect.QuoteIdentifier(access.Schema)}.{name}";
        return privilege switch
        {
            TablePrivileges.Select => $"SELECT 1 FROM {table} WHERE FALSE",
            TablePrivileges.Insert => $"INSERT INTO {table} () VALUES ()",
            TablePrivileges.Update =>
                $"UPDATE {table} SET {dialect.QuoteIdentifier(await FirstColumnAsync(access, cancellationToken).ConfigureAwait(false))} = NULL WHERE FALSE",
            _ => $"DELETE FROM {table} WHERE FALSE",
        };
    }

    /// <summary>Names a column to set; any name will do where the user sees none, as access to the table is denied first.</summary>
    private async Task<string> FirstColumnAsync(TableAccess access, CancellationToken cancellationToken)
    {
        var rows = await connection
            .CatalogRowsAsync(FirstColumn, [("@schema", access.Schema), ("@name", access.Table)], cancellationToken)
            .ConfigureAwait(false);
        return rows is [[{ } column], ..] ? column : "id";
    }
}
