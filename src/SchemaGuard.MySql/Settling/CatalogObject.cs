namespace SchemaGuard.MySql.Settling;

/// <summary>Names an object of the catalog.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Database">Its database; <see langword="null"/> for the session's.</param>
/// <param name="Name">Its name.</param>
internal sealed record CatalogObject(CatalogKind Kind, string? Database, string Name)
{
    /// <summary>Gets its name as statements write it.</summary>
    public string Quoted => Database is null ? MySqlDialect.Quote(Name) : $"{MySqlDialect.Quote(Database)}.{MySqlDialect.Quote(Name)}";

    public override string ToString() => $"{Kind.ToString().ToLowerInvariant()} {Quoted}";
}
