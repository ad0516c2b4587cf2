using SchemaGuard.MySql.Products;
using SchemaGuard.MySql.Statements;

namespace SchemaGuard.MySql.Effects;

/// <summary>A reader of a CREATE statement's effect on the catalog.</summary>
internal static class CreateEffects
{
    private static readonly RepeatableEffect Repeatable = new();

    /// <summary>Reads what follows CREATE.</summary>
    public static StatementEffect Read(StatementTokens tokens, ServerProduct server)
    {
        var replaces = tokens.Take("OR", "REPLACE");
        SkipAttributes(tokens);
        if (tokens.Take("SEQUENCE"))
        {
            return replaces || IsConditional(tokens) ? Repeatable : ShapeEffect.Of(tokens.ReadName(), creates: true);
        }

        if (tokens.Take("TABLE"))
        {
            return replaces || IsConditional(tokens) ? Repeatable : ReadTable(tokens, server);
        }

        if (tokens.Take("INDEX") || tokens.Take("KEY"))
        {
            return replaces || IsConditional(tokens) || !tokens.SkipTo("ON") || !tokens.Take("ON")
                ? Repeatable
                : ShapeEffect.Of(tokens.ReadName(), creates: false);
        }

        var kind = NamedKind.Take(tokens);
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

    /// <summary>Reads what follows CREATE, if it is a table or an index that is created only where nothing of its name exists.</summary>
    public static ShapeEffect? ReadConditional(StatementTokens tokens, ServerProduct server)
    {
        SkipAttributes(tokens);
        if (tokens.Take("TABLE"))
        {
            return IsConditional(tokens) ? ReadTable(tokens, server) as ShapeEffect : null;
        }

        return tokens.Take("INDEX") && IsConditional(tokens) && tokens.SkipTo("ON") && tokens.Take("ON")
            ? ShapeEffect.Of(tokens.ReadName(), creates: false)
            : null;
    }

    /// <summary>
    /// Reads CREATE TABLE. MySQL before 8.0.21 creates the table first and then fills it, so that its shape says nothing about its rows.
    /// </summary>
    private static StatementEffect ReadTable(StatementTokens tokens, ServerProduct server)
    {
        var shape = ShapeEffect.Of(tokens.ReadName(), creates: true) with
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

    private static bool IsConditional(StatementTokens tokens) => tokens.Take("IF", "NOT", "EXISTS");

    private static ViewEffect ViewOf(QualifiedName name) => new(CatalogObject.Table(name), name.Place);
}
