using SchemaGuard.Scripts;

namespace SchemaGuard.MySql.Settling;

/// <summary>Reads the names that a statement adds to a table.</summary>
internal static class AddedNames
{
    /// <summary>Reads columns, and keys with constraints.</summary>
    public static (IReadOnlySet<string> Columns, IReadOnlySet<string> Keys) In(SqlStatement statement)
    {
        var columns = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var keys = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var tokens = StatementTokens.Of(statement);
        if (tokens.Take("CREATE"))
        {
            if (tokens.SkipTo("INDEX") && tokens.Take("INDEX"))
            {
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
        if (tokens.Take("CONSTRAINT") && !tokens.Is("PRIMARY") && !tokens.Is("UNIQUE") && !tokens.Is("FOREIGN") && !tokens.Is("CHECK"))
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
            AddColumns(tokens, columns);
        }
    }

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
