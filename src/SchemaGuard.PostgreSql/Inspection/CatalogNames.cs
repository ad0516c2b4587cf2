using System.Globalization;
using SchemaGuard.Inspection;

namespace SchemaGuard.PostgreSql.Inspection;

/// <summary>What was read of schemas, tables and columns, by the numbers with which the other catalogs refer to them.</summary>
internal sealed class CatalogNames(string? defaultSchema)
{
    private readonly Dictionary<uint, string> _schemas = [];
    private readonly Dictionary<uint, TableName> _tables = [];
    private readonly Dictionary<uint, string> _parents = [];
    private readonly Dictionary<uint, string> _firing = [];
    private readonly Dictionary<(uint Table, int Column), string> _columns = [];
    private readonly Dictionary<(uint Table, int Column), string> _expressions = [];
    private readonly Dictionary<(uint Table, int Column), List<SequenceReader.Row>> _sequences = [];

    /// <summary>Gets the schema in which unqualified names are looked up.</summary>
    public string? DefaultSchema => defaultSchema;

    public void AddSchema(uint schema, string name) => _schemas[schema] = name;

    public void AddTable(uint table, string schema, string name, bool isUnlogged = false) =>
        _tables[table] = new TableName(schema, name, isUnlogged);

    public void AddColumn(uint table, int column, string name) => _columns[(table, column)] = name;

    public void AddExpression(uint table, int column, string expression) => _expressions[(table, column)] = expression;

    /// <summary>Adds a sequence that a column owns.</summary>
    public void AddSequence(uint table, int column, SequenceReader.Row sequence)
    {
        if (!_sequences.TryGetValue((table, column), out var sequences))
        {
            _sequences.Add((table, column), sequences = []);
        }

        sequences.Add(sequence);
    }

    /// <summary>Finds the sequences that a column owns.</summary>
    public IReadOnlyList<SequenceReader.Row> FindSequences(uint table, int column) => _sequences.GetValueOrDefault((table, column)) ?? [];

    /// <summary>Adds what a partition does differently from its parent.</summary>
    public void AddFiring(uint table, string firing) => _firing[table] = firing;

    /// <summary>Finds what a partition does differently from its parent.</summary>
    public string? FiringOf(uint table) => _firing.GetValueOrDefault(table);

    /// <summary>Adds another parent; parents are added in the order in which they were declared.</summary>
    public void AddParent(uint table, string parent) =>
        _parents[table] = _parents.TryGetValue(table, out var before) ? $"{before}, {parent}" : parent;

    /// <summary>Finds a schema; <see langword="null"/> for one of the server's.</summary>
    public string? FindSchema(uint schema) => _schemas.GetValueOrDefault(schema);

    /// <summary>Finds a table; <see langword="null"/> for one of the server's or of an extension.</summary>
    public TableName? FindTable(uint table) => _tables.GetValueOrDefault(table);

    /// <summary>Finds the expression of a column.</summary>
    public string? FindExpression(uint table, int column) => _expressions.GetValueOrDefault((table, column));

    /// <summary>Returns the parents of a table, separated by commas; <see langword="null"/> if there are none.</summary>
    public string? ParentsOf(uint table) => _parents.GetValueOrDefault(table);

    /// <summary>Returns the names of columns of a table.</summary>
    /// <param name="table">The table's number.</param>
    /// <param name="numbers">The columns' numbers, separated by spaces.</param>
    public string[] Columns(uint table, string numbers) =>
        [.. Numbers(numbers).Select(number => _columns.GetValueOrDefault((table, number)) ?? "?")];

    /// <summary>Returns what a foreign key refers to.</summary>
    public string References(uint table, string numbers) =>
        FindTable(table) is { } target
            ? AspectText.References(target.Schema == defaultSchema ? null : target.Schema, target.Name, Columns(table, numbers))
            : "?";

    /// <summary>Reads numbers that are separated by spaces.</summary>
    public static IEnumerable<int> Numbers(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(number => int.Parse(number, CultureInfo.InvariantCulture));
}
