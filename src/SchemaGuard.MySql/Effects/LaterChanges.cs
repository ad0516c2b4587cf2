using SchemaGuard.MySql.Statements;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.MySql.Effects;

/// <summary>
/// The changes that pending statements make to a table. A database whose migrations were never recorded already has these changes: what differs from
/// an earlier statement for that reason is no difference.
/// </summary>
internal sealed class LaterChanges
{
    private readonly HashSet<string> _columns = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _gone = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _keys = new(StringComparer.OrdinalIgnoreCase);

    private LaterChanges() { }

    /// <summary>
    /// Gets whether nothing of the table has to stay: it is dropped, renamed, created again, or converted to another character set.
    /// </summary>
    public bool AreOfAll { get; private set; }

    /// <summary>Gets whether its options or partitions change.</summary>
    public bool AreOfOptions { get; private set; }

    /// <summary>Reads what statements change in a table.</summary>
    public static LaterChanges Of(CatalogObject table, IEnumerable<SqlStatement> statements)
    {
        var changes = new LaterChanges();
        foreach (var statement in statements.Where(statement => statement.Class.CommitsImplicitly))
        {
            changes.Read(StatementTokens.Of(statement), table);
        }

        return changes;
    }

    /// <summary>Determines whether a column, key or constraint of this name may differ.</summary>
    /// <param name="line">The line that the server shows for it.</param>
    /// <param name="name">Its name.</param>
    public bool Include(string line, string name) =>
        AreOfAll
        || (
            TableText.IsColumn(line)
                ? _columns.Contains(name)
                : _keys.Contains(name) || _gone.Any(column => TableText.Mentions(line, column))
        );

    private void Read(StatementTokens tokens, CatalogObject table)
    {
        if (tokens.Take("ALTER"))
        {
            while (tokens.Take("ONLINE") || tokens.Take("IGNORE"))
            {
                // The condition has consumed it.
            }

            if (tokens.Take("TABLE"))
            {
                tokens.Take("IF", "EXISTS");
                ReadClauses(tokens, table);
            }
        }
        else if (tokens.Take("DROP", "INDEX"))
        {
            tokens.Take("IF", "EXISTS");
            var name = Name(tokens);
            if (tokens.Take("ON") && IsTable(tokens, table))
            {
                _keys.Add(name);
            }
        }
        else if (
            tokens.Is("DROP", "TABLE")
            || tokens.Is("DROP", "TABLES")
            || tokens.Is("RENAME")
            || tokens.Is("CREATE", "OR", "REPLACE", "TABLE")
        )
        {
            while (!tokens.IsAtEnd)
            {
                AreOfAll |= IsTable(tokens, table);
            }
        }
    }

    private void ReadClauses(StatementTokens tokens, CatalogObject table)
    {
        if (!IsTable(tokens, table))
        {
            return;
        }

        do
        {
            ReadClause(tokens);
            tokens.SkipTo(",");
        } while (tokens.Take(","));
    }

    private void ReadClause(StatementTokens tokens)
    {
        if (tokens.Take("MODIFY"))
        {
            _columns.Add(Column(tokens));
        }
        else if (tokens.Take("CHANGE"))
        {
            Lose(Column(tokens));
        }
        else if (tokens.Take("RENAME"))
        {
            ReadRename(tokens);
        }
        else if (tokens.Is("ALTER") || tokens.Is("DROP"))
        {
            ReadAltered(tokens, isDropped: tokens.Is("DROP"));
        }
        else if (!tokens.Is("ADD"))
        {
            AreOfAll |=
                tokens.Is("CONVERT") || tokens.Is("DEFAULT") || tokens.Is("CHARACTER") || tokens.Is("CHARSET") || tokens.Is("COLLATE");
            AreOfOptions = true;
        }
    }

    private void ReadRename(StatementTokens tokens)
    {
        if (tokens.Is("COLUMN"))
        {
            Lose(Column(tokens));
        }
        else if (tokens.Take("INDEX") || tokens.Take("KEY") || tokens.Take("CONSTRAINT"))
        {
            tokens.Take("IF", "EXISTS");
            _keys.Add(Name(tokens));
        }
        else
        {
            AreOfAll = true;
        }
    }

    private void ReadAltered(StatementTokens tokens, bool isDropped)
    {
        tokens.Step();
        if (tokens.Take("PRIMARY", "KEY"))
        {
            _keys.Add(TableText.PrimaryKey);
        }
        else if (
            tokens.Take("INDEX")
            || tokens.Take("KEY")
            || tokens.Take("CONSTRAINT")
            || tokens.Take("CHECK")
            || tokens.Take("FOREIGN", "KEY")
        )
        {
            tokens.Take("IF", "EXISTS");
            _keys.Add(Name(tokens));
        }
        else if (!tokens.Is("PARTITION") && Column(tokens) is var column)
        {
            _columns.Add(column);
            _gone.UnionWith(isDropped ? [column] : []);
        }
    }

    private void Lose(string column)
    {
        _columns.Add(column);
        _gone.Add(column);
    }

    private static string Column(StatementTokens tokens)
    {
        tokens.Take("COLUMN");
        tokens.Take("IF", "EXISTS");
        return Name(tokens);
    }

    private static string Name(StatementTokens tokens) => tokens.IsAtEnd ? "" : tokens.ReadName().Name;

    private static bool IsTable(StatementTokens tokens, CatalogObject table) =>
        !tokens.IsAtEnd
        && tokens.ReadName() is var name
        && name.Name.Equals(table.Name, StringComparison.OrdinalIgnoreCase)
        && (name.Database is null || table.Database is null || name.Database.Equals(table.Database, StringComparison.OrdinalIgnoreCase));
}
