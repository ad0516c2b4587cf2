using Npgsql;
using SchemaGuard.Inspection;
using SchemaGuard.PostgreSql.Commands;
using SchemaGuard.PostgreSql.Statements;
using SchemaGuard.Providers.InDoubt;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.PostgreSql.IfNotExists;

/// <summary>
/// The comparison of what a <c>CREATE INDEX IF NOT EXISTS</c> finds. The server looks for the name among everything in the table's schema, whatever
/// table it is on.
/// </summary>
internal sealed class SkippedIndex(ScratchSession session, SqlStatement statement, StatementText text)
{
    private const string Look = $"""
        SELECT {FoundRelation.Columns}, i.oid, n.nspname::text, i.relname::text, i.relkind::text, x.indrelid, x.indisvalid AND x.indisready, o.relname::text
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_catalog.pg_class i ON i.relnamespace = c.relnamespace AND i.relname = $2::name
        LEFT JOIN pg_catalog.pg_index x ON x.indexrelid = i.oid
        LEFT JOIN pg_catalog.pg_class o ON o.oid = x.indrelid
        WHERE c.oid = to_regclass($1) AND c.relpersistence <> 't'
        """;

    public async Task<ExistingObject?> CompareAsync(CancellationToken cancellationToken)
    {
        var concurrently = text.Pass(0, "CREATE", "UNIQUE", "INDEX");
        var name = text.Pass(concurrently, "CONCURRENTLY", "IF", "NOT", "EXISTS");
        var start = text.Pass(name + 1, "ON", "ONLY");
        var end = text.AfterName(start);
        var seen = await session
            .LookAsync(Look, [text.Name(start, end), ObjectName.Fold(text.At(name))], Read, cancellationToken)
            .ConfigureAwait(false);

        // The remains of an interrupted build are removed before it is built again.
        if (seen is null || (text.Is(concurrently, "CONCURRENTLY") && seen is { Index.Kind: "i", IsValid: false }))
        {
            return null;
        }

        var description = $"{seen.Index.Noun} '{statement.Class.Target}'";
        return !seen.Index.IsIndex ? new ExistingObject(description, [seen.Index.IsNot("index")])
            : seen.OnTable != seen.Table.Oid ? new ExistingObject(description, [$"it belongs to table '{seen.OnName}'"])
            : await session
                .UndoneAsync(
                    () => CompareAsync(seen, description, end, isOnly: text.Is(start - 1, "ONLY"), cancellationToken),
                    cancellationToken
                )
                .ConfigureAwait(false);
    }

    private async Task<ExistingObject?> CompareAsync(
        Seen seen,
        string description,
        int end,
        bool isOnly,
        CancellationToken cancellationToken
    )
    {
        var table = seen.Table;
        var unique = text.Is(1, "UNIQUE") ? "UNIQUE " : "";
        var index = SqlText.Quote(seen.Index.Name);
        var standIns = new StandIns();
        var (found, expected) = await session
            .MakeAsync(
                table,
                standIns,
                [
                    $"CREATE TEMPORARY TABLE {SqlText.Quote(table.Name)} (LIKE {table.Qualified})",
                    $"CREATE {unique}INDEX {index} ON {table.Scratch}{text.Rewrite(end, text.Count, standIns.Replacements)}",
                ],
                cancellationToken
            )
            .ConfigureAwait(false);

        // An index that belongs to that of a partitioned table is part of the latter.
        if (found.Indexes.FirstOrDefault(other => other.Name == seen.Index.Name) is not { } there)
        {
            return null;
        }

        return session.Compare(
            description,
            [Owner(table), expected.Indexes.First(made => made.Name == seen.Index.Name)],
            [Owner(table), isOnly ? Shape.With(there, AspectNames.Attached, value: null) : there],
            table
        );
    }

    private static SchemaObject Owner(FoundRelation table) => new(SchemaObjectKind.Table, table.Schema, table: null, table.Name);

    private static Seen Read(NpgsqlDataReader reader) =>
        new(
            ScratchSession.Read(reader),
            new FoundRelation(reader.GetFieldValue<uint>(4), reader.GetString(5), reader.GetString(6), reader.GetString(7)),
            reader.IsDBNull(8) ? 0 : reader.GetFieldValue<uint>(8),
            !reader.IsDBNull(9) && reader.GetBoolean(9),
            reader.IsDBNull(10) ? "" : reader.GetString(10)
        );

    private sealed record Seen(FoundRelation Table, FoundRelation Index, uint OnTable, bool IsValid, string OnName);
}
