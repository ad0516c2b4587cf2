using SchemaGuard.Inspection;
using SchemaGuard.PostgreSql.Commands;
using SchemaGuard.PostgreSql.Statements;
using SchemaGuard.Providers.InDoubt;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.PostgreSql.IfNotExists;

/// <summary>
/// The comparison of the columns that an <c>ALTER TABLE … ADD COLUMN IF NOT EXISTS</c> finds, with the keys and checks that it would give them.
/// </summary>
internal sealed class SkippedColumns(ScratchSession session, SqlStatement statement, StatementText text)
{
    private const string Look = $"""
        SELECT {FoundRelation.Columns}, ARRAY(SELECT a.attname::text FROM pg_catalog.pg_attribute a
            WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.oid = to_regclass($1) AND c.relkind IN ('r', 'p', 'f') AND c.relpersistence <> 't'
        """;

    public async Task<ExistingObject?> CompareAsync(CancellationToken cancellationToken)
    {
        var start = text.Pass(0, "ALTER", "FOREIGN", "TABLE", "IF", "EXISTS", "ONLY");
        var end = text.AfterName(start);
        var clauses = Clauses(text.Pass(end, "*")).ToList();
        var seen = await session
            .LookAsync(
                Look,
                [text.Name(start, end)],
                reader => new Seen(ScratchSession.Read(reader), reader.GetFieldValue<string[]>(4)),
                cancellationToken
            )
            .ConfigureAwait(false);
        var skipped = clauses.FindAll(clause => clause.Column is { } column && seen?.Columns.Contains(column) == true);
        return skipped.Count == 0
            ? null
            : await session
                .UndoneAsync(
                    () => CompareAsync(seen!.Table, skipped, makesMore: skipped.Count < clauses.Count, cancellationToken),
                    cancellationToken
                )
                .ConfigureAwait(false);
    }

    /// <summary>Returns the clauses; for ADD COLUMN IF NOT EXISTS, the part after these words.</summary>
    private IEnumerable<Clause> Clauses(int place)
    {
        while (place < text.Count)
        {
            var end = place;
            while (end < text.Count && !text.Is(end, ","))
            {
                end = text.After(end);
            }

            var name = text.Pass(place, "ADD", "COLUMN");
            if (text.Is(place, "ADD") && text.Are(name, "IF", "NOT", "EXISTS"))
            {
                yield return new Clause(ObjectName.Fold(text.At(name + 3)), name + 3, end);
            }
            else
            {
                yield return new Clause(Column: null, place, end);
            }

            place = end + 1;
        }
    }

    private async Task<ExistingObject?> CompareAsync(
        FoundRelation table,
        List<Clause> clauses,
        bool makesMore,
        CancellationToken cancellationToken
    )
    {
        var standIns = await StandIns
            .FindAsync(
                session,
                text,
                [.. clauses.SelectMany(clause => text.References(clause.Start, clause.End))],
                parent: null,
                table,
                cancellationToken
            )
            .ConfigureAwait(false);
        if (standIns is null)
        {
            return null;
        }

        var existing = await CompareAsync(table, clauses, standIns, cancellationToken).ConfigureAwait(false);

        // It would be wrong to say that a statement was done already if it creates the rest.
        return existing is { Differences: [] } && makesMore ? null : existing;
    }

    private async Task<ExistingObject?> CompareAsync(
        FoundRelation table,
        List<Clause> clauses,
        StandIns standIns,
        CancellationToken cancellationToken
    )
    {
        var (found, expected) = await session
            .MakeAsync(
                table,
                standIns,
                [
                    $"CREATE TEMPORARY TABLE {SqlText.Quote(table.Name)} (LIKE {table.Qualified})",
                    .. clauses.Select(clause => $"ALTER TABLE {table.Scratch} DROP COLUMN {SqlText.Quote(clause.Column!)}"),
                    .. clauses.Select(clause =>
                        $"ALTER TABLE {table.Scratch} ADD COLUMN{text.Rewrite(clause.Start, clause.End, standIns.Replacements)}"
                    ),
                ],
                cancellationToken
            )
            .ConfigureAwait(false);
        var names = clauses.ConvertAll(clause => $"'{statement.Class.Target}.{clause.Column}'");

        // The scratch table has only their keys and checks.
        return session.Compare(
            $"{(names.Count == 1 ? "column" : "columns")} {string.Join(", ", names)}",
            [
                found.Table,
                .. expected
                    .PartsLike(found)
                    .Where(part => part.Kind != SchemaObjectKind.Column || clauses.Exists(clause => clause.Column == part.Name)),
            ],
            found.Objects,
            table
        );
    }

    private sealed record Seen(FoundRelation Table, string[] Columns);

    /// <summary>A clause. Its column is only known if it is added with IF NOT EXISTS.</summary>
    private sealed record Clause(string? Column, int Start, int End);
}
