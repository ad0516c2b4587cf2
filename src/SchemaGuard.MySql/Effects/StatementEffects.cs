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
        return tokens.Take("CREATE") ? CreateEffects.Read(tokens, server)
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

        return tokens.Take("CREATE") ? CreateEffects.ReadConditional(tokens, server) : null;
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

    private static StatementEffect ReadDrop(StatementTokens tokens, ServerProduct server)
    {
        if (tokens.Take("INDEX"))
        {
            var isConditional = tokens.Take("IF", "EXISTS");
            return isConditional || !tokens.SkipTo("ON") || !tokens.Take("ON")
                ? Repeatable
                : ShapeEffect.Of(tokens.ReadName(), creates: false);
        }

        CatalogKind? kind =
            tokens.Take("TABLE") || tokens.Take("TABLES") || tokens.Take("VIEW") || tokens.Take("SEQUENCE")
                ? CatalogKind.Table
                : NamedKind.Take(tokens);
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
            pairs.Add((CatalogObject.Table(from), CatalogObject.Table(to)));
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
}
