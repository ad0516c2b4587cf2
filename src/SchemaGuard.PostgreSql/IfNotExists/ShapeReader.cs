using System.Globalization;
using Dapper;
using Npgsql;
using SchemaGuard.Inspection;
using SchemaGuard.PostgreSql.Inspection;

namespace SchemaGuard.PostgreSql.IfNotExists;

/// <summary>
/// The reader of one table, with the inspector's queries. A temporary table is given the name and schema of the one that it stands for, and so are
/// the tables that it refers to. Both are read with the same search path, so that the server writes the same thing in the same way.
/// </summary>
/// <param name="connection">A connection with an open transaction, whose settings the read changes.</param>
/// <param name="original">The table that exists.</param>
internal sealed class ShapeReader(NpgsqlConnection connection, FoundRelation original)
{
    /// <summary>Reads a table.</summary>
    /// <param name="oid">The number of the table that exists, or of one that stands for it.</param>
    /// <param name="standIns">The tables for which those that it refers to stand, by their names.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async Task<Shape> ReadAsync(uint oid, IReadOnlyDictionary<string, TableName> standIns, CancellationToken cancellationToken)
    {
        var grid = await connection
            .QueryMultipleAsync(new CommandDefinition(string.Join(";\n", Queries(oid)), cancellationToken: cancellationToken))
            .ConfigureAwait(false);
        await using (grid.ConfigureAwait(false))
        {
            await grid.ReadAsync<string>().ConfigureAwait(false);
            await grid.ReadAsync<string>().ConfigureAwait(false);
            var names = new CatalogNames(original.Schema);
            var related = (await grid.ReadAsync<Row>().ConfigureAwait(false)).AsList();
            Note(related, standIns, names);
            var objects = RelationReader.Map(await grid.ReadAsync<RelationReader.Row>().ConfigureAwait(false), names, []).ToList();
            foreach (var row in related)
            {
                var place = PlaceOf(row, standIns);
                // The sequences of a temporary table are temporary, too: whether one is unlogged means nothing here.
                names.AddTable(row.Oid, place.Schema, place.Name, isUnlogged: true);
            }

            DefaultReader.Note(await grid.ReadAsync<DefaultReader.Row>().ConfigureAwait(false), names);
            SequenceReader.Map((await grid.ReadAsync<SequenceReader.Row>().ConfigureAwait(false)).AsList(), names);
            var columns = (await grid.ReadAsync<ColumnReader.Row>().ConfigureAwait(false)).AsList();
            var mapped = ColumnReader.Map(columns, names).ToList();
            objects.AddRange(mapped.Where(column => (column.Schema, column.Table) == (original.Schema, original.Name)));
            var indexes = (await grid.ReadAsync<IndexReader.Row>().ConfigureAwait(false)).AsList();
            var constraints = (await grid.ReadAsync<ConstraintReader.Row>().ConfigureAwait(false)).AsList();
            objects.AddRange(ConstraintReader.Map(constraints, names, indexes.ToDictionary(index => index.Oid)));
            objects.AddRange(Map(indexes.Where(index => !constraints.Exists(constraint => constraint.Index == index.Oid))));
            return new Shape(
                objects,
                [.. Map(indexes)],
                columns
                    .Where(column => column.Table == oid && names.FindSequences(oid, column.Number).Count > 0)
                    .Select(column => column.Name)
                    .ToHashSet(StringComparer.Ordinal)
            );

            IEnumerable<SchemaObject> Map(IEnumerable<IndexReader.Row> rows) =>
                IndexReader.Map(rows, names, indexes.Where(index => !index.IsValid).Select(index => index.Oid).ToHashSet());
        }
    }

    private IEnumerable<string> Queries(uint oid)
    {
        var (major, number) = (connection.PostgreSqlVersion.Major, oid.ToString(CultureInfo.InvariantCulture));
        var targets = $"SELECT con.confrelid FROM pg_catalog.pg_constraint con WHERE con.conrelid = {number}";
        return
        [
            "SELECT set_config('search_path', (SELECT quote_ident(n.nspname) FROM pg_catalog.pg_namespace n "
                + string.Create(
                    CultureInfo.InvariantCulture,
                    $"JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid WHERE c.oid = {original.Oid}), true)"
                ),
            CatalogScope.Prepare,
            $"""
                SELECT c.oid AS Oid, c.relnamespace AS Namespace, n.nspname::text AS Schema, c.relname::text AS Name,
                    c.relpersistence = 't' AS IsTemporary, c.oid = {number} AS IsItself,
                       EXISTS (SELECT 1 FROM pg_catalog.pg_inherits h WHERE h.inhrelid = {number} AND h.inhparent = c.oid) AS IsParent
                FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE c.oid = {number} OR c.oid IN ({targets}) OR c.oid IN (SELECT h.inhparent FROM pg_catalog.pg_inherits h WHERE h.inhrelid = {number})
                """,
            RelationReader.Of($"c.oid = {number}"),
            DefaultReader.Of($"d.adrelid = {number}"),
            $"{SequenceReader.Query} AND o.refobjid = {number}",
            ColumnReader.Of($"(c.oid = {number} OR c.oid IN ({targets}))", major),
            IndexReader.Query(major, $"i.indrelid = {number}"),
            ConstraintReader.Query(major, $"con.conrelid = {number}"),
        ];
    }

    private void Note(List<Row> related, IReadOnlyDictionary<string, TableName> standIns, CatalogNames names)
    {
        foreach (var row in related)
        {
            if (row.IsItself)
            {
                names.AddSchema(row.Namespace, original.Schema);
            }

            if (row.IsParent)
            {
                var parent = PlaceOf(row, standIns);
                var name = AspectText.Name(parent.Name);
                names.AddParent(
                    related.Find(other => other.IsItself)!.Oid,
                    parent.Schema == original.Schema ? name : $"{AspectText.Name(parent.Schema)}.{name}"
                );
            }
        }
    }

    private TableName PlaceOf(Row row, IReadOnlyDictionary<string, TableName> standIns) =>
        row.IsItself ? new TableName(original.Schema, original.Name)
        : row.IsTemporary && standIns.TryGetValue(row.Name, out var place) ? place
        : new TableName(row.Schema, row.Name);

    private sealed class Row
    {
        public required uint Oid { get; init; }

        public required uint Namespace { get; init; }

        public required string Schema { get; init; }

        public required string Name { get; init; }

        public bool IsTemporary { get; init; }

        public bool IsItself { get; init; }

        public bool IsParent { get; init; }
    }
}
