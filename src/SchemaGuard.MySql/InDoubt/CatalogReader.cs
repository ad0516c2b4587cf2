using System.Data.Common;
using SchemaGuard.MySql.Commands;
using SchemaGuard.MySql.Effects;
using SchemaGuard.MySql.Messages;
using SchemaGuard.Providers.InDoubt;

namespace SchemaGuard.MySql.InDoubt;

/// <summary>Reads the definitions of objects, as the server shows them.</summary>
internal sealed class CatalogReader(DbConnection connection)
{
    /// <summary>The storage engine's own name for a table: it keeps it in lower case wherever case does not tell tables apart.</summary>
    private const string Path = "CONCAT(COALESCE(@database, DATABASE()), '/', @name)";

    private const string TableQuery =
        "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = COALESCE(@database, DATABASE()) AND TABLE_NAME = @name_of_table";

    private const string Strictly = "SET STATEMENT sql_mode = CONCAT(@@sql_mode, ',STRICT_ALL_TABLES') FOR ";

    /// <summary>Reads the definition of an object.</summary>
    /// <returns>The definition; <see langword="null"/> where there is no such object.</returns>
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
            // By the database of its table, which is its own, MariaDB opens the tables of that one alone.
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
    /// Gives the condition that there is no table of a name, nor what shares its names, for a statement that writes. On MariaDB it is carried out in strict
    /// mode: of a table
    /// that somebody is changing, the server shows nothing and warns (1684), and in strict mode a warning fails the statement.
    /// </summary>
    public static ExpectedObservation Without(CatalogObject table, bool isMariaDb) =>
        new(Observation.OfNothing(table).Encode(), $"NOT EXISTS ({TableQuery})")
        {
            Before = isMariaDb ? Strictly : "",
            Parameters = [("@database", table.Database), ("@name_of_table", table.Name)],
        };

    /// <summary>
    /// Says whether there is a table of a name, or what shares its names. Asked before the definition where there should be none: of a table that is not there the server
    /// makes an error, on which a driver spends more time than the server on the statement.
    /// </summary>
    public async Task<bool> HasTableAsync(CatalogObject table, CancellationToken cancellationToken) =>
        (
            await connection
                .CatalogRowsAsync(TableQuery, [("@database", table.Database), ("@name_of_table", table.Name)], cancellationToken)
                .ConfigureAwait(false)
        ).Count > 0;

    /// <summary>Reads the number by which the storage engine knows a table, which it keeps when it is renamed.</summary>
    /// <returns>The number; <see langword="null"/> where the user may not see it, or the table has a name that the engine writes in another way.</returns>
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

    /// <summary>Reads a table, or what shares its names: a view, and on MariaDB a sequence, which it shows as a table if it is asked for one.</summary>
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
