namespace SchemaGuard;

/// <summary>What the catalog tells about the size of a table. All numbers are estimates. Immutable.</summary>
/// <param name="Table">The name as people write it, with its schema unless that is the default one.</param>
/// <param name="IsRequired">Whether this build requires the table, by name or in a manifest.</param>
/// <param name="EstimatedRows">
/// The number of rows when the server last counted or sampled them; <see langword="null"/> if it never did, or the user may not see it.
/// </param>
/// <param name="SizeInBytes">
/// The number of bytes on disk, indexes included; <see langword="null"/> if it is unknown, or if another session keeps the table locked.
/// </param>
public sealed record TableStatistics(string Table, bool IsRequired, long? EstimatedRows, long? SizeInBytes)
{
    /// <summary>
    /// Gets whether the table exists. A table that does not, or that the user may not see, is listed only if it is required; its numbers are
    /// <see langword="null"/>.
    /// </summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool Exists { get; init; } = true;
}
