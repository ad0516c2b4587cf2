using System.Globalization;
using SchemaGuard.Inspection;

namespace SchemaGuard.PostgreSql.Inspection;

/// <summary>Knows the names of the tables and columns that were read, by the numbers by which the other catalogs refer to them.</summary>
internal sealed class CatalogNames(string? defaultSchema)
{
    private readonly Dictionary<uint, TableName> _tables = [];
    private readonly Dictionary<(uint Table, int Column), string> _columns = [];

    /// <summary>Gets the schema that a name without one is looked up in.</summary>
    public string? DefaultSchema => defaultSchema;

    public void Add(uint table, string schema, string name) => _tables[table] = new TableName(schema, name);

    public void AddColumn(uint table, int column, string name) => _columns[(table, column)] = name;

    /// <summary>Finds a table; <see langword="null"/> for one of the server or of an extension.</summary>
    public TableName? Find(uint table) => _tables.GetValueOrDefault(table);

    /// <summary>Names columns of a table.</summary>
    /// <param name="table">The table's number.</param>
    /// <param name="numbers">The columns' numbers with blanks between them.</param>
    /// <param name="most">How many of them at most.</param>
    public string[] Columns(uint table, string numbers, int most = int.MaxValue) =>
        [.. Numbers(numbers).Take(most).Select(number => _columns.GetValueOrDefault((table, number)) ?? "?")];

    /// <summary>Writes what a foreign key refers to.</summary>
    public string References(uint table, string numbers) =>
        Find(table) is { } target
            ? AspectText.References(target.Schema == defaultSchema ? null : target.Schema, target.Name, Columns(table, numbers))
            : "?";

    /// <summary>Reads numbers with blanks between them.</summary>
    public static IEnumerable<int> Numbers(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(number => int.Parse(number, CultureInfo.InvariantCulture));
}
