using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Providers;

/// <summary>A table of a catalog, with estimates of its size. Immutable.</summary>
/// <param name="Schema">The table's schema; <see langword="null"/> where there are no schemas.</param>
/// <param name="Name">The name as the catalog writes it.</param>
/// <param name="EstimatedRows">The estimated number of rows; <see langword="null"/> if the catalog has none.</param>
/// <param name="SizeInBytes">The size with indexes; <see langword="null"/> if it is unknown.</param>
[Experimental("SG9001")]
public sealed record CatalogTable(string? Schema, string Name, long? EstimatedRows, long? SizeInBytes)
{
    /// <summary>
    /// Gets whether the table is listed only if it is required by name: a partition, which is part of another table, or a table of another database.
    /// </summary>
    public bool IsSecondary { get; init; }
}
