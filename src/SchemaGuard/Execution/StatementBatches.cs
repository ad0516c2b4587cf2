using SchemaGuard.Scripts;

namespace SchemaGuard.Execution;

/// <summary>Divides the statements of a script into runs that go to the server together: bounded, and each statement with data alone.</summary>
internal static class StatementBatches
{
    private const int MostStatements = 256;
    private const int MostCharacters = 256 * 1024;

    /// <summary>Says whether a whole script goes in one batch.</summary>
    public static bool IsSingle(IReadOnlyList<SqlStatement> statements) =>
        statements.Count <= MostStatements
        && statements.Sum(statement => (long)statement.Length) <= MostCharacters
        && statements.All(statement => statement.CopyData is null);

    /// <summary>Divides.</summary>
    /// <returns>Ranges of indexes, in order, without gaps.</returns>
    public static IEnumerable<Range> Divide(IReadOnlyList<SqlStatement> statements)
    {
        var start = 0;
        while (start < statements.Count)
        {
            var end = start + 1;
            var length = statements[start].Length;
            while (
                statements[start].CopyData is null
                && end < statements.Count
                && end - start < MostStatements
                && statements[end].CopyData is null
                && length + statements[end].Length <= MostCharacters
            )
            {
                length += statements[end++].Length;
            }

            yield return start..end;
            start = end;
        }
    }
}
