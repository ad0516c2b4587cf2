using SchemaGuard.Inspection;
using SchemaGuard.PostgreSql.Commands;
using SchemaGuard.PostgreSql.Statements;
using SchemaGuard.Providers.InDoubt;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.PostgreSql.IfNotExists;

/// <summary>The comparison of what a <c>CREATE TABLE IF NOT EXISTS</c> finds.</summary>
internal sealed class SkippedTable(ScratchSession session, SqlStatement statement, StatementText text)
{
    // A new table goes to the first schema of the path, even if the name exists in another.
    private const string Look = $"""
        SELECT {FoundRelation.Columns} FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relname = $1::name AND n.nspname = coalesce(nullif($2, '')::name, current_schema()) AND c.relpersistence <> 't'
        """;

    private const string Unlogged = "unlogged";

    public async Task<ExistingObject?> CompareAsync(CancellationToken cancellationToken)
    {
        var head = text.Pass(0, "CREATE", "GLOBAL", "LOCAL");
        var start = text.Pass(head, "UNLOGGED", "FOREIGN", "TABLE", "IF", "NOT", "EXISTS");
        var end = text.AfterName(start);
        var schema = end - start < 3 ? "" : ObjectName.Fold(text.At(end - 3));
        var table = await session
            .LookAsync(Look, [ObjectName.Fold(text.At(end - 1)), schema], ScratchSession.Read, cancellationToken)
            .ConfigureAwait(false);
        if (table is null)
        {
            return null;
        }

        var (isForeign, description) = (text.Is(head, "FOREIGN"), $"{table.Noun} '{statement.Class.Target}'");
        if (isForeign ? table.Kind != "f" : !table.IsTable)
        {
            return new ExistingObject(description, [table.IsNot(isForeign ? "foreign table" : "table")]);
        }

        return isForeign || text.HasOutside(end, "AS") || text.HasOutside(end, "INHERITS")
            ? null
            : await session
                .UndoneAsync(() => CompareAsync(table, description, end, text.Is(head, "UNLOGGED"), cancellationToken), cancellationToken)
                .ConfigureAwait(false);
    }

    private async Task<ExistingObject?> CompareAsync(
        FoundRelation table,
        string description,
        int end,
        bool isUnlogged,
        CancellationToken cancellationToken
    )
    {
        (int, int)? parent = text.Are(end, "PARTITION", "OF") ? (end + 2, text.AfterName(end + 2)) : null;
        var standIns = await StandIns
            .FindAsync(session, text, [.. text.References(end, text.Count)], parent, table, cancellationToken)
            .ConfigureAwait(false);
        if (standIns is null)
        {
            return null;
        }

        var create = $"CREATE TEMPORARY TABLE {SqlText.Quote(table.Name)}{text.Rewrite(end, text.Count, standIns.Replacements)}";
        var (found, expected) = await session.MakeAsync(table, standIns, [create], cancellationToken).ConfigureAwait(false);
        var made = isUnlogged ? Shape.With(expected.Table, AspectNames.Persistence, Unlogged) : expected.Table;
        return session.Compare(description, [made, .. expected.PartsLike(found)], found.Objects, table);
    }
}
