#pragma warning disable MA0048 // The kinds of one thing, which are read together.
using SchemaGuard.MySql.Statements;
using SchemaGuard.Scripts.Text;

namespace SchemaGuard.MySql.Effects;

/// <summary>Says what a statement that commits by itself does to the catalog.</summary>
/// <param name="Objects">The objects whose state tells whether it took effect.</param>
internal abstract record StatementEffect(IReadOnlyList<CatalogObject> Objects);

/// <summary>Doing it twice is doing it once: IF EXISTS, IF NOT EXISTS, OR REPLACE, TRUNCATE, and what sets something to a value.</summary>
internal sealed record RepeatableEffect() : StatementEffect([]);

/// <summary>The catalog does not tell.</summary>
/// <param name="Reason">Why, as half a sentence.</param>
internal sealed record UnknownEffect(string Reason) : StatementEffect([]);

/// <summary>Makes a table, or changes its shape, in one step: CREATE TABLE, ALTER TABLE, CREATE INDEX, DROP INDEX.</summary>
/// <param name="Table">The table.</param>
/// <param name="Place">Where the statement names it.</param>
/// <param name="NewName">The name that it gives it, and where that stands; <see langword="null"/> where it keeps its own.</param>
/// <param name="Creates">Whether the table is made.</param>
internal sealed record ShapeEffect(CatalogObject Table, TextRange Place, NamePlace? NewName, bool Creates)
    : StatementEffect(
        NewName is { } renamed ? [Table, new CatalogObject(CatalogKind.Table, renamed.Database ?? Table.Database, renamed.Name)] : [Table]
    )
{
    /// <summary>Gets whether columns get other names.</summary>
    public bool RenamesColumns { get; init; }

    /// <summary>Gets whether the table is made like another, which may have changed since.</summary>
    public bool IsLike { get; init; }

    /// <summary>Gets whether it also fills the table from a query.</summary>
    public bool CopiesRows { get; init; }
}

/// <summary>Makes a view.</summary>
/// <param name="View">The view.</param>
/// <param name="Place">Where the statement names it.</param>
internal sealed record ViewEffect(CatalogObject View, TextRange Place) : StatementEffect([View]);

/// <summary>Makes a trigger, procedure, function or event.</summary>
/// <param name="Program">What it makes.</param>
internal sealed record ProgramEffect(CatalogObject Program) : StatementEffect([Program]);

/// <summary>Makes a database.</summary>
/// <param name="Database">The database.</param>
/// <param name="Place">Where the statement names it.</param>
internal sealed record DatabaseEffect(CatalogObject Database, TextRange Place) : StatementEffect([Database]);

/// <summary>Removes objects, where several are named perhaps one after the other.</summary>
internal sealed record DropEffect(IReadOnlyList<CatalogObject> Dropped) : StatementEffect(Dropped);

/// <summary>Renames tables, in the order of the pairs.</summary>
internal sealed record RenameEffect(IReadOnlyList<(CatalogObject From, CatalogObject To)> Pairs)
    : StatementEffect([.. Pairs.SelectMany(pair => new[] { pair.From, pair.To }).Distinct()]);
