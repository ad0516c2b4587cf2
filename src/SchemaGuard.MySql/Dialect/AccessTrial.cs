using System.Data.Common;
using SchemaGuard.MySql.Commands;
using SchemaGuard.MySql.Messages;
using SchemaGuard.MySql.Server;
using SchemaGuard.Verification.Expectations;

namespace SchemaGuard.MySql.Dialect;

/// <summary>
/// Finds out what the session's user may not do with tables. No function tells it, and roles are in none of the lists: where no right on the whole database answers,
/// the server is asked to explain a statement, for which it wants the same rights as for running it. Explaining changes nothing.
/// </summary>
internal sealed class AccessTrial(DbConnection connection, MySqlDialect dialect)
{
    /// <summary>A right that was given on one database cannot be taken back on a table of it.</summary>
    private const string OnDatabase =
        $"SELECT PRIVILEGE_TYPE FROM information_schema.SCHEMA_PRIVILEGES WHERE GRANTEE = {SessionIdentity.Grantee} AND DATABASE() LIKE TABLE_SCHEMA";

    /// <summary>Nor can one that was given on the server, except where MySQL was told so.</summary>
    private const string OnServer =
        $"SELECT PRIVILEGE_TYPE FROM information_schema.USER_PRIVILEGES WHERE GRANTEE = {SessionIdentity.Grantee}";

    private static readonly Version FirstWithPartialRevokes = new(8, 0, 16);

    private const string Names = $"SELECT {SessionIdentity.Grantee}, DATABASE()";

    private const string FirstColumn = """
        SELECT COLUMN_NAME FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = COALESCE(@schema, DATABASE()) AND TABLE_NAME = @name AND EXTRA NOT LIKE '%GENERATED%'
        ORDER BY PRIVILEGES LIKE '%update%' DESC, ORDINAL_POSITION LIMIT 1
        """;

    /// <summary>Finds out. A table on which the user has no right at all counts as one that is there: the server does not tell.</summary>
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
        var database = MySqlDialect.Quote(missing.Schema ?? names[1] ?? "");
        return new MissingAccess(
            missing,
            $"GRANT {missing.Privileges.ToSql()} ON {database}.{MySqlDialect.Quote(missing.Table)} TO {names[0]};"
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
            // Rights are looked at before whatever else the server objects to, such as a column without a default, or a table that is not there.
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

    /// <summary>Names a column to be set; any name, where the user sees none: the table is denied first.</summary>
    private async Task<string> FirstColumnAsync(TableAccess access, CancellationToken cancellationToken)
    {
        var rows = await connection
            .CatalogRowsAsync(FirstColumn, [("@schema", access.Schema), ("@name", access.Table)], cancellationToken)
            .ConfigureAwait(false);
        return rows is [[{ } column], ..] ? column : "id";
    }
}
