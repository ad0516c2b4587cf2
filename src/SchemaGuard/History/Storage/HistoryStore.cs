using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using SchemaGuard.Commands;
using SchemaGuard.Providers;
using SchemaGuard.Providers.State;

namespace SchemaGuard.History.Storage;

/// <summary>The history and state tables. Every write of a row is conditional on the row being as it was read.</summary>
internal sealed class HistoryStore(IHistoryDialect dialect, HistoryTables tables, string scope)
{
    private HistorySql? _composed;

    /// <summary>Gets the statements, composed on first use: a start that has nothing to do needs none.</summary>
    private HistorySql Sql => _composed ??= new HistorySql(dialect, tables);

    public HistoryTables Tables => tables;

    /// <summary>Gets the key of the state row in which this build's verification stamp is kept.</summary>
    public string Scope => scope;

    /// <summary>Composes the key of a build with these modules: their names if they fit the column, otherwise a digest of them.</summary>
    public static string ScopeOf(IEnumerable<string> modules)
    {
        const int Longest = 200;
        var names = string.Join(',', modules.Order(StringComparer.Ordinal));
        return names.Length <= Longest ? names : "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(names)));
    }

    /// <summary>Gets the query for every row, in order.</summary>
    public string ReadAllSql => Sql.ReadAll;

    public HistoryStore InSchema(string schema) => new(dialect, tables with { Schema = schema }, scope);

    /// <summary>Gets the condition that the head of the history is the one of <see cref="HistoryParameters"/>.</summary>
    public string IsHead => Sql.IsHead;

    /// <summary>Returns the statement and parameters that append a row in a transaction that is sent as a whole.</summary>
    public (string Sql, (string, object?)[] Parameters) AppendFenced(
        HistoryRow row,
        HistoryHead head,
        string fence,
        TransactionPipeline pipeline
    ) => (Sql.AppendFenced(fence, pipeline), [.. HistoryParameters.Of(row), .. HistoryParameters.Of(head)]);

    /// <summary>Returns the writer of the marks of unfinished migrations, in a transaction that holds the lock.</summary>
    public HistoryMarks Marks(DbConnection connection, DbTransaction transaction) => new(Sql, connection, transaction, fence: null);

    /// <summary>Returns the writer of marks by statements that prove the lock and commit themselves.</summary>
    public HistoryMarks FencedMarks(DbConnection connection, string fence) => new(Sql, connection, transaction: null, fence);

    /// <summary>Gets the commands by which a person repairs this history.</summary>
    public HistoryRepairs Repairs => new(dialect, tables);

    public Task<IReadOnlyList<HistoryRow>> ReadAllAsync(DbConnection connection, CancellationToken cancellationToken) =>
        ReadRowsAsync(connection, Sql.ReadAll, [], cancellationToken);

    /// <summary>Reads a row and those after it, in order.</summary>
    public Task<IReadOnlyList<HistoryRow>> ReadFromAsync(DbConnection connection, long sequence, CancellationToken cancellationToken) =>
        ReadRowsAsync(connection, Sql.ReadFrom, [("@sequence", sequence)], cancellationToken);

    /// <summary>Reads the ends of the history for which a stamp was left, by this build or another.</summary>
    public Task<IReadOnlyList<KnownHead>> ReadStampsAsync(DbConnection connection, CancellationToken cancellationToken) =>
        connection.ReadAsync(
            dialect.BoundRead(Sql.ReadStamps),
            [],
            reader => new KnownHead(reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetString(1)),
            cancellationToken
        );

    /// <summary>
    /// Recomputes the links of the rows after a finished one, if its script was corrected while it was partial and its own link has therefore
    /// changed. Stops at a row whose link was already wrong: that it was tampered with must remain visible.
    /// </summary>
    /// <param name="connection">The connection.</param>
    /// <param name="transaction">The transaction.</param>
    /// <param name="finished">The finished row.</param>
    /// <param name="begunChain">The link that the row had while it was partial.</param>
    /// <param name="head">The head of the history.</param>
    /// <param name="cancellationToken">A token that cancels the work.</param>
    /// <returns>The new head.</returns>
    public async Task<HistoryHead> RelinkAsync(
        DbConnection connection,
        DbTransaction transaction,
        HistoryRow finished,
        string begunChain,
        HistoryHead head,
        CancellationToken cancellationToken
    )
    {
        if (finished.Chain == begunChain)
        {
            return head;
        }

        var (oldLink, newLink) = (begunChain, finished.Chain);
        var rows = await connection
            .QueryAsync<HistoryRow>(new CommandDefinition(Sql.ReadAll, transaction: transaction, cancellationToken: cancellationToken))
            .ConfigureAwait(false);
        foreach (var row in rows.Where(row => row.Sequence > finished.Sequence))
        {
            if (row.Chain != HistoryChain.Next(oldLink, row))
            {
                return head;
            }

            (oldLink, newLink) = (row.Chain, HistoryChain.Next(newLink, row));
            var command = connection.CreateCommand(transaction, Sql.Relink, ("@chain", newLink), ("@sequence", row.Sequence));
            await command.ExecuteAsync(cancellationToken).ConfigureAwait(false);
        }

        return head with
        {
            Chain = newLink,
        };
    }

