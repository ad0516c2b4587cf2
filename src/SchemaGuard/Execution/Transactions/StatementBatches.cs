using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.Execution.Transactions;

/// <summary>
/// The division of a script's statements into runs that are sent to the server together. Runs are bounded; a statement that carries data, or that
/// must first be compared with what it leaves unchanged, is sent alone.
/// </summary>
internal static class StatementBatches
{
    private const int MostStatements = 256;
    private const int MostCharacters = 256 * 1024;

    /// <summary>Determines whether a whole script is sent in one batch.</summary>
    public static bool IsSingle(IReadOnlyList<SqlStatement> statements) =>
        statements.Count <= MostStatements
        && statements.Sum(statement => (long)statement.Length) <= MostCharacters
        && !statements.Any(IsAlone);

    /// <summary>Divides the statements.</summary>
    /// <returns>Ranges of indexes, in order, without gaps.</returns>
    public static IEnumerable<Range> Divide(IReadOnlyList<SqlStatement> statements)
    {
        var start = 0;
        while (start < statements.Count)
        {
            var end = start + 1;
            var length = statements[start].Length;
            while (
                !IsAlone(statements[start])
                && end < statements.Count
                && end - start < MostStatements
                && !IsAlone(statements[end])
                && length + statements[end].Length <= MostCharacters
            )
            {
                length += statements[end++].Length;
            }

            yield return start..end;
            start = end;
        }
    }

    private static bool IsAlone(SqlStatement statement) =>
        statement.CopyData is not null || statement.Class is { LeavesExisting: true, IsTemporary: false };
}
