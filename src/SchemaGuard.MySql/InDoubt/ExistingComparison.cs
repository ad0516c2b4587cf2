using System.Data.Common;
using SchemaGuard.MySql.Dialect;
using SchemaGuard.MySql.Effects;
using SchemaGuard.Providers.InDoubt;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.MySql.InDoubt;

/// <summary>
/// A comparison of an existing object with the one that a statement was to create. A table may have more than the statement gives it, because later
/// migrations add to it; it may not lack anything or differ.
/// </summary>
internal sealed class ExistingComparison(DbConnection connection, MySqlDialect dialect)
{
    private readonly CatalogReader _catalog = new(connection);
    private readonly Scratch _scratch = new(connection, dialect.LexicalRules) { RefersToItself = true };

    /// <summary>Compares the two.</summary>
    /// <returns>The comparison; <see langword="null"/> where the statement creates nothing that can be compared.</returns>
    public async Task<ExistingObject?> CompareAsync(SqlStatement statement, CancellationToken cancellationToken)
    {
        switch (StatementEffects.Read(statement, dialect.Server))
        {
            case ShapeEffect { NewName: null, CopiesRows: false } shape:
                return await CompareAsync(statement, shape, cancellationToken).ConfigureAwait(false);
            case ViewEffect view:
                var expected = await _scratch.ViewAsync(statement, view, cancellationToken).ConfigureAwait(false);
                var shown = await _catalog.ReadAsync(view.View, cancellationToken).ConfigureAwait(false);
                return Of(
                    view.View,
                    expected is not null && view.View.Spell(shown) == view.View.Spell(expected) ? null : "its definition differs"
                );
            case ProgramEffect program:
                var body = await _catalog.ReadAsync(program.Program, cancellationToken).ConfigureAwait(false);
                return Of(program.Program, ProgramBody.IsOf(statement, body, dialect.LexicalRules) ? null : "its body differs");
            case DatabaseEffect database:
                var made = await _scratch.DatabaseAsync(statement, database, cancellationToken).ConfigureAwait(false);
                var there = await _catalog.ReadAsync(database.Database, cancellationToken).ConfigureAwait(false);
                return made is null
                    ? null
                    : Of(database.Database, database.Database.Spell(there) == database.Database.Spell(made) ? null : "its settings differ");
            default:
                return null;
        }
    }

    private async Task<ExistingObject?> CompareAsync(SqlStatement statement, ShapeEffect shape, CancellationToken cancellationToken)
    {
        if (await _catalog.ReadAsync(shape.Table, cancellationToken).ConfigureAwait(false) is not { } shown)
        {
            return null;
        }

        var found = TableText.Parse(shown);
        if (!found.IsTable && !shape.Creates)
        {
            return null;
        }

        var (columns, keys) = AddedNames.In(statement);
        var before = shape.Creates ? null : found.Without(columns, keys);
        var expected = await _scratch.ShapeAfterAsync(statement, shape, before, cancellationToken).ConfigureAwait(false);
        if (expected is null)
        {
            return null;
        }

        if (expected.IsTable && !found.IsTable)
        {
            return NoTable(shape, found);
        }

        var stays = before is null ? [] : TableText.Parse(before).NotIn(expected);
        return new ExistingObject(
            shape.Table.ToString(),
            [
                .. ShapeDifferences.Of(expected, found),
                .. stays.Where(item => found.Text.Contains(item, StringComparison.Ordinal)).Select(item => $"{item} is still there"),
            ]
        );
    }

    /// <summary>Describes what exists in the place of a table. Says nothing about a temporary table: it hides what is there.</summary>
    public static ExistingObject? NoTable(ShapeEffect shape, TableText found) =>
        found.Text.StartsWith("CREATE TEMPORARY ", StringComparison.Ordinal) || !shape.Creates
            ? null
            : new ExistingObject($"{TableText.KindOf(found.Text).ToLowerInvariant()} {shape.Table.Quoted}", ["it is not a table"]);

    private static ExistingObject Of(CatalogObject found, string? difference) =>
        new(found.ToString(), difference is null ? [] : [difference]);
}
