using SchemaGuard.MySql.Products;
using SchemaGuard.MySql.Statements;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.MySql.Effects;

/// <summary>A reader of a statement's effect on the catalog. Pure.</summary>
internal static class StatementEffects
{
    private static readonly RepeatableEffect Repeatable = new();

    /// <summary>Reads a statement that commits by itself.</summary>
    public static StatementEffect Read(SqlStatement statement, ServerProduct server)
    {
        var tokens = StatementTokens.Of(statement);
        return tokens.Take("CREATE") ? ReadCreate(tokens, server)
            : tokens.Take("ALTER") ? AlterEffects.Read(tokens)
            : tokens.Take("DROP") ? ReadDrop(tokens, server)
            : tokens.Take("RENAME") ? ReadRename(tokens)
            : IsRepeatable(tokens) ? Repeatable
            : new UnknownEffect("its effect does not show in the catalog");
    }

    /// <summary>Reads the effect of a statement with <c>IF NOT EXISTS</c> on a table where nothing of that name exists yet.</summary>
    /// <returns>The effect; <see langword="null"/> where the statement has no such condition, or creates something else.</returns>
    public static ShapeEffect? ReadConditional(SqlStatement statement, ServerProduct server)
    {
        var tokens = StatementTokens.Of(statement);
        if (tokens.Take("ALTER"))
        {
            return AddedNames.AreConditional(statement) ? AlterEffects.Read(tokens) as ShapeEffect : null;
        }

        if (!tokens.Take("CREATE"))
        {
            return null;
        }

        SkipAttributes(tokens);
        if (tokens.Take("TABLE"))
        {
            return IsConditional(tokens) ? ReadTable(tokens, server) as ShapeEffect : null;
        }

        return tokens.Take("INDEX") && IsConditional(tokens) && tokens.SkipTo("ON") && tokens.Take("ON")
            ? ShapeOf(tokens.ReadName(), creates: false)
            : null;
    }

    private static bool IsRepeatable(StatementTokens tokens) =>
        tokens.Is("TRUNCATE")
        || tokens.Is("ANALYZE")
        || tokens.Is("OPTIMIZE")
        || tokens.Is("CHECK")
        || tokens.Is("REPAIR")
        || tokens.Is("FLUSH")
        || tokens.Is("CACHE")
        || tokens.Is("LOAD", "INDEX")
        || tokens.Is("GRANT")
        || tokens.Is("SET", "PASSWORD")
        || tokens.Is("REVOKE", "IF", "EXISTS");

    private static StatementEffect ReadCreate(StatementTokens tokens, ServerProduct server)
    {
        var replaces = tokens.Take("OR", "REPLACE");
        SkipAttributes(tokens);
        if (tokens.Take("SEQUENCE"))
        {
            return replaces || IsConditional(tokens) ? Repeatable : ShapeOf(tokens.ReadName(), creates: true);
        }

        if (tokens.Take("TABLE"))
        {
            return replaces || IsConditional(tokens) ? Repeatable : ReadTable(tokens, server);
        }

        if (tokens.Take("INDEX") || tokens.Take("KEY"))
        {
            return replaces || IsConditional(tokens) || !tokens.SkipTo("ON") || !tokens.Take("ON")
                ? Repeatable
                : ShapeOf(tokens.ReadName(), creates: false);
        }

        var kind = KindOf(tokens);
        var isConditional = replaces || IsConditional(tokens);
        if (kind is { } known)
        {
            return isConditional ? Repeatable : ReadProgram(known, tokens);
        }

        if (tokens.Take("VIEW"))
        {
            return replaces || IsConditional(tokens) ? Repeatable : ViewOf(tokens.ReadName());
        }

        tokens.Skip();
        return replaces || IsConditional(tokens) ? Repeatable : new UnknownEffect("what it creates is not in the database's own catalog");
    }

    /// <summary>
    /// Reads CREATE TABLE. MySQL before 8.0.21 creates the table first and then fills it, so that its shape says nothing about its rows.
    /// </summary>
    private static StatementEffect ReadTable(StatementTokens tokens, ServerProduct server)
    {
        var shape = ShapeOf(tokens.ReadName(), creates: true) with
        {
            IsLike = tokens.Is("LIKE") || tokens.Is("(", "LIKE"),
            CopiesRows = HasQuery(tokens),
        };
        return shape.CopiesRows && !server.IsMariaDb && server.Version < new Version(8, 0, 21)
            ? new UnknownEffect("this server creates the table first and then fills it")
            : shape;
    }

