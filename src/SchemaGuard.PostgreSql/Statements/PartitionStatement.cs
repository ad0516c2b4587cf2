using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.PostgreSql.Statements;

/// <summary>The two tables of an <c>ALTER TABLE … DETACH PARTITION</c>.</summary>
internal static class PartitionStatement
{
    /// <returns>Both names, as they are written.</returns>
    public static (string Parent, string Partition) Read(SqlStatement statement)
    {
        var tokens = statement.ReadTokens();
        var index = 0;
        foreach (var word in (ReadOnlySpan<string>)["ALTER", "TABLE", "IF", "EXISTS", "ONLY"])
        {
            ObjectName.Pass(tokens, ref index, word);
        }

        var parent = ObjectName.ReadQualified(tokens, ref index);
        ObjectName.Pass(tokens, ref index, "DETACH");
        ObjectName.Pass(tokens, ref index, "PARTITION");
        return (parent, ObjectName.ReadQualified(tokens, ref index));
    }
}
