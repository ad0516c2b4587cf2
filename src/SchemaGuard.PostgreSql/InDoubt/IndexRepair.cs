using Npgsql;
using SchemaGuard.PostgreSql.Commands;
using SchemaGuard.PostgreSql.Inspection;
using SchemaGuard.PostgreSql.Statements;
using SchemaGuard.Providers.InDoubt;

namespace SchemaGuard.PostgreSql.InDoubt;

/// <summary>The removal of indexes whose build was interrupted.</summary>
internal sealed class IndexRepair(NpgsqlConnection connection)
{
    private const string Columns = """
        SELECT i.indexrelid::bigint::text, n.nspname::text, c.relname::text, i.indisvalid AND i.indisready
        FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        """;

    private readonly CatalogQuery _catalog = new(connection);

    /// <summary>Finds the indexes of a table.</summary>
    /// <param name="table">The table, as a statement writes it.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public Task<IReadOnlyList<SeenIndex>> FindAsync(string table, CancellationToken cancellationToken) =>
        ReadAsync($"{Columns} WHERE i.indrelid = to_regclass($1)", cancellationToken, table);

    /// <summary>Determines whether a table has a valid index of the given name. An invalid one that is not being built is dropped.</summary>
    /// <param name="table">The table, as a statement writes it.</param>
    /// <param name="name">The index, as the catalog names it.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public async Task<InDoubtVerdict> SettleAsync(string table, string name, CancellationToken cancellationToken)
    {
        var query =
            $"{Columns} WHERE i.indrelid = to_regclass($1) AND c.relname = $2::name AND (i.indisvalid OR {IndexReader.NotInProgress})";
        var found = await ReadAsync(query, cancellationToken, table, name).ConfigureAwait(false);
        if (found is [{ IsValid: true }])
        {
            return InDoubtVerdict.Done;
        }

        await DropAsync(found, cancellationToken).ConfigureAwait(false);
        return InDoubtVerdict.NotDone;
    }

    /// <summary>Drops the invalid indexes that an interrupted concurrent rebuild has left. The server gives their names these endings.</summary>
    /// <param name="kind">What was rebuilt: <c>INDEX</c>, <c>TABLE</c>, <c>SCHEMA</c>, or the whole database.</param>
    /// <param name="target">The target's name, as the statement writes it.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    public async Task DropRebuildLeftoversAsync(string kind, string target, CancellationToken cancellationToken)
    {
        var within = kind switch
        {
            "INDEX" => "i.indrelid = (SELECT indrelid FROM pg_catalog.pg_index WHERE indexrelid = to_regclass($1))",
            "TABLE" => "i.indrelid = to_regclass($1)",
            "SCHEMA" => "n.nspname = $1::name",
            _ => "$1 IS NOT NULL",
        };
        var query = $"{Columns} WHERE NOT i.indisvalid AND c.relname ~ '_cc(new|old)[0-9]*$' AND {within} AND {IndexReader.NotInProgress}";
        var name = kind == "SCHEMA" ? ObjectName.Fold(target) : target;
        await DropAsync(await ReadAsync(query, cancellationToken, name).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    private async Task DropAsync(IReadOnlyList<SeenIndex> indexes, CancellationToken cancellationToken)
    {
        foreach (var index in indexes.Where(index => !index.IsValid))
        {
            await _catalog
                .ReadAsync($"DROP INDEX CONCURRENTLY IF EXISTS {SqlText.Qualified(index.Schema, index.Name)}", cancellationToken)
                .ConfigureAwait(false);
        }
    }

    private Task<IReadOnlyList<SeenIndex>> ReadAsync(string query, CancellationToken cancellationToken, params string[] values) =>
        _catalog.ReadAllAsync(
            query,
            reader => new SeenIndex(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetBoolean(3)),
            cancellationToken,
            values
        );
}
