using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.Execution.Transactions;

/// <summary>
/// The rules by which migrations are sent to the database together: small ones that create something, and change nothing that others may be using.
/// </summary>
internal static class MigrationGroups
{
    private const int MostMigrations = 16;
    private const int MostStatements = 256;
    private const int MostCharacters = 64 * 1024;

    /// <summary>Returns how many migrations of a plan, starting at an index, fit into one group.</summary>
    /// <returns>Their number; less than two if the first is sent alone.</returns>
    public static int CountFrom(IReadOnlyList<PlannedMigration> migrations, int start)
    {
        var (count, statements, characters) = (0, 0, 0L);
        while (count < MostMigrations && start + count < migrations.Count && Fits(migrations[start + count]))
        {
            statements += migrations[start + count].SqlStatements.Count;
            characters += migrations[start + count].SqlStatements.Sum(statement => (long)statement.Length);
            if (statements > MostStatements || characters > MostCharacters)
            {
                break;
            }

            count++;
        }

        return count;
    }

    private static bool Fits(PlannedMigration planned) =>
        planned is { IsTransactional: true, SqlBeforeTransaction: [], Row: null, Migration.Code: null }
        && StatementBatches.IsSingle(planned.SqlStatements)
        && planned.SqlStatements.All(statement => IsBrief(statement, planned.SqlStatements));

    /// <summary>
    /// Determines whether a statement may be sent with others. One that may take long must be visible while it runs, and must not run a second time
    /// to find where a failure was. An index takes no time on a table that the same migration creates.
    /// </summary>
    private static bool IsBrief(SqlStatement statement, IReadOnlyList<SqlStatement> all) =>
        statement.Class switch
        {
            { LeavesExisting: true } => false,
            { Verb: StatementVerb.Create, ObjectKind: ObjectKind.Index, OnTable: { } table } => all.Any(other =>
                other.Class is { Verb: StatementVerb.Create, ObjectKind: ObjectKind.Table }
                && string.Equals(other.Class.Target, table, StringComparison.OrdinalIgnoreCase)
            ),
            { Verb: StatementVerb.Create, ObjectKind: var kind } => kind is not (ObjectKind.Index or ObjectKind.MaterializedView),
            { Verb: var verb } => verb
                is StatementVerb.Insert
                    or StatementVerb.Drop
                    or StatementVerb.Comment
                    or StatementVerb.Grant
                    or StatementVerb.Revoke,
        };
}
