using System.Security.Cryptography;
using System.Text;
using SchemaGuard.Scripts.Splitting;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.History;

/// <summary>
/// The hash of the statements that an unfinished migration has done, by which a later run can tell whether they are still the same. The first
/// characters of the earliest of these hashes are kept beside the last one: they show which statement was edited.
/// </summary>
internal static class CompletedStatementsHash
{
    /// <summary>The value before the first statement.</summary>
    public const string Empty = "";

    private const char Separator = ':';
    private const int MarkLength = 4;
    private const int MostMarks = 40;

    public static string Of(IEnumerable<SqlStatement> statements) =>
        statements.Aggregate(Empty, (hash, statement) => Next(hash, statement));

    /// <summary>Returns the value after code, which is identified by its name.</summary>
    public static string OfCode(string migration) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("code\n" + migration))) + Separator;

    public static string Next(string previous, SqlStatement statement)
    {
        var (hash, marks) = Split(previous);
        var text = hash + "\n" + TokenHash.OfStatement(statement.Span, statement.Rules);
        var next = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        return next + Separator + (marks.Length < MarkLength * MostMarks ? marks + next[..MarkLength] : marks);
    }

    /// <summary>Finds the first statement that has changed since it was done.</summary>
    /// <returns>
    /// The statement, or <see langword="null"/> if it cannot be determined, because statements are missing or it is too far from the beginning.
    /// </returns>
    public static SqlStatement? FindFirstDifference(string? done, IReadOnlyList<SqlStatement> statements)
    {
        var marks = Split(done ?? Empty).Marks;
        var now = Empty;
        for (var index = 0; index < statements.Count && (index + 1) * MarkLength <= marks.Length; index++)
        {
            now = Next(now, statements[index]);
            if (!now.AsSpan(0, MarkLength).SequenceEqual(marks.AsSpan(index * MarkLength, MarkLength)))
            {
                return statements[index];
            }
        }

        return null;
    }

    private static (string Hash, string Marks) Split(string value)
    {
        var at = value.IndexOf(Separator, StringComparison.Ordinal);
        return at < 0 ? (value, "") : (value[..at], value[(at + 1)..]);
    }
}
