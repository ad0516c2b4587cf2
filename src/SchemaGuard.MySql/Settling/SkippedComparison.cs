using System.Data.Common;
using SchemaGuard.Providers;
using SchemaGuard.Scripts;

namespace SchemaGuard.MySql.Settling;

/// <summary>
/// Compares what a statement with <c>IF NOT EXISTS</c> finds with what it would have made: the server makes the latter under another name. A table may have more than the statement gives it, for later
/// migrations add to it.
/// </summary>
internal sealed class SkippedComparison(DbConnection connection, MySqlDialect dialect)
{
    private readonly CatalogReader _catalog = new(connection);
    private readonly Scratch _scratch = new(connection, dialect.LexicalRules);

    /// <summary>Compares, before the statement runs.</summary>
    /// <returns>The comparison; <see langword="null"/> where the statement will do something, or what it would make cannot be told.</returns>
    public async Task<ExistingObject?> CompareAsync(SqlStatement statement, CancellationToken cancellationToken)
    {
        if (
            StatementEffects.ReadConditional(statement, dialect.Server) is not { NewName: null, CopiesRows: false } shape
            || !await _catalog.HasTableAsync(shape.Table, cancellationToken).ConfigureAwait(false)
            || await _catalog.ReadAsync(shape.Table, cancellationToken).ConfigureAwait(false) is not { } shown
        )
        {
            return null;
        }

        var found = TableText.Parse(shown);
        var (columns, keys) = AddedNames.In(statement);
        var there = new Names([.. columns.Where(name => found.Column(name) is not null)], [.. keys.Where(name => found.Named(name).Any())]);
        if ((!shape.Creates && there.AreNone) || !await _scratch.MayRemoveAsync(statement, shape, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        var before = shape.Creates ? null : found.Without(columns, keys);
        var expected = await _scratch.ShapeAfterAsync(statement, shape, before, cancellationToken).ConfigureAwait(false);
        return expected is null
            ? null
            : new ExistingObject(
                shape.Table.ToString(),
                [.. shape.Creates ? ExistingComparison.Differences(expected, found) : Differences(expected, found, there)]
            );
    }

    /// <summary>Compares what is there of the names; the statement makes the others.</summary>
    private static IEnumerable<string> Differences(TableText expected, TableText found, Names there) =>
        there
            .Columns.Select(name => (Found: found.Column(name), Expected: expected.Column(name)))
            .Concat(
                there.Keys.Select(name =>
                    (Found: (string?)string.Join(", ", found.Named(name)), Expected: (string?)string.Join(", ", expected.Named(name)))
                )
            )
            .Where(pair => pair.Found != pair.Expected)
            .Select(pair => $"{pair.Found} where the statement says {pair.Expected}");

    private sealed record Names(IReadOnlyList<string> Columns, IReadOnlyList<string> Keys)
    {
        public bool AreNone => Columns.Count + Keys.Count == 0;
    }
}
