using SchemaGuard.MySql.Statements;

namespace SchemaGuard.MySql.Effects;

/// <summary>A reader of an ALTER statement's effect on the catalog.</summary>
internal static class AlterEffects
{
    /// <summary>Reads what follows ALTER.</summary>
    public static StatementEffect Read(StatementTokens tokens)
    {
        while (tokens.Take("ONLINE") || tokens.Take("IGNORE"))
        {
            // The condition has consumed it.
        }

        if (!tokens.Take("TABLE"))
        {
            return ReadOther(tokens);
        }

        tokens.Take("IF", "EXISTS");
        var name = tokens.ReadName();
        var table = new CatalogObject(CatalogKind.Table, name.Database, name.Name);
        QualifiedName? renamed = null;
        var renamesColumns = false;
        while (!tokens.IsAtEnd)
        {
            if (MovesData(tokens))
            {
                return new UnknownEffect("it moves data and leaves the definition as it is");
            }

            renamesColumns |= tokens.Is("RENAME", "COLUMN") || ChangesName(tokens);
            if (tokens.Take("RENAME") && !(tokens.Is("COLUMN") || tokens.Is("INDEX") || tokens.Is("KEY") || tokens.Is("CONSTRAINT")))
            {
                _ = tokens.Take("TO") || tokens.Take("AS") || tokens.Take("=");
                renamed = tokens.ReadName();
            }

            tokens.SkipTo(",");
            tokens.Take(",");
        }

        return new ShapeEffect(table, name.Place, renamed, Creates: false) { RenamesColumns = renamesColumns };
    }

    /// <summary>
    /// Reads other kinds of ALTER. Events, views, routines, databases and accounts are set to what the statement says, and setting them twice changes
    /// nothing more, except for names.
    /// </summary>
    private static StatementEffect ReadOther(StatementTokens tokens)
    {
        if (!tokens.SkipTo("EVENT") || !tokens.Take("EVENT"))
        {
            return new RepeatableEffect();
        }

        var from = tokens.ReadName();
        if (!tokens.SkipTo("RENAME", "DO") || !tokens.Take("RENAME", "TO"))
        {
            return new RepeatableEffect();
        }

        var to = tokens.ReadName();
        return new RenameEffect([
            (new CatalogObject(CatalogKind.Event, from.Database, from.Name), new CatalogObject(CatalogKind.Event, to.Database, to.Name)),
        ]);
    }

    private static bool ChangesName(StatementTokens tokens)
    {
        if (!tokens.Take("CHANGE"))
        {
            return false;
        }

        tokens.Take("COLUMN");
        tokens.Take("IF", "EXISTS");
        return !tokens.ReadName().Name.Equals(tokens.ReadName().Name, StringComparison.OrdinalIgnoreCase);
    }

    private static bool MovesData(StatementTokens tokens) =>
        tokens.Is("EXCHANGE", "PARTITION")
        || tokens.Is("DISCARD")
        || tokens.Is("IMPORT")
        || (tokens.Is("CONVERT") && (tokens.Is("CONVERT", "PARTITION") || tokens.Is("CONVERT", "TABLE")));
}
