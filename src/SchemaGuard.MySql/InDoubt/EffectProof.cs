using System.Data.Common;
using SchemaGuard.MySql.Commands;
using SchemaGuard.MySql.Dialect;
using SchemaGuard.MySql.Effects;
using SchemaGuard.Providers.InDoubt;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.MySql.InDoubt;

/// <summary>
/// A proof, from the catalog before and now, of whether a statement took effect. The statement's result on the earlier state is compared with the
/// current state. If nothing has changed, the statement may run: it then does what it would have done.
/// </summary>
internal sealed class EffectProof(DbConnection connection, MySqlDialect dialect)
{
    private static readonly InDoubtSettlement Done = new(InDoubtVerdict.Done);
    private static readonly InDoubtSettlement NotDone = new(InDoubtVerdict.NotDone);

    /// <summary>Settles a statement.</summary>
    public async Task<InDoubtSettlement> SettleAsync(
        SqlStatement statement,
        StatementEffect effect,
        Observation before,
        Observation now,
        CancellationToken cancellationToken
    )
    {
        if (effect is RenameEffect rename)
        {
            return RenameProof.Settle(rename, before, now);
        }

        if (now.IsSame(before))
        {
            return effect is ShapeEffect { RenamesColumns: true } traceless
                ? await SettleTracelessAsync(statement, traceless, before, cancellationToken).ConfigureAwait(false)
                : NotDone;
        }

        return effect switch
        {
            DropEffect drop => await SettleAsync(drop, before, now, cancellationToken).ConfigureAwait(false),
            ShapeEffect shape => await SettleAsync(statement, shape, before, now, cancellationToken).ConfigureAwait(false),
            ViewEffect view => await SettleAsync(statement, view, now, cancellationToken).ConfigureAwait(false),
            ProgramEffect program => ProgramBody.IsOf(statement, now.Of(program.Program), dialect.LexicalRules)
                ? Done
                : Unknown($"{program.Program} exists now, with a different body than the statement's"),
            DatabaseEffect database => await SettleAsync(statement, database, now, cancellationToken).ConfigureAwait(false),
            _ => Unknown(null),
        };
    }

    /// <summary>
    /// Settles a statement that removes objects. A server that removes several one after the other may have been killed in between: then the others
    /// are removed now.
    /// </summary>
    private async Task<InDoubtSettlement> SettleAsync(
        DropEffect drop,
        Observation before,
        Observation now,
        CancellationToken cancellationToken
    )
    {
        var left = drop.Dropped.Where(dropped => now.Of(dropped) is not null).ToList();
        if (left.Find(dropped => now.Of(dropped) != before.Of(dropped)) is { } other)
        {
            return Unknown($"{other} exists, but not as it was before");
        }

        // In one statement, as before: they may refer to each other.
        foreach (var kind in left.GroupBy(dropped => TableText.KindOf(now.Of(dropped)!), StringComparer.Ordinal))
        {
            var names = string.Join(", ", kind.Select(dropped => dropped.Quoted));
            await connection.RunAsync($"DROP {kind.Key} IF EXISTS {names}", cancellationToken).ConfigureAwait(false);
        }

        return Done;
    }

    /// <summary>
    /// Settles a statement that leaves no trace. One that swaps the names of columns may leave the definition as it was. If it ran twice, it would
    /// move their data twice.
    /// </summary>
    private async Task<InDoubtSettlement> SettleTracelessAsync(
        SqlStatement statement,
        ShapeEffect shape,
        Observation before,
        CancellationToken cancellationToken
    )
    {
        if (before.Of(shape.Table) is not { } shown)
        {
            return NotDone;
        }

        var expected = await new Scratch(connection, dialect.LexicalRules)
            .ShapeAfterAsync(statement, shape, shown, cancellationToken)
            .ConfigureAwait(false);
        return expected?.IsSame(TableText.Parse(shown)) == true
            ? Unknown($"{shape.Table} has the same definition before and after it, although columns change their names")
            : NotDone;
    }

