using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace SchemaGuard.MySql.Tests.KillMatrix;

/// <summary>
/// Writes schema and data of the current database as a text that is equal for two databases of one server that hold the same. The database's
/// own name, definers, creation times and the next automatic numbers are left out (a transaction that was rolled back has taken its numbers),
/// and so are the tables of the guard.
/// </summary>
internal static partial class DatabaseDump
{
    private const string Own = "schemaguard_";
    private const int RowsShown = 10_000;

    private const string Tables =
        "select table_name from information_schema.tables where table_schema = database() and table_type <> 'VIEW' order by binary table_name";

    private const string Views =
        "select table_name from information_schema.views where table_schema = database() order by binary table_name";

    private const string Triggers =
        "select trigger_name from information_schema.triggers where trigger_schema = database() "
        + "order by binary event_object_table, action_timing, event_manipulation, action_order";

    private const string Procedures =
        "select routine_name from information_schema.routines where routine_schema = database() and routine_type = 'PROCEDURE' order by binary routine_name";

    private const string Functions =
        "select routine_name from information_schema.routines where routine_schema = database() and routine_type = 'FUNCTION' order by binary routine_name";

    private const string Events =
        "select event_name from information_schema.events where event_schema = database() order by binary event_name";

    /// <summary>Dumps the connection's current database.</summary>
    public static async Task<string> OfAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        foreach (var table in await NamesAsync(connection, Tables, cancellationToken))
        {
            await AppendDefinitionAsync(connection, text, "table", table, cancellationToken);
            await AppendRowsAsync(connection, text, table, cancellationToken);
        }

        (string Kind, string Query)[] kinds =
        [
            ("view", Views),
            ("trigger", Triggers),
            ("procedure", Procedures),
            ("function", Functions),
            ("event", Events),
        ];
        foreach (var (kind, query) in kinds)
        {
            foreach (var name in await NamesAsync(connection, query, cancellationToken))
            {
                await AppendDefinitionAsync(connection, text, kind, name, cancellationToken);
            }
        }

        return text.ToString();
    }

    /// <summary>Finds the first line in which two dumps differ; long ones are no use in a message.</summary>
    public static string? Difference(string expected, string actual)
    {
        var (left, right) = (expected.Split('\n'), actual.Split('\n'));
        var same = left.Zip(right).TakeWhile(pair => pair.First == pair.Second).Count();
        return same == left.Length && same == right.Length
            ? null
            : $"line {same + 1}: expected <{left.ElementAtOrDefault(same)}>, found <{right.ElementAtOrDefault(same)}>";
    }

    private static async Task AppendDefinitionAsync(
        DbConnection connection,
        StringBuilder text,
        string kind,
        string name,
        CancellationToken cancellationToken
    )
    {
        var database = Quoted(connection.Database);
        await using var command = connection.CreateCommand();
        command.CommandText = $"show create {kind} {Quoted(name)}";
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        text.Append("== ").Append(kind).Append(' ').Append(name).Append('\n');

        // The first column is the name. Modes and character sets are part of what a routine does.
        for (var column = 1; column < reader.FieldCount; column++)
        {
            if (reader.GetName(column) != "Created")
            {
                var value = Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture) ?? "";
                value = Definer().Replace(value.Replace(database, "`{database}`", StringComparison.Ordinal), "");
                text.Append(kind == "table" ? NextNumber().Replace(value, "") : value).Append('\n');
            }
        }
    }

    private static async Task AppendRowsAsync(
        DbConnection connection,
        StringBuilder text,
        string table,
        CancellationToken cancellationToken
    )
    {
        var columns = await ColumnsAsync(connection, table, cancellationToken);
        var rows = new List<string>();
        await using var command = connection.CreateCommand();
        command.CommandTimeout = 120;
        command.CommandText = $"select {string.Join(", ", columns)} from {Quoted(table)}";
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var values = Enumerable.Range(0, reader.FieldCount).Select(reader.GetString);
            rows.Add(string.Join(", ", values).Replace("\n", "\\n", StringComparison.Ordinal));
        }

        // Ordered by all their columns, and not as any collation has it.
        rows.Sort(StringComparer.Ordinal);
        text.Append(CultureInfo.InvariantCulture, $"{rows.Count} rows\n");
        if (rows.Count > RowsShown)
        {
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', rows)));
            rows = [.. rows.Take(3), "…", .. rows.TakeLast(3), $"sha256 of all {Convert.ToHexStringLower(hash)}"];
        }

        rows.ForEach(row => text.Append(row).Append('\n'));
    }

    /// <summary>Composes for each column an expression that is its value as a literal.</summary>
    private static async Task<List<string>> ColumnsAsync(DbConnection connection, string table, CancellationToken cancellationToken)
    {
        var columns = new List<string>();
        await using var command = connection.CreateCommand();
        command.CommandText =
            "select column_name, data_type from information_schema.columns where table_schema = database() and table_name = @table order by ordinal_position";
        var parameter = command.CreateParameter();
        parameter.ParameterName = "@table";
        parameter.Value = table;
        command.Parameters.Add(parameter);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var column = Quoted(reader.GetString(0));
            columns.Add(
                IsBinary(reader.GetString(1)) ? $"coalesce(concat('0x', hex({column})), 'NULL')" : $"quote(convert({column} using utf8mb4))"
            );
        }

        return columns;
    }

    private static async Task<List<string>> NamesAsync(DbConnection connection, string query, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        await using var command = connection.CreateCommand();
        command.CommandText = query;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            names.Add(reader.GetString(0));
        }

        return names.FindAll(name => !name.StartsWith(Own, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsBinary(string type) =>
        type.ToLowerInvariant()
            is "binary"
                or "varbinary"
                or "tinyblob"
                or "blob"
                or "mediumblob"
                or "longblob"
                or "bit"
                or "geometry"
                or "point"
                or "linestring"
                or "polygon";

    private static string Quoted(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    [GeneratedRegex("DEFINER=(?<q>[`\"])[^`\"]*\\k<q>@\\k<q>[^`\"]*\\k<q> ?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Definer();

    [GeneratedRegex(" AUTO_INCREMENT=[0-9]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NextNumber();
}
