using SchemaGuard.Inspection;
using SchemaGuard.Providers;

namespace SchemaGuard.Verification.Comparison;

/// <summary>Knows the guard's own tables, which belong to no expectation.</summary>
/// <param name="tables">Their names.</param>
/// <param name="schema">Their schema; <see langword="null"/> for the default one.</param>
/// <param name="snapshot">The catalog that holds them.</param>
internal sealed class HiddenObjects(HistoryTables tables, string? schema, Snapshot snapshot)
{
    private readonly string? _schema = schema ?? snapshot.DefaultSchema;

    /// <summary>Says whether an object is one of these tables or belongs to one.</summary>
    public bool Hides(SchemaObject target) =>
        snapshot.NameComparer.Equals(target.Schema, _schema)
        && (target.Table ?? target.Name) is var name
        && (snapshot.NameComparer.Equals(name, tables.History) || snapshot.NameComparer.Equals(name, tables.State))
        && (target.Table is not null || target.Kind == SchemaObjectKind.Table);
}
