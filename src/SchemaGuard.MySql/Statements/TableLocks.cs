using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.MySql.Statements;

/// <summary>
/// An assessment of the statements between LOCK TABLES and UNLOCK TABLES. A dump brackets the rows of each table for speed, and these brackets may be
/// left out. Any other bracketed statement relies on nobody writing meanwhile. A script whose statements run one by one, with the history written
/// between them, cannot promise that.
/// </summary>
internal static class TableLocks
{
    /// <summary>Leaves out brackets that contain only a dump's rows. The others stay, for <see cref="IsTableLock"/> to refuse them.</summary>
    public static IReadOnlyList<SqlStatement> WithoutHarmless(IReadOnlyList<SqlStatement> statements)
    {
        if (!statements.Any(IsTableLock))
        {
            return statements;
        }

        var kept = new List<SqlStatement>(statements.Count);
        for (var index = 0; index < statements.Count; index++)
        {
            var statement = statements[index];
            if (statement.Class.Verb != StatementVerb.Unlock && !(IsTableLock(statement) && BracketsRows(statements, index + 1)))
            {
                kept.Add(statement);
            }
        }

        return kept;
    }

    /// <summary>Determines whether a statement is LOCK TABLES.</summary>
    public static bool IsTableLock(SqlStatement statement) =>
        statement.Class.Verb == StatementVerb.Lock
        && statement.ReadTokens() is [_, var second, ..]
        && second.ToUpperInvariant() is "TABLE" or "TABLES";

    /// <summary>
    /// Determines whether a statement locks for a copy of the data: tables (<c>FLUSH TABLES … WITH READ LOCK</c>, <c>FOR EXPORT</c>) or the whole
    /// server (<c>LOCK INSTANCE</c>, <c>BACKUP STAGE</c>). Under such a lock the history cannot be written, or definitions cannot be changed.
    /// </summary>
    public static bool IsCopyLock(SqlStatement statement) =>
        statement.Class.CommitsImplicitly
        && statement.ReadTokens().Select(token => token.ToUpperInvariant()).ToList() switch
        {
            ["LOCK", "INSTANCE", ..] => true,
            ["BACKUP", "STAGE" or "LOCK", ..] => true,
            ["FLUSH", .. var rest] => rest is [.., "READ", "LOCK"] or [.., "FOR", "EXPORT"]
                || rest is [.., "READ", "LOCK", "AND", "DISABLE", "CHECKPOINT"],
            _ => false,
        };

    private static bool BracketsRows(IReadOnlyList<SqlStatement> statements, int index)
    {
        for (; index < statements.Count; index++)
        {
            // The next LOCK TABLES releases what the previous one has locked.
            if (statements[index].Class.Verb == StatementVerb.Unlock || IsTableLock(statements[index]))
            {
                return true;
            }

            if (!IsOfDump(statements[index]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsOfDump(SqlStatement statement) =>
        statement.Class.Verb switch
        {
            StatementVerb.Begin or StatementVerb.Commit => true,
            StatementVerb.Set or StatementVerb.Insert or StatementVerb.Replace => !statement
                .ReadTokens()
                .Any(token => token.ToUpperInvariant() is "SELECT" or "TABLE"),
            StatementVerb.Alter => SwitchesKeys(statement.ReadTokens()),
            _ => BracketingStatements.IsTransactionStart(statement),
        };

    /// <summary>Determines whether a statement is <c>ALTER TABLE … DISABLE KEYS</c> or <c>ENABLE KEYS</c>.</summary>
    private static bool SwitchesKeys(IReadOnlyList<string> tokens) =>
        tokens is [.., var verb, var keys]
        && keys.Equals("KEYS", StringComparison.OrdinalIgnoreCase)
        && verb.ToUpperInvariant() is "DISABLE" or "ENABLE";
}
