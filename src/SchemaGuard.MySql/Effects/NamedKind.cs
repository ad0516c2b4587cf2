using SchemaGuard.MySql.Statements;

namespace SchemaGuard.MySql.Effects;

/// <summary>The kind of object that a statement names, where it is neither a table nor what shares a namespace with tables.</summary>
internal static class NamedKind
{
    /// <summary>Takes the word for the kind, if there is one.</summary>
    public static CatalogKind? Take(StatementTokens tokens) =>
        tokens.Take("TRIGGER") ? CatalogKind.Trigger
        : tokens.Take("PROCEDURE") ? CatalogKind.Procedure
        : tokens.Take("FUNCTION") ? CatalogKind.Function
        : tokens.Take("EVENT") ? CatalogKind.Event
        : tokens.Take("DATABASE") || tokens.Take("SCHEMA") ? CatalogKind.Database
        : null;
}
