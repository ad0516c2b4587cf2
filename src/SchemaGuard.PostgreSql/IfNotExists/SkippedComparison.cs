using System.Data.Common;
using Npgsql;
using SchemaGuard.PostgreSql.Commands;
using SchemaGuard.Providers;
using SchemaGuard.Providers.InDoubt;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.PostgreSql.IfNotExists;

/// <summary>
/// The comparison of what a statement with <c>IF NOT EXISTS</c> finds with what it would have created. The server creates the latter as a temporary
/// table, which is rolled back. There is no comparison for what cannot be created this way, such as a table that a query fills or one that inherits.
/// </summary>
internal sealed class SkippedComparison(NpgsqlConnection connection, ISqlDialect dialect, IEnumerable<SqlStatement> following)
{
    /// <summary>Compares before the statement runs.</summary>
    /// <returns>The comparison; <see langword="null"/> where the statement will have an effect, or its result cannot be determined.</returns>
    public async Task<ExistingObject?> CompareAsync(SqlStatement statement, DbTransaction? transaction, CancellationToken cancellationToken)
    {
        if (transaction is not null)
        {
            return await CompareInsideAsync(statement, cancellationToken).ConfigureAwait(false);
        }

        var own = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (own.ConfigureAwait(false))
        {
            await new CatalogQuery(connection).ReadAsync(BoundedRead.Statement, cancellationToken).ConfigureAwait(false);
            return await CompareInsideAsync(statement, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task<ExistingObject?> CompareInsideAsync(SqlStatement statement, CancellationToken cancellationToken)
    {
        var session = new ScratchSession(connection, dialect, following);
        var text = new StatementText(statement);
        return statement.Class switch
        {
            { Verb: StatementVerb.Create, ObjectKind: ObjectKind.Index } => new SkippedIndex(session, statement, text).CompareAsync(
                cancellationToken
            ),
            { Verb: StatementVerb.Create, ObjectKind: ObjectKind.Table } => new SkippedTable(session, statement, text).CompareAsync(
                cancellationToken
            ),
            { Verb: StatementVerb.Alter, ObjectKind: ObjectKind.Table } => new SkippedColumns(session, statement, text).CompareAsync(
                cancellationToken
            ),
            _ => Task.FromResult<ExistingObject?>(null),
        };
    }
}