    /// <summary>Determines whether a query follows, with or without AS or parentheses: nothing else in CREATE TABLE has these words there.</summary>
    private static bool HasQuery(StatementTokens tokens)
    {
        while (!tokens.IsAtEnd)
        {
            if (
                tokens.Is("AS")
                || (tokens.Is("WITH") && !tokens.Is("WITH", "SYSTEM"))
                || IsQuery(tokens)
                || (
                    tokens.Is("(")
                    && (tokens.Is("(", "SELECT") || tokens.Is("(", "WITH") || tokens.Is("(", "VALUES") || tokens.Is("(", "TABLE"))
                )
            )
            {
                return true;
            }

            tokens.Skip();
        }

        return false;
    }

    private static bool IsQuery(StatementTokens tokens) => tokens.Is("SELECT") || tokens.Is("VALUES") || tokens.Is("TABLE");

    private static StatementEffect ReadProgram(CatalogKind kind, StatementTokens tokens)
    {
        var name = tokens.ReadName();
        var made = new CatalogObject(kind, name.Database, name.Name);
        return kind == CatalogKind.Database ? new DatabaseEffect(made, name.Place)
            : kind == CatalogKind.Function && tokens.SkipTo("SONAME") ? new UnknownEffect("it loads a function from a library")
            : new ProgramEffect(made);
    }

    private static StatementEffect ReadDrop(StatementTokens tokens, ServerProduct server)
    {
        if (tokens.Take("INDEX"))
        {
            var isConditional = tokens.Take("IF", "EXISTS");
            return isConditional || !tokens.SkipTo("ON") || !tokens.Take("ON") ? Repeatable : ShapeOf(tokens.ReadName(), creates: false);
        }

        CatalogKind? kind =
            tokens.Take("TABLE") || tokens.Take("TABLES") || tokens.Take("VIEW") || tokens.Take("SEQUENCE")
                ? CatalogKind.Table
                : KindOf(tokens);
        if (kind is null)
        {
            tokens.Skip();
        }

        if (tokens.Take("IF", "EXISTS"))
        {
            return Repeatable;
        }

        return kind is { } known
            ? new DropEffect(ReadNames(known, tokens))
            : new UnknownEffect("what it drops is not in the database's own catalog");
    }

    private static StatementEffect ReadRename(StatementTokens tokens)
    {
        if (!(tokens.Take("TABLE") || tokens.Take("TABLES")))
        {
            return new UnknownEffect("what it renames is not in the database's own catalog");
        }

        tokens.Take("IF", "EXISTS");
        var pairs = new List<(CatalogObject, CatalogObject)>();
        do
        {
            var from = tokens.ReadName();
            tokens.SkipTo("TO");
            tokens.Take("TO");
            var to = tokens.ReadName();
            pairs.Add((Table(from), Table(to)));
        } while (tokens.Take(","));

        return new RenameEffect(pairs);
    }

    private static List<CatalogObject> ReadNames(CatalogKind kind, StatementTokens tokens)
    {
        var names = new List<CatalogObject>();
        do
        {
            var name = tokens.ReadName();
            names.Add(new CatalogObject(kind, name.Database, name.Name));
        } while (tokens.Take(","));

        return names;
    }

    /// <summary>Skips what may stand between CREATE and the kind of object.</summary>
    private static void SkipAttributes(StatementTokens tokens)
    {
        while (!tokens.IsAtEnd)
        {
            if (tokens.Take("DEFINER", "="))
            {
                tokens.ReadName();
                while (tokens.Take("@") || tokens.Is("(") || tokens.Current.StartsWith('@'))
                {
                    tokens.Skip();
                }
            }
            else if (tokens.Take("ALGORITHM", "=") || tokens.Take("SQL", "SECURITY"))
            {
                tokens.Skip();
            }
            else if (
                !(
                    tokens.Take("UNIQUE")
                    || tokens.Take("FULLTEXT")
                    || tokens.Take("SPATIAL")
                    || tokens.Take("ONLINE")
                    || tokens.Take("OFFLINE")
                    || tokens.Take("AGGREGATE")
                )
            )
            {
                return;
            }
        }
    }

    private static CatalogKind? KindOf(StatementTokens tokens) =>
        tokens.Take("TRIGGER") ? CatalogKind.Trigger
        : tokens.Take("PROCEDURE") ? CatalogKind.Procedure
        : tokens.Take("FUNCTION") ? CatalogKind.Function
        : tokens.Take("EVENT") ? CatalogKind.Event
        : tokens.Take("DATABASE") || tokens.Take("SCHEMA") ? CatalogKind.Database
        : null;

    private static bool IsConditional(StatementTokens tokens) => tokens.Take("IF", "NOT", "EXISTS");

    private static ShapeEffect ShapeOf(QualifiedName name, bool creates) => new(Table(name), name.Place, NewName: null, creates);

    private static ViewEffect ViewOf(QualifiedName name) => new(Table(name), name.Place);

    private static CatalogObject Table(QualifiedName name) => new(CatalogKind.Table, name.Database, name.Name);
}
