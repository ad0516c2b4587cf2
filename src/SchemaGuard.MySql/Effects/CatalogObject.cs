using SchemaGuard.MySql.Commands;
using SchemaGuard.MySql.Statements;

namespace SchemaGuard.MySql.Effects;

/// <summary>An object of the catalog.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Database">Its database; <see langword="null"/> for the session's.</param>
/// <param name="Name">Its name.</param>
internal sealed record CatalogObject(CatalogKind Kind, string? Database, string Name)
{
    /// <summary>Returns the table of a name.</summary>
    public static CatalogObject Table(QualifiedName name) => new(CatalogKind.Table, name.Database, name.Name);

    /// <summary>Gets its name as statements write it.</summary>
    public string Quoted => Database is null ? Identifier.Quote(Name) : $"{Identifier.Quote(Database)}.{Identifier.Quote(Name)}";

    /// <summary>
    /// Returns a definition with the object's name in its original case. A server that does not tell names apart by case (lower_case_table_names)
    /// shows it in lower case, or as it was asked for it.
    /// </summary>
    public string? Spell(string? definition)
    {
        var name = Identifier.Quote(Name);
        return definition?.Replace(name, name, StringComparison.OrdinalIgnoreCase);
    }

    public override string ToString() => $"{Kind.ToString().ToLowerInvariant()} {Quoted}";
}
