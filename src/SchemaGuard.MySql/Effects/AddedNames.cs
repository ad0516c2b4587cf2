using SchemaGuard.MySql.Statements;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.MySql.Effects;

/// <summary>A reader of the names that a statement adds to a table.</summary>
internal static class AddedNames
{
    /// <summary>Reads columns, and keys including constraints.</summary>
    public static (IReadOnlySet<string> Columns, IReadOnlySet<string> Keys) In(SqlStatement statement)
    {
        var columns = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var keys = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var tokens = StatementTokens.Of(statement);
        if (tokens.Take("CREATE"))
        {
            if (tokens.SkipTo("INDEX") && tokens.Take("INDEX"))
            {
                PassCondition(tokens);
                keys.Add(tokens.ReadName().Name);
            }

            return (columns, keys);
        }

        while (tokens.SkipTo("ADD") && tokens.Take("ADD"))
        {
            Read(tokens, columns, keys);
        }

        return (columns, keys);
    }

    private static void Read(StatementTokens tokens, HashSet<string> columns, HashSet<string> keys)
    {
        var isConstraint = tokens.Take("CONSTRAINT");
        PassCondition(tokens);
        if (isConstraint && !tokens.Is("PRIMARY") && !tokens.Is("UNIQUE") && !tokens.Is("FOREIGN") && !tokens.Is("CHECK"))
        {
            keys.Add(tokens.ReadName().Name);
        }

        var isKey = false;
        while (
            tokens.Take("UNIQUE")
            || tokens.Take("FULLTEXT")
            || tokens.Take("SPATIAL")
            || tokens.Take("INDEX")
            || tokens.Take("KEY")
            || tokens.Take("FOREIGN")
        )
        {
            isKey = true;
        }

        PassCondition(tokens);
        if (tokens.Is("PRIMARY"))
        {
            keys.Add(TableText.PrimaryKey);
        }
        else if (isKey && !tokens.Is("(") && !tokens.IsAtEnd)
        {
            keys.Add(tokens.ReadName().Name);
        }
        else if (!isKey && !tokens.Is("CHECK") && !tokens.Is("PARTITION"))
        {
            tokens.Take("COLUMN");
            PassCondition(tokens);
            AddColumns(tokens, columns);
        }
    }

    /// <summary>Determines whether an ALTER TABLE adds something only if it does not exist yet.</summary>
    public static bool AreConditional(SqlStatement statement)
    {
        var tokens = StatementTokens.Of(statement);
        while (tokens.SkipTo("ADD") && tokens.Take("ADD"))
        {
            if (tokens.SkipTo(",", "IF") && tokens.Is("IF", "NOT", "EXISTS"))
            {
                return true;
            }
        }

        return false;
    }

    private static void PassCondition(StatementTokens tokens) => tokens.Take("IF", "NOT", "EXISTS");

    private static void AddColumns(StatementTokens tokens, HashSet<string> columns)
    {
        if (!tokens.Take("("))
        {
            columns.Add(tokens.ReadName().Name);
            return;
        }

        do
        {
            columns.Add(tokens.ReadName().Name);
            tokens.SkipTo(",", ")");
        } while (tokens.Take(","));
    }
}