    private async Task<InDoubtSettlement> SettleAsync(
        SqlStatement statement,
        ShapeEffect shape,
        Observation before,
        Observation now,
        CancellationToken cancellationToken
    )
    {
        var table = shape.Objects[^1];
        if (now.Of(table) is not { } shown || (shape.NewName is not null && now.Of(shape.Table) is not null))
        {
            return Unknown($"{table} {(now.Of(table) is null ? "is gone" : "exists, and so does the table that it was renamed from")}");
        }

        if (!shape.Creates && before.Of(shape.Table) is null)
        {
            return Unknown($"{shape.Table} did not exist before, and exists now");
        }

        var found = TableText.Parse(shown);
        TableText? expected = null;
        foreach (var origin in Origins(shape, before, found))
        {
            expected = await new Scratch(connection, dialect.LexicalRules)
                .ShapeAfterAsync(statement, shape, origin, cancellationToken)
                .ConfigureAwait(false);
            if (expected?.IsSame(found) == true)
            {
                return Done;
            }

            if (expected is not null && LostKeys(expected, found) is { } keys)
            {
                return await keys.RestoreAsync(table, InDoubtVerdict.Done, cancellationToken).ConfigureAwait(false);
            }
        }

        return shape.NewName is null && before.Of(shape.Table) is { } was && LostKeys(TableText.Parse(was), found) is { } lost
            ? await lost.RestoreAsync(table, InDoubtVerdict.NotDone, cancellationToken).ConfigureAwait(false)
            : Unknown(Explain(table, before.Of(shape.Table), found, expected));
    }

    private LostForeignKeys? LostKeys(TableText whole, TableText found) =>
        dialect.Server.IsMariaDb ? LostForeignKeys.Find(connection, whole, found) : null;

    /// <summary>Returns the tables that may have been there before: with keys that a script created, or that the server created.</summary>
    private static IEnumerable<string?> Origins(ShapeEffect shape, Observation before, TableText found)
    {
        var shown = shape.Creates ? null : before.Of(shape.Table);
        return shown is null
            ? [null]
            : new string?[] { shown, TableText.Parse(shown).WithoutReplacedKeys(found) }.Distinct(StringComparer.Ordinal);
    }

    private async Task<InDoubtSettlement> SettleAsync(
        SqlStatement statement,
        ViewEffect view,
        Observation now,
        CancellationToken cancellationToken
    )
    {
        var expected = await new Scratch(connection, dialect.LexicalRules)
            .ViewAsync(statement, view, cancellationToken)
            .ConfigureAwait(false);
        return expected is not null && view.View.Spell(now.Of(view.View)) == view.View.Spell(expected)
            ? Done
            : Unknown($"{view.View} exists now, with a different definition than the statement's");
    }

    private async Task<InDoubtSettlement> SettleAsync(
        SqlStatement statement,
        DatabaseEffect database,
        Observation now,
        CancellationToken cancellationToken
    )
    {
        var expected = await new Scratch(connection, dialect.LexicalRules)
            .DatabaseAsync(statement, database, cancellationToken)
            .ConfigureAwait(false);
        return expected is not null && database.Database.Spell(now.Of(database.Database)) == database.Database.Spell(expected)
            ? Done
            : Unknown(
                $"{database.Database} exists now, "
                    + $"{(expected is null ? "and the statement's result cannot be tried" : "with different settings than the statement's")}"
            );
    }

    private static string Explain(CatalogObject table, string? before, TableText found, TableText? expected)
    {
        var was = before is null ? "it did not exist" : $"it had {Items(TableText.Parse(before).NotIn(found))}";
        var would = expected is null ? "the statement's result cannot be tried" : $"it would have given it {Items(expected.NotIn(found))}";
        var has = expected is null ? found.NotIn(TableText.Parse(before ?? "")) : found.NotIn(expected);
        return $"{table} now has {Items(has)}; before the statement {was}; {would}";
    }

    private static string Items(IEnumerable<string> items) =>
        items.ToList() is { Count: > 0 } list ? string.Join(", ", list) : "nothing else";

    private static InDoubtSettlement Unknown(string? explanation) => new(InDoubtVerdict.Unknown, explanation);
}
