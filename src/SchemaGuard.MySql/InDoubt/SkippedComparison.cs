using System.Data.Common;
using SchemaGuard.MySql.Commands;
using SchemaGuard.MySql.Dialect;
using SchemaGuard.MySql.Effects;
using SchemaGuard.Providers.InDoubt;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.MySql.InDoubt;

/// <summary>
/// A comparison of the object that a statement with <c>IF NOT EXISTS</c> finds with the one that it would have created, which the server creates
/// under another name. A table may have more than the statement gives it, because later migrations add to it.
/// </summary>
internal sealed class SkippedComparison(DbConnection connection, MySqlDialect dialect)
{
    private readonly CatalogReader _catalog = new(connection);
    private readonly Scratch _scratch = new(connection, dialect.LexicalRules) { RefersToItself = true };

    /// <summary>Compares the two before the statement runs.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="following">The statements that run after it.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <returns>The comparison; <see langword="null"/> where the statement will do something, or its result cannot be determined.</returns>
    /// <exception cref="DbException">The server does not allow the trial, for example for lack of a privilege.</exception>
    public async Task<ExistingObject?> CompareAsync(
        SqlStatement statement,
        IEnumerable<SqlStatement> following,
        CancellationToken cancellationToken
    )
    {
        if (
            StatementEffects.ReadConditional(statement, dialect.Server) is not { NewName: null, CopiesRows: false, IsLike: false } shape
            || !await _catalog.HasTableAsync(shape.Table, cancellationToken).ConfigureAwait(false)
            || await _catalog.ReadAsync(shape.Table, cancellationToken).ConfigureAwait(false) is not { } shown
        )
        {
            return null;
        }

        var found = TableText.Parse(shown);
        if (!found.IsTable)
        {
            return ExistingComparison.NoTable(shape, found);
        }

        return shape.Creates
            ? await CompareTableAsync(statement, shape, found, following, cancellationToken).ConfigureAwait(false)
            : await ComparePartsAsync(statement, shape, found, following, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ExistingObject?> CompareTableAsync(
        SqlStatement statement,
        ShapeEffect shape,
        TableText found,
        IEnumerable<SqlStatement> following,
        CancellationToken cancellationToken
    ) =>
        await _scratch.TryShapeAsync(statement, shape, before: null, cancellationToken).ConfigureAwait(false) is { } expected
            ? new ExistingObject(shape.Table.ToString(), Differences(expected, found, shape, following))
            : null;

    /// <summary>Compares the existing columns, keys and constraints, on a table without them.</summary>
    private async Task<ExistingObject?> ComparePartsAsync(
        SqlStatement statement,
        ShapeEffect shape,
        TableText found,
        IEnumerable<SqlStatement> following,
        CancellationToken cancellationToken
    )
    {
        var (columns, keys) = AddedNames.In(statement);
        var parts = PartsThere(columns, keys, found);
        if (
            parts.Count == 0
            || await _scratch.TryShapeAsync(statement, shape, found.Without(columns, keys), cancellationToken).ConfigureAwait(false)
                is not { } made
        )
        {
            return null;
        }

        var differences = Differences(made.Only(columns, keys, found), found, shape, following);

        // The statement creates the rest, so it would be wrong to report it as already done.
        return differences.Count == 0 && parts.Count < columns.Count + keys.Count
            ? null
            : new ExistingObject($"{string.Join(" and ", parts)} of {shape.Table}", differences);
    }

    /// <summary>Returns the differences. Pending statements are only read where there are differences that they may explain.</summary>
    private static List<string> Differences(TableText expected, TableText found, ShapeEffect shape, IEnumerable<SqlStatement> following)
    {
        var differences = ShapeDifferences.Of(expected, found).ToList();
        return differences.Count == 0 ? differences : [.. ShapeDifferences.Of(expected, found, LaterChanges.Of(shape.Table, following))];
    }

    private static List<string> PartsThere(IReadOnlySet<string> columns, IReadOnlySet<string> keys, TableText found) =>
        [
            .. columns.Where(name => found.HasAny([name], [])).Select(name => $"column {Identifier.Quote(name)}"),
            .. keys.Where(name => found.HasAny([], [name]))
                .Select(name => name == TableText.PrimaryKey ? "the primary key" : $"key {Identifier.Quote(name)}"),
        ];
}
