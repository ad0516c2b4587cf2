using Npgsql;
using SchemaGuard.PostgreSql.Commands;
using SchemaGuard.PostgreSql.Statements;
using SchemaGuard.Providers.InDoubt;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.PostgreSql.InDoubt;

/// <summary>
/// The proof, from the catalog, of whether a statement that cannot run in a transaction took effect. Names are resolved once, before the statement
/// runs: afterwards the same name may mean another object. Used only under the migration lock.
/// </summary>
internal sealed class StatementProof(NpgsqlConnection connection)
{
    /// <summary>The catalogs of the objects that CREATE and DROP create and remove outside transactions.</summary>
    private static readonly Dictionary<string, string> ServerObjects = new(StringComparer.Ordinal)
    {
        ["DATABASE"] = "pg_database WHERE datname",
        ["TABLESPACE"] = "pg_tablespace WHERE spcname",
        ["SUBSCRIPTION"] = "pg_subscription WHERE subname",
    };

    private readonly CatalogQuery _catalog = new(connection);
    private readonly IndexRepair _indexes = new(connection);

    /// <summary>
    /// Observes the catalog before a statement. An invalid index in the way of a build is removed: even <c>IF NOT EXISTS</c> would accept it.
    /// </summary>
    public async Task<string?> ObserveAsync(SqlStatement statement, CancellationToken cancellationToken)
    {
        switch (statement.Class.TransactionBlocker)
        {
            case "CREATE INDEX CONCURRENTLY":
                var build = IndexStatement.Read(statement);
                if (build.Name is { } name)
                {
                    await _indexes.SettleAsync(build.Table, name, cancellationToken).ConfigureAwait(false);
                }

                var indexes = await _indexes.FindAsync(build.Table, cancellationToken).ConfigureAwait(false);
                return string.Join(' ', indexes.Select(index => index.Oid));
            case "DROP INDEX CONCURRENTLY":
                return await OidAsync(NameAfter(statement, "DROP", "INDEX", "CONCURRENTLY", "IF", "EXISTS"), cancellationToken)
                    .ConfigureAwait(false);
            case "DETACH PARTITION CONCURRENTLY":
                var (parent, partition) = PartitionStatement.Read(statement);
                return await OidAsync(parent, cancellationToken).ConfigureAwait(false)
                    + " "
                    + await OidAsync(partition, cancellationToken).ConfigureAwait(false);
            default:
                return null;
        }
    }

    /// <summary>Determines whether a statement took effect.</summary>
    public Task<InDoubtVerdict> SettleAsync(SqlStatement statement, string? observed, CancellationToken cancellationToken) =>
        statement.Class.TransactionBlocker switch
        {
            "CREATE INDEX CONCURRENTLY" => SettleBuildAsync(IndexStatement.Read(statement), observed, cancellationToken),
            "DROP INDEX CONCURRENTLY" => SettleDropAsync(observed, cancellationToken),
            "REINDEX CONCURRENTLY" => SettleReindexAsync(statement, cancellationToken),
            "DETACH PARTITION CONCURRENTLY" => SettleDetachAsync(observed, cancellationToken),
            "COMMIT PREPARED" or "ROLLBACK PREPARED" => SettleByAsync(
                "SELECT NOT EXISTS (SELECT 1 FROM pg_catalog.pg_prepared_xacts WHERE gid = $1)",
                statement.ReadTokens()[^1].Trim('\''),
                cancellationToken
            ),
            { } phrase when ServerObjects.TryGetValue(phrase.Split(' ')[^1], out var catalog) => SettleServerObjectAsync(
                statement,
                phrase.Split(' '),
                catalog,
                cancellationToken
            ),
            _ => Task.FromResult(InDoubtVerdict.Unknown),
        };

    /// <summary>Removes the invalid index that a refused build or rebuild has left.</summary>
    public Task RemoveRemainsAsync(SqlStatement statement, string? observed, CancellationToken cancellationToken) =>
        statement.Class.TransactionBlocker is "CREATE INDEX CONCURRENTLY" or "REINDEX CONCURRENTLY"
            ? SettleAsync(statement, observed, cancellationToken)
            : Task.CompletedTask;

