using System.Data.Common;
using SchemaGuard.MySql.Commands;
using SchemaGuard.MySql.Messages;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.MySql.Statements;

/// <summary>
/// A search for tables whose rows are not rolled back: those of MyISAM, Aria, MEMORY and other storage engines without transactions.
/// </summary>
internal static class StorageEngines
{
    private const string Question = """
        SELECT t.ENGINE FROM information_schema.TABLES t JOIN information_schema.ENGINES e ON e.ENGINE = t.ENGINE
        WHERE t.TABLE_SCHEMA = COALESCE(@schema, DATABASE()) AND t.TABLE_NAME = @name AND COALESCE(e.TRANSACTIONS, 'NO') <> 'YES'
        """;

    /// <summary>Finds out whether anything that a script writes would stay although it is rolled back.</summary>
    public static async Task<string?> FindTrialProblemAsync(DbConnection connection, SqlScript script, CancellationToken cancellationToken)
    {
        foreach (var target in script.Statements.Select(statement => statement.Class.Target).OfType<string>())
        {
            var (schema, name) = target.Split('.') is [var given, var table] ? (given, table) : ((string?)null, target);
            var rows = await connection
                .CatalogRowsAsync(Question, [("@schema", schema), ("@name", name)], cancellationToken)
                .ConfigureAwait(false);
            if (rows is [[{ } engine], ..])
            {
                return MySqlMessages.NoTransactions(target, engine);
            }
        }

        return null;
    }
}
