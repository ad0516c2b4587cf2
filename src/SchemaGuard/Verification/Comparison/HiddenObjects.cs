using SchemaGuard.History;
using SchemaGuard.Inspection;

namespace SchemaGuard.Verification.Comparison;

/// <summary>
/// The objects that belong to no expectation: the tables of this guard and of any other, which are recognised by their columns whatever
/// their names, and other schemas with a history of their own, such as those of other tenants or services.
/// </summary>
/// <param name="tables">The names of this guard's tables.</param>
/// <param name="schema">Their schema; <see langword="null"/> for the default one.</param>
/// <param name="snapshot">The catalog that contains them.</param>
internal sealed class HiddenObjects(HistoryTables tables, string? schema, Snapshot snapshot)
{
    private readonly string? _schema = schema ?? snapshot.DefaultSchema;
    private readonly OwnTables _own = new(snapshot.Objects, snapshot.NameComparer);

    /// <summary>Determines whether an object is one of these tables, or belongs to one or to a schema of another guard.</summary>
    public bool Hides(SchemaObject target) => IsOfThisGuard(target) || _own.Holds(target) || IsOfOtherGuard(target);

    private bool IsOfThisGuard(SchemaObject target) =>
        snapshot.NameComparer.Equals(target.Schema, _schema)
        && (target.Table ?? target.Name) is var name
        && (snapshot.NameComparer.Equals(name, tables.History) || snapshot.NameComparer.Equals(name, tables.State))
        && (target.Table is not null || target.Kind == SchemaObjectKind.Table);

    private bool IsOfOtherGuard(SchemaObject target) =>
        (target.Kind == SchemaObjectKind.Schema ? target.Name : target.Schema) is { } place
        && !snapshot.NameComparer.Equals(place, snapshot.DefaultSchema)
        && !snapshot.NameComparer.Equals(place, _schema)
        && _own.HasHistory(place);
}
