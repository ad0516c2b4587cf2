#pragma warning disable MA0048 // The kinds of one thing, which are read together.
using SchemaGuard.MySql.Statements;
using SchemaGuard.Scripts.Text;

namespace SchemaGuard.MySql.Effects;

/// <summary>The effect on the catalog of a statement that commits by itself.</summary>
/// <param name="Objects">The objects whose state shows whether it took effect.</param>
internal abstract record StatementEffect(IReadOnlyList<CatalogObject> Objects);

/// <summary>An effect that is the same once or twice: IF EXISTS, IF NOT EXISTS, OR REPLACE, TRUNCATE, and statements that set a value.</summary>
internal sealed record RepeatableEffect() : StatementEffect([]);

/// <summary>An effect that the catalog does not show.</summary>
/// <param name="Reason">The reason, as half a sentence.</param>
internal sealed record UnknownEffect(string Reason) : StatementEffect([]);

/// <summary>The creation of a table, or a change of its shape, in one step: CREATE TABLE, ALTER TABLE, CREATE INDEX, DROP INDEX.</summary>
/// <param name="Table">The table.</param>
/// <param name="Place">Where the statement names it.</param>
/// <param name="NewName">The table's new name, and where it stands; <see langword="null"/> where the table keeps its name.</param>
/// <param name="Creates">Whether the table is created.</param>
internal sealed record ShapeEffect(CatalogObject Table, TextRange Place, QualifiedName? NewName, bool Creates)
    : StatementEffect(
        NewName is { } renamed ? [Table, new CatalogObject(CatalogKind.Table, renamed.Database ?? Table.Database, renamed.Name)] : [Table]
    )
{
    /// <summary>Returns the effect on a table that keeps its name.</summary>
    public static ShapeEffect Of(QualifiedName table, bool creates) => new(CatalogObject.Table(table), table.Place, NewName: null, creates);

    /// <summary>Gets whether columns are renamed.</summary>
    public bool RenamesColumns { get; init; }

    /// <summary>Gets whether the table is created like another, which may have changed since.</summary>
    public bool IsLike { get; init; }

    /// <summary>Gets whether it also fills the table from a query.</summary>
    public bool CopiesRows { get; init; }
}

/// <summary>The creation of a view.</summary>
/// <param name="View">The view.</param>
/// <param name="Place">Where the statement names it.</param>
internal sealed record ViewEffect(CatalogObject View, TextRange Place) : StatementEffect([View]);

/// <summary>The creation of a trigger, procedure, function or event.</summary>
/// <param name="Program">The created object.</param>
internal sealed record ProgramEffect(CatalogObject Program) : StatementEffect([Program]);

/// <summary>The creation of a database.</summary>
/// <param name="Database">The database.</param>
/// <param name="Place">Where the statement names it.</param>
internal sealed record DatabaseEffect(CatalogObject Database, TextRange Place) : StatementEffect([Database]);

/// <summary>The removal of objects; several may be removed one after the other.</summary>
internal sealed record DropEffect(IReadOnlyList<CatalogObject> Dropped) : StatementEffect(Dropped);

/// <summary>The renaming of tables, in the order of the pairs.</summary>
internal sealed record RenameEffect(IReadOnlyList<(CatalogObject From, CatalogObject To)> Pairs)
    : StatementEffect([.. Pairs.SelectMany(pair => new[] { pair.From, pair.To }).Distinct()]);
