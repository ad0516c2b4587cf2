using System.Data.Common;
using Dapper;
using Npgsql;
using SchemaGuard.Inspection;
using SchemaGuard.PostgreSql.Commands;
using SchemaGuard.Providers;

namespace SchemaGuard.PostgreSql.Inspection;

/// <summary>The catalog of all schemas except the system's, read in one round trip whatever it contains.</summary>
/// <param name="readsPathOnly">Whether only the schemas of the search path are guarded.</param>
internal sealed class PostgreSqlInspector(bool readsPathOnly = false) : ICatalogInspector
{
    public Task<Snapshot> InspectAsync(DbConnection connection, CancellationToken cancellationToken) =>
        InspectAsync(connection, CatalogKinds.All, before: null, _ => Task.CompletedTask, cancellationToken);

    public async Task<(IReadOnlyList<TRow> Rows, Snapshot Snapshot)> InspectWithAsync<TRow>(
        DbConnection connection,
        string query,
        string? driftToken,
        CancellationToken cancellationToken
    )
    {
        List<TRow> rows = [];
        var snapshot = await InspectAsync(
                connection,
                DriftToken.KindsOf(driftToken),
                query,
                async grid => rows = (await grid.ReadAsync<TRow>(buffered: true).ConfigureAwait(false)).AsList(),
                cancellationToken
            )
            .ConfigureAwait(false);
        return (rows, snapshot);
    }

