using System.Data.Common;
using Dapper;
using SchemaGuard.Inspection;
using SchemaGuard.Providers;
using SchemaGuard.Sqlite.Statements;

namespace SchemaGuard.Sqlite.Inspection;

/// <summary>
/// An inspector that reads the catalog of the main database in three queries: the text of every definition, and what SQLite reports about columns and
/// about indexes. Checks, names of constraints, collations and much else appear only in the text.
/// </summary>
internal sealed class SqliteInspector : ICatalogInspector
{
    public async Task<Snapshot> InspectAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var rows = await ReadAsync<MasterRow>(MasterRow.Query).ConfigureAwait(false);
        var columns = await ReadAsync<ColumnRow>(ColumnRow.Query).ConfigureAwait(false);
        var indexColumns = await ReadAsync<IndexColumnRow>(IndexColumnRow.Query).ConfigureAwait(false);
        var snapshot = new CatalogReader(
            columns.ToLookup(row => row.Table, AsciiNameComparer.Instance),
            indexColumns.ToLookup(row => row.Index, AsciiNameComparer.Instance)
        ).Read(rows);
        return snapshot.With([
            .. snapshot.Faults,
            .. await new CompiledReferences(connection, snapshot).FindAsync(cancellationToken).ConfigureAwait(false),
        ]);

        async Task<List<TRow>> ReadAsync<TRow>(string query) =>
            (
                await connection.QueryAsync<TRow>(new CommandDefinition(query, cancellationToken: cancellationToken)).ConfigureAwait(false)
            ).AsList();
    }
}
