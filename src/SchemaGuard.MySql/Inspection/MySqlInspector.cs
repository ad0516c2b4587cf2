using System.Data.Common;
using Dapper;
using SchemaGuard.Inspection;
using SchemaGuard.MySql.Commands;
using SchemaGuard.MySql.Products;
using SchemaGuard.Providers;

namespace SchemaGuard.MySql.Inspection;

/// <summary>
/// An inspector that reads the catalog of the current database from <c>information_schema</c>. Of the server's other databases, whose tables may be
/// required by name, it reads only the names of tables and views.
/// </summary>
internal sealed class MySqlInspector : ICatalogInspector
{
    public async Task<(IReadOnlyList<TRow> Rows, Snapshot Snapshot)> InspectWithAsync<TRow>(
        DbConnection connection,
        string query,
        string? driftToken,
        CancellationToken cancellationToken
    )
    {
        var bounded = BoundedSelect.Of(ServerProduct.Parse(connection.ServerVersion), query);
        var rows = await connection
            .QueryAsync<TRow>(new CommandDefinition(bounded, cancellationToken: cancellationToken))
            .ConfigureAwait(false);
        return (rows.AsList(), await InspectAsync(connection, cancellationToken).ConfigureAwait(false));
    }

    public async Task<Snapshot> InspectAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var database = await InspectedDatabase.ReadAsync(connection, cancellationToken).ConfigureAwait(false);
        var relations = await ReadAsync(CatalogQueries.Relations).ConfigureAwait(false);
        var columns = await ReadAsync(CatalogQueries.Columns(database.Server)).ConfigureAwait(false);
        var checks = await CheckObjects.ReadAsync(database, connection, columns, cancellationToken).ConfigureAwait(false);
        var tables = relations.Where(TableObjects.IsTable).ToDictionary(row => row[0]!, row => row[3], StringComparer.Ordinal);
        var views = ProgramObjects.Views(database, await ReadAsync(CatalogQueries.Views(database.Server)).ConfigureAwait(false)).ToList();
        var foreignKeys = await ReadAsync(CatalogQueries.ForeignKeyColumns).ConfigureAwait(false);
        var triggers = await ReadAsync(CatalogQueries.Triggers).ConfigureAwait(false);
        SchemaObject[] objects =
        [
            .. TableObjects.Of(database, relations, await ReadAsync(CatalogQueries.Partitions).ConfigureAwait(false), triggers),
            .. ColumnObjects.Of(database, columns, tables, checks),
            .. IndexObjects.Of(database, await ReadAsync(CatalogQueries.Indexes(database.Server)).ConfigureAwait(false), tables),
            .. ForeignKeyObjects.Of(database, foreignKeys, await ReadAsync(CatalogQueries.ForeignKeyRules).ConfigureAwait(false)),
            .. checks.Of(),
            .. views,
            .. await ProgramsAsync(database, connection, cancellationToken).ConfigureAwait(false),
            .. ProgramObjects.Triggers(database, triggers),
            .. await SequencesAsync(database, connection, relations, columns, cancellationToken).ConfigureAwait(false),
        ];
        SchemaObject[] elsewhere = [.. (await ReadAsync(CatalogQueries.Elsewhere).ConfigureAwait(false)).Select(Named)];
        return new Snapshot(objects, database.TableNames, database.Name, StringComparer.OrdinalIgnoreCase)
        {
            Unseen = UnseenKinds.Of(views, (await ReadAsync(UnseenKinds.Question).ConfigureAwait(false))[0]),
            Elsewhere = elsewhere,
            HasColumnOrder = true,
            Faults = await new ReferenceFaults(database, objects, relations, elsewhere)
                .FindAsync(connection, relations, foreignKeys, cancellationToken)
                .ConfigureAwait(false),
        };

        Task<IReadOnlyList<string?[]>> ReadAsync(string query) => connection.CatalogRowsAsync(query, [], cancellationToken);
    }

    private static async Task<IEnumerable<SchemaObject>> SequencesAsync(
        InspectedDatabase database,
        DbConnection connection,
        IReadOnlyList<string?[]> relations,
        IReadOnlyList<string?[]> columns,
        CancellationToken cancellationToken
    )
    {
        var names = SequenceObjects.Names(relations);
        return names.Count == 0
            ? []
            : SequenceObjects.Of(
                database,
                names,
                await connection.CatalogRowsAsync(CatalogQueries.Sequences(names), [], cancellationToken).ConfigureAwait(false),
                columns
            );
    }

    private static async Task<IEnumerable<SchemaObject>> ProgramsAsync(
        InspectedDatabase database,
        DbConnection connection,
        CancellationToken cancellationToken
    )
    {
        var routines = await connection.CatalogRowsAsync(CatalogQueries.Routines, [], cancellationToken).ConfigureAwait(false);
        var parameters = await connection.CatalogRowsAsync(CatalogQueries.Parameters, [], cancellationToken).ConfigureAwait(false);
        var events = await connection.CatalogRowsAsync(CatalogQueries.Events, [], cancellationToken).ConfigureAwait(false);
        return [.. ProgramObjects.Routines(database, routines, parameters), .. ProgramObjects.Events(database, events)];
    }

    private static SchemaObject Named(string?[] row) =>
        new(row[2] == "1" ? SchemaObjectKind.View : SchemaObjectKind.Table, row[0], table: null, row[1]!);
}
