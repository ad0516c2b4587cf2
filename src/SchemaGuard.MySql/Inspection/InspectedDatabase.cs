using System.Data.Common;
using SchemaGuard.Inspection;
using SchemaGuard.MySql.Commands;
using SchemaGuard.MySql.Products;

namespace SchemaGuard.MySql.Inspection;

/// <summary>The database whose catalog is read, and a factory for its objects.</summary>
/// <param name="Server">The server.</param>
/// <param name="Name">The database's name.</param>
/// <param name="TableNames">How its tables' names are compared.</param>
/// <param name="Account">The account that reads.</param>
internal sealed record InspectedDatabase(ServerProduct Server, string Name, StringComparer TableNames, string Account)
{
    private const string Query = "SELECT DATABASE(), @@lower_case_table_names, CURRENT_USER()";

    /// <summary>Reads which database is the current one.</summary>
    public static async Task<InspectedDatabase> ReadAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var row = (await connection.RowsAsync(Query, [], cancellationToken).ConfigureAwait(false))[0];
        return new InspectedDatabase(
            ServerProduct.Parse(connection.ServerVersion),
            row[0] ?? "",
            row[1] == "0" ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase,
            row[2] ?? ""
        );
    }

    /// <summary>Creates an object that belongs to no table; aspects without a value are left out.</summary>
    public SchemaObject Whole(SchemaObjectKind kind, string name, params ReadOnlySpan<(string Name, string? Value)> aspects) =>
        new(kind, Name, table: null, name, Given(aspects));

    /// <summary>Creates an object that belongs to a table; aspects without a value are left out.</summary>
    public SchemaObject Part(SchemaObjectKind kind, string table, string name, params ReadOnlySpan<(string Name, string? Value)> aspects) =>
        new(kind, Name, table, name, Given(aspects));

    /// <summary>Returns the canonical spelling of an expression that the server has rendered.</summary>
    public string? Expression(string? text) =>
        text is null ? null : ExpressionText.Canonical(Server.IsMariaDb ? text : ExpressionText.Unescape(text), Name);

    /// <summary>Returns the canonical spelling of a view's query, which is rendered without escapes. Empty for a user who may not see it.</summary>
    public string? View(string? query) => string.IsNullOrEmpty(query) ? null : ExpressionText.Canonical(query, Name);

    private static List<SchemaAspect> Given(ReadOnlySpan<(string Name, string? Value)> aspects)
    {
        var given = new List<SchemaAspect>(aspects.Length);
        foreach (var (name, value) in aspects)
        {
            if (value is not null)
            {
                given.Add(new SchemaAspect(name, value));
            }
        }

        return given;
    }
}
