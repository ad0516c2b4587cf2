using SchemaGuard.Planning;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.Execution.Transactions;

/// <summary>Says which migrations go to the database together: small ones that make something, and change nothing that others may be at.</summary>
internal static class MigrationGroups
{
    private const int MostMigrations = 16;
    private const int MostStatements = 256;
    private const int MostCharacters = 64 * 1024;

    /// <summary>Says how many migrations of a plan, from one on, fit into one group.</summary>
    /// <returns>Their number; less than two where the first goes alone.</returns>
    public static int CountFrom(IReadOnlyList<PlannedMigration> migrations, int start)
    {
        var (count, statements, characters) = (0, 0, 0L);
        while (count < MostMigrations && start + count < migrations.Count && Fits(migrations[start + count]))
        {
            statements += migrations[start + count].Statements.Count;
            characters += migrations[start + count].Statements.Sum(statement => (long)statement.Length);
            if (statements > MostStatements || characters > MostCharacters)
            {
                break;
            }

            count++;
        }

        return count;
    }

    private static bool Fits(PlannedMigration planned) =>
        planned is { IsTransactional: true, BeforeTransaction: [], Row: null, Migration.Code: null }
        && StatementBatches.IsSingle(planned.Statements)
        && planned.Statements.All(statement => IsBrief(statement, planned.Statements));

    /// <summary>
    /// Says whether a statement may go with others: what may take its time is to be seen where it is, and not to be done a second time to learn where it
    /// failed. An index takes none on a table
    /// that the same migration makes.
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
