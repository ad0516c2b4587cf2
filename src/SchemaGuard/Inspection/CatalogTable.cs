using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Inspection;

/// <summary>Names a table or a view of the catalog.</summary>
/// <param name="Schema">Its schema; <see langword="null"/> where there are none.</param>
/// <param name="Name">Its name as the catalog writes it.</param>
/// <param name="Kind">What it is.</param>
[Experimental("SG9001")]
public sealed record CatalogTable(string? Schema, string Name, CatalogTableKind Kind);