    /// <summary>Reads the catalog.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="likely">The kinds that are read at once; for the others, a query first determines whether there are any.</param>
    /// <param name="before">A query to send before those of the catalog, which have a search path of their own.</param>
    /// <param name="readBefore">Reads the answer to <paramref name="before"/>.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    private async Task<Snapshot> InspectAsync(
        DbConnection connection,
        CatalogKinds likely,
        string? before,
        Func<SqlMapper.GridReader, Task> readBefore,
        CancellationToken cancellationToken
    )
    {
        var text = Compose(((NpgsqlConnection)connection).PostgreSqlVersion.Major, likely, before);
        var isMore = false;
        var (objects, faults) = (new List<SchemaObject>(), new List<CatalogFault>());
        var grid = await connection
            .QueryMultipleAsync(new CommandDefinition(text, cancellationToken: cancellationToken))
            .ConfigureAwait(false);
        CatalogNames names;
        DefaultRow session;
        IReadOnlyList<IndexReader.Row> indexes;
        await using (grid.ConfigureAwait(false))
        {
            await grid.ReadAsync<string>().ConfigureAwait(false);
            await readBefore(grid).ConfigureAwait(false);
            session = await grid.ReadSingleAsync<DefaultRow>().ConfigureAwait(false);
            names = new CatalogNames(session.Name);
            indexes = await ReadAsync(grid, likely, names, objects, faults).ConfigureAwait(false);
            await SparseCatalogs.ReadAsync(grid, likely, names, objects).ConfigureAwait(false);
            isMore = likely != CatalogKinds.All && await grid.ReadSingleAsync<bool>().ConfigureAwait(false);
        }

        if (isMore)
        {
            // It was created after the probe.
            return await InspectAsync(connection, CatalogKinds.All, before, readBefore, cancellationToken).ConfigureAwait(false);
        }

        var broken = await FindBrokenAsync(connection, indexes, cancellationToken).ConfigureAwait(false);
        objects.AddRange(IndexReader.Map(indexes, names, broken));
        if (readsPathOnly)
        {
            objects.RemoveAll(found => !session.Reaches(found));
            faults.RemoveAll(fault => !session.Reaches(fault.Target));
        }

        return new Snapshot(objects, StringComparer.Ordinal, names.DefaultSchema)
        {
            Faults = faults,
            IsUnsettled = indexes.Any(index => !index.IsValid && !broken.Contains(index.Oid)),
        };
    }

    private static string Compose(int version, CatalogKinds kinds, string? before)
    {
        string[] first = before is null ? [BoundedRead.Statement] : [BoundedRead.Statement, before];
        string[] last = kinds == CatalogKinds.All ? [] : [SparseCatalogs.Ask(CatalogKinds.All & ~kinds)];
        return string.Join(";\n", [.. first, .. Queries(version, kinds), .. SparseCatalogs.Queries(kinds, version), .. last]);
    }

    /// <summary>Returns the queries of what comes first, in the order in which their answers are read.</summary>
    internal static IEnumerable<string> Queries(int version, CatalogKinds kinds) =>
        [
            CatalogScope.Prepare,
            SchemaReader.Query,
            .. kinds.HasFlag(CatalogKinds.Parents) ? [ParentReader.Query] : Array.Empty<string>(),
            RelationReader.Query,
            DefaultReader.Query,
            .. kinds.HasFlag(CatalogKinds.Sequences) ? [SequenceReader.Query] : Array.Empty<string>(),
            ColumnReader.Query(version),
            IndexReader.Query(version),
            ConstraintReader.Query(version),
            ExtensionReader.Query,
        ];

    /// <summary>Finds the indexes whose build was interrupted and is not going on.</summary>
    private static async Task<HashSet<uint>> FindBrokenAsync(
        DbConnection connection,
        IReadOnlyList<IndexReader.Row> indexes,
        CancellationToken cancellationToken
    ) =>
        indexes.Any(index => !index.IsValid)
            ? (
                await connection
                    .QueryAsync<uint>(new CommandDefinition(IndexReader.BrokenQuery, cancellationToken: cancellationToken))
                    .ConfigureAwait(false)
            ).ToHashSet()
            : [];

    /// <summary>Reads the answers, in the order of the questions: the names of schemas, tables and columns come before what refers to them.</summary>
    /// <returns>The indexes that no constraint created. They are not objects yet: which of them are broken is still to be queried.</returns>
    private static async Task<IReadOnlyList<IndexReader.Row>> ReadAsync(
        SqlMapper.GridReader grid,
        CatalogKinds kinds,
        CatalogNames names,
        List<SchemaObject> objects,
        List<CatalogFault> faults
    )
    {
        objects.AddRange(SchemaReader.Map(await RowsAsync<SchemaReader.Row>().ConfigureAwait(false), names));
        ParentReader.Note(await RowsIfAsync<ParentReader.Row>(CatalogKinds.Parents).ConfigureAwait(false), names);
        objects.AddRange(RelationReader.Map(await RowsAsync<RelationReader.Row>().ConfigureAwait(false), names, faults));
        DefaultReader.Note(await RowsAsync<DefaultReader.Row>().ConfigureAwait(false), names);
        objects.AddRange(
            SequenceReader.Map((await RowsIfAsync<SequenceReader.Row>(CatalogKinds.Sequences).ConfigureAwait(false)).AsList(), names)
        );
        objects.AddRange(ColumnReader.Map(await RowsAsync<ColumnReader.Row>().ConfigureAwait(false), names));
        var indexes = (await RowsAsync<IndexReader.Row>().ConfigureAwait(false)).ToDictionary(index => index.Oid);
        var constraints = (await RowsAsync<ConstraintReader.Row>().ConfigureAwait(false)).AsList();
        objects.AddRange(ConstraintReader.Map(constraints, names, indexes));
        objects.AddRange(ExtensionReader.Map(await RowsAsync<ExtensionReader.Row>().ConfigureAwait(false), names));
        foreach (var constraint in constraints)
        {
            indexes.Remove(constraint.Index);
        }

        return [.. indexes.Values.Where(index => names.FindTable(index.Table) is not null)];

        Task<IEnumerable<TRow>> RowsAsync<TRow>() => grid.ReadAsync<TRow>(buffered: true);

        Task<IEnumerable<TRow>> RowsIfAsync<TRow>(CatalogKinds kind) =>
            kinds.HasFlag(kind) ? RowsAsync<TRow>() : Task.FromResult<IEnumerable<TRow>>([]);
    }

    private sealed class DefaultRow
    {
        public string? Name { get; init; }

        public string? Path { get; init; }

        /// <summary>Gets the schemas of the search path that existed before the path was changed for reading.</summary>
        public string[] Schemas { get; init; } = [];

        public bool Reaches(SchemaObject found) =>
            (found.Kind == SchemaObjectKind.Schema ? found.Name : found.Schema) is not { } schema
            || Schemas.Contains(schema, StringComparer.Ordinal);
    }
}
