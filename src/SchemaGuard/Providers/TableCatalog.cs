using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Providers;

/// <summary>The tables of a catalog, with estimates of their size. Immutable.</summary>
/// <param name="Tables">The tables, without those of the system and of extensions.</param>
/// <param name="NameComparer">How the catalog compares the names of schemas and tables.</param>
/// <param name="DefaultSchema">
/// The schema in which a name without one is looked up; <see langword="null"/> where there are no schemas.
/// </param>
[Experimental("SG9001")]
public sealed record TableCatalog(IReadOnlyList<CatalogTable> Tables, StringComparer NameComparer, string? DefaultSchema);
