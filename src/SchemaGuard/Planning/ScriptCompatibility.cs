using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Lexing;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.Planning;

/// <summary>
/// The compatibility of a script with older builds. A script that only adds to what exists is compatible: an older build that restarts
/// during a deployment still works. A script that drops, renames or narrows something is not, nor is one whose effect is unknown.
/// </summary>
internal static class ScriptCompatibility
{
    /// <summary>The value in the history for a migration after which every older build works.</summary>
    public const string WithEveryBuild = "*";

    private static readonly HashSet<string> Narrowing = new(StringComparer.OrdinalIgnoreCase)
    {
        "DROP",
        "RENAME",
        "MODIFY",
        "CHANGE",
        "ALTER",
        "TYPE",
        "CONSTRAINT",
        "CHECK",
        "UNIQUE",
        "PRIMARY",
        "FOREIGN",
        "EXCLUDE",
        "SET",
        "ENABLE",
        "DISABLE",
        "FORCE",
        "INHERIT",
        "ATTACH",
        "DETACH",
        "CONVERT",
        "REORGANIZE",
        "TRUNCATE",
        "EXCHANGE",
        "OWNER",
        "REFERENCES",
        AlterWords.List,
    };

    private static readonly HashSet<string> Filling = new(StringComparer.OrdinalIgnoreCase)
    {
        "DEFAULT",
        "GENERATED",
        "AUTO_INCREMENT",
        "AS",
    };

    /// <summary>
    /// Returns the value in the history for a script without a directive: every build if each statement only adds; otherwise,
    /// <see langword="null"/>.
    /// </summary>
    public static string? Of(IReadOnlyList<SqlStatement> statements) =>
        statements.All(statement => IsAdditive(statement, statement.Rules)) ? WithEveryBuild : null;

    private static bool IsAdditive(SqlStatement statement, LexicalRules rules) =>
        statement.Class.Verb switch
        {
            StatementVerb.Select
            or StatementVerb.Insert
            or StatementVerb.Update
            or StatementVerb.Set
            or StatementVerb.Reset
            or StatementVerb.Show
            or StatementVerb.Use
            or StatementVerb.Pragma
            or StatementVerb.Comment
            or StatementVerb.Grant
            or StatementVerb.Analyze
            or StatementVerb.Reindex
            or StatementVerb.Vacuum
            or StatementVerb.Optimize
            or StatementVerb.Refresh
            or StatementVerb.Copy
            or StatementVerb.Notify
            or StatementVerb.Savepoint
            or StatementVerb.Release => true,
            StatementVerb.Create => IsAdditiveCreate(statement, rules),
            StatementVerb.Alter => statement.Class.AddsEnumValue || IsAdditiveAlter(statement, rules),
            _ => false,
        };

    private static bool IsAdditiveCreate(SqlStatement statement, LexicalRules rules) =>
        statement.Class.ObjectKind switch
        {
            // Replacing an object changes what older builds get from it, or drops it first; a unique index rejects rows that they write.
            ObjectKind.Table
            or ObjectKind.Sequence
            or ObjectKind.Type
            or ObjectKind.Domain
            or ObjectKind.Schema
            or ObjectKind.Extension
            or ObjectKind.View
            or ObjectKind.MaterializedView
            or ObjectKind.Function
            or ObjectKind.Procedure
            or ObjectKind.Aggregate => !HasWordBeforeBody(statement, rules, "REPLACE"),
            ObjectKind.Index => !HasWordBeforeBody(statement, rules, "UNIQUE"),
            _ => false,
        };

    private static bool IsAdditiveAlter(SqlStatement statement, LexicalRules rules)
    {
        if (statement.Class.ObjectKind != ObjectKind.Table)
        {
            return false;
        }

        var words = new AlterWords(statement.Text, rules);
        return words.Clauses.All(clause =>
            clause.Count > 0
            && clause[0].Equals("ADD", StringComparison.OrdinalIgnoreCase)
            && !clause.Exists(Narrowing.Contains)
            && (!HasNotNull(clause) || clause.Exists(Filling.Contains))
        );
    }

    private static bool HasNotNull(List<string> clause)
    {
        for (var i = 1; i < clause.Count; i++)
        {
            if (
                clause[i].Equals("NULL", StringComparison.OrdinalIgnoreCase)
                && clause[i - 1].Equals("NOT", StringComparison.OrdinalIgnoreCase)
            )
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Determines whether a word is among those before the object's name.</summary>
    private static bool HasWordBeforeBody(SqlStatement statement, LexicalRules rules, string word)
    {
        const int MostWords = 4;
        var lexer = new SqlLexer(statement.Text, rules);
        for (var words = 0; words < MostWords && lexer.Next(out var token); )
        {
            if (token.Kind == SqlTokenKind.Word)
            {
                words++;
                if (token.In(statement.Text).Equals(word, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