    /// <summary>
    /// Determines whether an index was built. It is the one with the statement's name or, where the server chooses the name, the one that did not
    /// exist before.
    /// </summary>
    private async Task<InDoubtVerdict> SettleBuildAsync(IndexStatement build, string? observed, CancellationToken cancellationToken)
    {
        var name = build.Name;
        if (name is null)
        {
            var before = (observed ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var now = await _indexes.FindAsync(build.Table, cancellationToken).ConfigureAwait(false);
            name = now.FirstOrDefault(index => !before.Contains(index.Oid))?.Name;
        }

        return name is null
            ? InDoubtVerdict.NotDone
            : await _indexes.SettleAsync(build.Table, name, cancellationToken).ConfigureAwait(false);
    }

    private async Task<InDoubtVerdict> SettleDropAsync(string? observed, CancellationToken cancellationToken) =>
        string.IsNullOrEmpty(observed)
            ? InDoubtVerdict.NotDone
            : await SettleByAsync("SELECT NOT EXISTS (SELECT 1 FROM pg_catalog.pg_class WHERE oid = $1::oid)", observed, cancellationToken)
                .ConfigureAwait(false);

    /// <summary>
    /// Removes what an interrupted rebuild has left beside the index (documentation of REINDEX, "Rebuilding Indexes Concurrently"); the rebuild
    /// itself may be repeated.
    /// </summary>
    private async Task<InDoubtVerdict> SettleReindexAsync(SqlStatement statement, CancellationToken cancellationToken)
    {
        var tokens = statement.ReadTokens();
        var kind = tokens.FirstOrDefault(token => token.ToUpperInvariant() is "INDEX" or "TABLE" or "SCHEMA") ?? "";
        var index = tokens.ToList().FindIndex(token => token.Equals("CONCURRENTLY", StringComparison.OrdinalIgnoreCase)) + 1;
        var target = ObjectName.ReadQualified(tokens, ref index);
        await _indexes.DropRebuildLeftoversAsync(kind.ToUpperInvariant(), target, cancellationToken).ConfigureAwait(false);
        return InDoubtVerdict.NotDone;
    }

    private async Task<InDoubtVerdict> SettleDetachAsync(string? observed, CancellationToken cancellationToken)
    {
        if (observed?.Split(' ') is not [{ Length: > 0 } parent, { Length: > 0 } partition])
        {
            return InDoubtVerdict.NotDone;
        }

        var isPending = await _catalog
            .ReadAsync(
                "SELECT inhdetachpending FROM pg_catalog.pg_inherits WHERE inhparent = $1::oid AND inhrelid = $2::oid",
                cancellationToken,
                parent,
                partition
            )
            .ConfigureAwait(false);
        if (isPending is true)
        {
            var names = (string)
                (
                    await _catalog
                        .ReadAsync("SELECT format('%s|%s', $1::oid::regclass, $2::oid::regclass)", cancellationToken, parent, partition)
                        .ConfigureAwait(false)
                )!;
            var both = names.Split('|');
            await _catalog.ReadAsync($"ALTER TABLE {both[0]} DETACH PARTITION {both[1]} FINALIZE", cancellationToken).ConfigureAwait(false);
        }

        return isPending is false ? InDoubtVerdict.NotDone : InDoubtVerdict.Done;
    }

    private Task<InDoubtVerdict> SettleServerObjectAsync(
        SqlStatement statement,
        string[] phrase,
        string catalog,
        CancellationToken cancellationToken
    )
    {
        var expected =
            phrase[0] == "CREATE" ? "EXISTS"
            : phrase[0] == "DROP" ? "NOT EXISTS"
            : null;
        return expected is null
            ? Task.FromResult(InDoubtVerdict.Unknown)
            : SettleByAsync(
                $"SELECT {expected} (SELECT 1 FROM pg_catalog.{catalog} = $1::name)",
                ObjectName.Fold(NameAfter(statement, [.. phrase, "IF", "EXISTS"])),
                cancellationToken
            );
    }

    private static string NameAfter(SqlStatement statement, params ReadOnlySpan<string> words)
    {
        var tokens = statement.ReadTokens();
        var index = 0;
        foreach (var word in words)
        {
            ObjectName.Pass(tokens, ref index, word);
        }

        return ObjectName.ReadQualified(tokens, ref index);
    }

    private async Task<string> OidAsync(string name, CancellationToken cancellationToken) =>
        await _catalog.ReadAsync("SELECT to_regclass($1)::oid::bigint::text", cancellationToken, name).ConfigureAwait(false) as string
        ?? "";

    private async Task<InDoubtVerdict> SettleByAsync(string query, string value, CancellationToken cancellationToken) =>
        await _catalog.ReadAsync(query, cancellationToken, value).ConfigureAwait(false) is true
            ? InDoubtVerdict.Done
            : InDoubtVerdict.NotDone;
}
