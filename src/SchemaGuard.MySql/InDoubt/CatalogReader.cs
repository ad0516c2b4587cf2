using System.Data.Common;
using SchemaGuard.MySql.Commands;
using SchemaGuard.MySql.Effects;
using SchemaGuard.MySql.Messages;
using SchemaGuard.Providers.InDoubt;

namespace SchemaGuard.MySql.InDoubt;

/// <summary>A reader of the definitions of objects, as the server shows them.</summary>
internal sealed class CatalogReader(DbConnection connection)
{
    /// <summary>The storage engine's own name for a table. It is in lower case wherever case does not tell tables apart.</summary>
    private const string Path = "CONCAT(COALESCE(@database, DATABASE()), '/', @name)";

    private const string TableQuery =
        "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = COALESCE(@database, DATABASE()) AND TABLE_NAME = @name_of_table";

    private const string Strictly = "SET STATEMENT sql_mode = CONCAT(@@sql_mode, ',STRICT_ALL_TABLES') FOR ";

    /// <summary>Reads the definition of an object.</summary>
    /// <returns>The definition; <see langword="null"/> where the object does not exist.</returns>
    public async Task<string?> ReadAsync(CatalogObject catalogObject, CancellationToken cancellationToken)
    {
        if (catalogObject.Kind == CatalogKind.Table)
        {
            return await ReadTableAsync(catalogObject, cancellationToken).ConfigureAwait(false);
        }

        if (catalogObject.Kind == CatalogKind.Database)
        {
            return await ShowAsync("DATABASE", catalogObject, cancellationToken).ConfigureAwait(false);
        }

        var query = catalogObject.Kind switch
        {
            // With a condition on the table's database, which is the trigger's own, MariaDB opens only the tables of that one.
            CatalogKind.Trigger => Body("ACTION_STATEMENT", "TRIGGERS", "TRIGGER")
                + " AND EVENT_OBJECT_SCHEMA = COALESCE(@database, DATABASE())",
            CatalogKind.Procedure => Body("ROUTINE_DEFINITION", "ROUTINES", "ROUTINE") + " AND ROUTINE_TYPE = 'PROCEDURE'",
            CatalogKind.Function => Body("ROUTINE_DEFINITION", "ROUTINES", "ROUTINE") + " AND ROUTINE_TYPE = 'FUNCTION'",
            _ => Body("EVENT_DEFINITION", "EVENTS", "EVENT"),
        };
        var rows = await connection
            .CatalogRowsAsync(query, [("@database", catalogObject.Database), ("@name", catalogObject.Name)], cancellationToken)
            .ConfigureAwait(false);
        return rows is [[var text]] ? text ?? "" : null;
    }

    /// <summary>
    /// Returns the condition that no table, or object in the same namespace, has a name, for a statement that writes. On MariaDB it runs in strict
    /// mode. MariaDB shows nothing for a table that another session is changing, and warns (1684); in strict mode a warning fails the statement.
    /// </summary>
    public static ExpectedObservation Without(CatalogObject table, bool isMariaDb) =>
        new(Observation.OfNothing(table).Encode(), $"NOT EXISTS ({TableQuery})")
        {
            Before = isMariaDb ? Strictly : "",
            Parameters = [("@database", table.Database), ("@name_of_table", table.Name)],
        };

    /// <summary>
    /// Determines whether a table, or an object in the same namespace, has a name. Asked before the definition where none is expected: the server
    /// answers with an error for a missing table, and a driver spends more time on the error than the server on the statement.
    /// </summary>
    public async Task<bool> HasTableAsync(CatalogObject table, CancellationToken cancellationToken) =>
        (
            await connection
                .CatalogRowsAsync(TableQuery, [("@database", table.Database), ("@name_of_table", table.Name)], cancellationToken)
                .ConfigureAwait(false)
        ).Count > 0;

    /// <summary>Reads the number by which the storage engine knows a table. It stays the same when the table is renamed.</summary>
    /// <returns>The number; <see langword="null"/> where the user may not see it, or the engine writes the table's name differently.</returns>
    public async Task<string?> ReadIdentityAsync(CatalogObject table, bool isMariaDb, CancellationToken cancellationToken)
    {
        var view = isMariaDb ? "INNODB_SYS_TABLES" : "INNODB_TABLES";
        try
        {
            var rows = await connection
                .RowsAsync(
                    $"SELECT TABLE_ID FROM information_schema.{view} WHERE NAME = IF(@@lower_case_table_names = 0, {Path}, LOWER({Path}))",
                    [("@database", table.Database), ("@name", table.Name)],
                    cancellationToken
                )
                .ConfigureAwait(false);
            return rows is [[var identity]] ? identity : null;
        }
        catch (DbException exception) when (ServerError.NumberOf(exception) is 1227 or 1044 or 1142)
        {
            return null;
        }
    }

    /// <summary>
    /// Reads a table, or an object in the same namespace: a view, or on MariaDB a sequence, which it shows as a table if asked for one.
    /// </summary>
    private async Task<string?> ReadTableAsync(CatalogObject table, CancellationToken cancellationToken)
    {
        var text = await ShowAsync("TABLE", table, cancellationToken).ConfigureAwait(false);
        return text?.EndsWith(" SEQUENCE=1", StringComparison.Ordinal) == true
            ? await ShowAsync("SEQUENCE", table, cancellationToken).ConfigureAwait(false)
            : text;
    }

    private async Task<string?> ShowAsync(string kind, CatalogObject shown, CancellationToken cancellationToken)
    {
        try
        {
            var rows = await connection.RowsAsync($"SHOW CREATE {kind} {shown.Quoted}", [], cancellationToken).ConfigureAwait(false);
            return rows is [[_, { } text, ..], ..] ? TableText.WithoutData(text) : null;
        }
        catch (DbException exception) when (ServerError.NumberOf(exception) is ServerError.NoSuchTable or ServerError.UnknownDatabase)
        {
            return null;
        }
        catch (DbException exception) when (ServerError.NumberOf(exception) == ServerError.InvalidView)
        {
            return "a view of something that is not there";
        }
    }

    private static string Body(string column, string view, string prefix) =>
        $"SELECT {column} FROM information_schema.{view} WHERE {prefix}_SCHEMA = COALESCE(@database, DATABASE()) AND {prefix}_NAME = @name";
}