    private Task<IReadOnlyList<HistoryRow>> ReadRowsAsync(
        DbConnection connection,
        string query,
        (string Name, object? Value)[] parameters,
        CancellationToken cancellationToken
    )
    {
        Func<DbDataReader, HistoryRow>? parse = null;
        return connection.ReadAsync(
            dialect.BoundRead(query),
            parameters,
            reader => (parse ??= reader.GetRowParser<HistoryRow>())(reader),
            cancellationToken
        );
    }

    /// <summary>Reads the head outside a transaction.</summary>
    public async Task<HistoryHead> ReadHeadAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var heads = await connection.ReadAsync(dialect.BoundRead(Sql.ReadHead), [], HeadOf, cancellationToken).ConfigureAwait(false);
        return heads is [var head] ? head : HistoryHead.Empty;
    }

    /// <summary>Reads the head in a transaction, which has limits of its own.</summary>
    public async Task<HistoryHead> ReadHeadAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancellationToken)
    {
        var command = connection.CreateCommand(transaction, Sql.ReadHead);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                return await reader.ReadAsync(cancellationToken).ConfigureAwait(false) ? HeadOf(reader) : HistoryHead.Empty;
            }
        }
    }

    private static HistoryHead HeadOf(DbDataReader reader) => new(reader.GetInt64(0), reader.GetString(1));

    /// <summary>Appends a row.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="transaction">The transaction that also holds the migration's own work.</param>
    /// <param name="row">The row; its times are set by the database's clock.</param>
    /// <param name="elapsed">How long ago the migration began.</param>
    /// <param name="cancellationToken">A token that cancels the write.</param>
    public async Task AppendAsync(
        DbConnection connection,
        DbTransaction transaction,
        HistoryRow row,
        TimeSpan elapsed,
        CancellationToken cancellationToken
    )
    {
        var command = connection.CreateCommand(
            transaction,
            Sql.Append,
            [.. HistoryParameters.Of(row), ("@duration_ms", (long)elapsed.TotalMilliseconds), ("@seconds", elapsed.TotalSeconds)]
        );
        await command.ExecuteAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Replaces the verification stamp of this build's scope.</summary>
    public async Task StampAsync(
        DbConnection connection,
        DbTransaction transaction,
        VerificationStamp stamp,
        CancellationToken cancellationToken
    )
    {
        await connection
            .CreateCommand(transaction, Sql.DeleteStamp, ("@scope", scope))
            .ExecuteAsync(cancellationToken)
            .ConfigureAwait(false);
        var insert = connection.CreateCommand(
            transaction,
            Sql.InsertStamp,
            ("@scope", scope),
            ("@expectation", stamp.Expectation),
            ("@chain", stamp.Chain),
            ("@drift_token", stamp.StoredToken),
            ("@zero", 0.0)
        );
        await insert.ExecuteAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives the stamp of this build's scope another witness, or none, if it is still the one that was found.</summary>
    public async Task RenewStampAsync(
        DbConnection connection,
        DbTransaction transaction,
        VerificationStamp found,
        string? witness,
        CancellationToken cancellationToken
    )
    {
        var renewed = found with { Witness = witness };
        var update = connection.CreateCommand(
            transaction,
            Sql.RenewStamp,
            ("@scope", scope),
            ("@expectation", found.Expectation),
            ("@chain", found.Chain),
            ("@found_token", found.StoredToken),
            ("@drift_token", renewed.StoredToken)
        );
        await update.ExecuteAsync(cancellationToken).ConfigureAwait(false);
    }
}
