using System.Data.Common;
using Dapper;
using Npgsql;
using SchemaGuard.Inspection;
using SchemaGuard.PostgreSql.Inspection;
using SchemaGuard.Providers;

namespace SchemaGuard.PostgreSql;

/// <summary>Reads the catalog of all schemas but the system's, in one round trip whatever it holds.</summary>
internal sealed class PostgreSqlInspector : ICatalogInspector
{
    public async Task<Snapshot> InspectAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var queries = Queries(((NpgsqlConnection)connection).PostgreSqlVersion.Major);
        var objects = new List<SchemaObject>();
        var grid = await connection
            .QueryMultipleAsync(new CommandDefinition(queries, cancellationToken: cancellationToken))
            .ConfigureAwait(false);
        CatalogNames names;
        List<IndexReader.Row> indexes;
        await using (grid.ConfigureAwait(false))
        {
            names = new CatalogNames((await grid.ReadSingleAsync<DefaultRow>().ConfigureAwait(false)).Name);
            indexes = await ReadAsync(grid, names, objects).ConfigureAwait(false);
        }

        var broken = indexes.Exists(index => !index.IsValid)
            ? await connection
                .QueryAsync<uint>(new CommandDefinition(IndexReader.BrokenQuery, cancellationToken: cancellationToken))
                .ConfigureAwait(false)
            : [];
        var brokenSet = broken.ToHashSet();
        objects.AddRange(IndexReader.Map(indexes, names, brokenSet));
        return new Snapshot(objects, StringComparer.Ordinal, names.DefaultSchema)
        {
            IsUnsettled = indexes.Exists(index => !index.IsValid && !brokenSet.Contains(index.Oid)),
        };
    }

    private static string Queries(int version) =>
        string.Join(
            ";\n",
            CatalogScope.Prepare,
            RelationReader.Query,
            ColumnReader.Query,
            ConstraintReader.Query(version),
            IndexReader.Query(version),
            TriggerReader.Query,
            PolicyReader.Query,
            SchemaReader.Query,
            TypeReader.Query,
            SequenceReader.Query,
            RoutineReader.Query(version)
        );

    /// <summary>Reads the answers, in the order of the questions: the names of tables and columns come before what refers to them.</summary>
    /// <returns>The indexes, which are not objects yet: it is still to be asked which of them are broken.</returns>
    private static async Task<List<IndexReader.Row>> ReadAsync(SqlMapper.GridReader grid, CatalogNames names, List<SchemaObject> objects)
    {
        objects.AddRange(RelationReader.Map(await RowsAsync<RelationReader.Row>().ConfigureAwait(false), names));
        objects.AddRange(ColumnReader.Map(await RowsAsync<ColumnReader.Row>().ConfigureAwait(false), names));
        objects.AddRange(ConstraintReader.Map(await RowsAsync<ConstraintReader.Row>().ConfigureAwait(false), names));
        var indexes = (await RowsAsync<IndexReader.Row>().ConfigureAwait(false)).AsList();
        objects.AddRange(TriggerReader.Map(await RowsAsync<TriggerReader.Row>().ConfigureAwait(false), names));
        objects.AddRange(PolicyReader.Map(await RowsAsync<PolicyReader.Row>().ConfigureAwait(false), names));
        objects.AddRange(SchemaReader.Map(await RowsAsync<SchemaReader.Row>().ConfigureAwait(false)));
        objects.AddRange(TypeReader.Map(await RowsAsync<TypeReader.Row>().ConfigureAwait(false)));
        objects.AddRange(SequenceReader.Map(await RowsAsync<SequenceReader.Row>().ConfigureAwait(false)));
        objects.AddRange(RoutineReader.Map(await RowsAsync<RoutineReader.Row>().ConfigureAwait(false)));
        return indexes;

        Task<IEnumerable<TRow>> RowsAsync<TRow>() => grid.ReadAsync<TRow>(buffered: true);
    }

    private sealed class DefaultRow
    {
        public string? Name { get; init; }

        public string? Path { get; init; }
    }
}
