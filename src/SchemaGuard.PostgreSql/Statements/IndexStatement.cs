using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.PostgreSql.Statements;

/// <summary>The index that a <c>CREATE INDEX CONCURRENTLY</c> describes.</summary>
/// <param name="Name">The name that the catalog will have; <see langword="null"/> where the server chooses it.</param>
/// <param name="Table">The table, as it is written.</param>
internal sealed record IndexStatement(string? Name, string Table)
{
    public static IndexStatement Read(SqlStatement statement)
    {
        var tokens = statement.ReadTokens();
        var index = 0;
        foreach (var word in (ReadOnlySpan<string>)["CREATE", "UNIQUE", "INDEX", "CONCURRENTLY", "IF", "NOT", "EXISTS"])
        {
            ObjectName.Pass(tokens, ref index, word);
        }

        string? name = null;
        if (!ObjectName.Pass(tokens, ref index, "ON"))
        {
            name = ObjectName.Fold(tokens[index++]);
            ObjectName.Pass(tokens, ref index, "ON");
        }

        ObjectName.Pass(tokens, ref index, "ONLY");
        return new IndexStatement(name, ObjectName.ReadQualified(tokens, ref index));
    }
}
