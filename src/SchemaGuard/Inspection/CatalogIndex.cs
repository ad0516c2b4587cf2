using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Inspection;

/// <summary>Names an index of the catalog.</summary>
/// <param name="Schema">Its schema; <see langword="null"/> where there are none.</param>
/// <param name="Name">Its name as the catalog writes it.</param>
/// <param name="Table">The table it belongs to.</param>
[Experimental("SG9001")]
public sealed record CatalogIndex(string? Schema, string Name, string Table);
