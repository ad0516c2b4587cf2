using System.Data.Common;
using Npgsql;
using SchemaGuard.Providers.InDoubt;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.PostgreSql.InDoubt;

/// <summary>The settling of statements by PostgreSQL's catalog.</summary>
internal sealed class PostgreSqlSettler : IStatementSettler
{
    public Task<string?> ObserveAsync(DbConnection connection, SqlStatement statement, CancellationToken cancellationToken) =>
        new StatementProof((NpgsqlConnection)connection).ObserveAsync(statement, cancellationToken);

    public Task RemoveRemainsAsync(
        DbConnection connection,
        SqlStatement statement,
        string? observed,
        CancellationToken cancellationToken
    ) => new StatementProof((NpgsqlConnection)connection).RemoveRemainsAsync(statement, observed, cancellationToken);

    public async Task<InDoubtSettlement> SettleAsync(
        DbConnection connection,
        SqlStatement statement,
        string? observed,
        CancellationToken cancellationToken
    ) =>
        new(
            await new StatementProof((NpgsqlConnection)connection).SettleAsync(statement, observed, cancellationToken).ConfigureAwait(false)
        );
}
