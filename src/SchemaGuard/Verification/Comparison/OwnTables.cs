using SchemaGuard.Inspection;

namespace SchemaGuard.Verification.Comparison;

/// <summary>
/// The history and state tables of guards among the objects of a catalog. They are recognised by their columns, because an option or a
/// tenant gives them other names and schemas.
/// </summary>
internal sealed class OwnTables
{
    private static readonly string[] OfHistory = ["sequence", "module", "version", "checksum", "token_hash", "chain", "statements_done"];
    private static readonly string[] OfState = ["scope", "expectation", "chain", "drift_token", "verified_at"];

    private readonly HashSet<ObjectKey> _tables;
    private readonly HashSet<string> _schemas;

    /// <summary>Searches the objects.</summary>
    /// <param name="objects">The objects of a catalog or a manifest.</param>
    /// <param name="names">The comparer of their names.</param>
    public OwnTables(IEnumerable<SchemaObject> objects, StringComparer names)
    {
        _tables = new HashSet<ObjectKey>(new ObjectKeyComparer(names, names));
        _schemas = new HashSet<string>(names);
        var signs = new Dictionary<ObjectKey, (int History, int State)>(new ObjectKeyComparer(names, names));
        foreach (var column in objects.Where(found => found.Kind == SchemaObjectKind.Column && IsSign(found.Name)))
        {
            var key = KeyOf(column);
            var (history, state) = signs.GetValueOrDefault(key);
            signs[key] = (history + Count(OfHistory, column), state + Count(OfState, column));
        }

        foreach (var (key, (history, state)) in signs)
        {
            if (history == OfHistory.Length || state == OfState.Length)
            {
                _tables.Add(key);
            }

            if (history == OfHistory.Length && key.Schema is not null)
            {
                _schemas.Add(key.Schema);
            }
        }
    }

    /// <summary>Gets whether there are any such tables.</summary>
    public bool AreAny => _tables.Count > 0;

    /// <summary>Determines whether an object is such a table or belongs to one.</summary>
    public bool Holds(SchemaObject target) =>
        _tables.Count > 0 && (target.Table is not null || target.Kind == SchemaObjectKind.Table) && _tables.Contains(KeyOf(target));

    /// <summary>Determines whether a schema has a history.</summary>
    public bool HasHistory(string schema) => _schemas.Contains(schema);

    private static bool IsSign(string name) =>
        OfHistory.Contains(name, StringComparer.Ordinal) || OfState.Contains(name, StringComparer.Ordinal);

    private static int Count(string[] signs, SchemaObject column) => signs.Contains(column.Name, StringComparer.Ordinal) ? 1 : 0;

    private static ObjectKey KeyOf(SchemaObject target) =>
        ObjectKey.Of(SchemaObjectKind.Table, target.Schema, table: null, target.Table ?? target.Name);
}
