using System.Security.Cryptography;
using System.Text;
using SchemaGuard.Scripts;

namespace SchemaGuard.Execution;

/// <summary>Hashes the statements that an unfinished migration has done, so that a later run can tell whether they are still the same.</summary>
internal static class DoneHash
{
    /// <summary>The value before the first statement.</summary>
    public const string Empty = "";

    public static string Of(IEnumerable<SqlStatement> statements, LexicalRules rules) =>
        statements.Aggregate(Empty, (hash, statement) => Next(hash, statement, rules));

    public static string Next(string previous, SqlStatement statement, LexicalRules rules) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(previous + "\n" + TokenHash.OfStatement(statement.Span, rules))));
}
