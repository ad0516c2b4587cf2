namespace SchemaGuard.AspNetCore.Status.Views;

/// <summary>A table that is required or found.</summary>
/// <param name="Name">The table's name.</param>
/// <param name="Holds">Whether it is as it must be; <see langword="null"/> if nothing asks for it, or that has not been looked at.</param>
/// <param name="Word">The same in words.</param>
/// <param name="Rows">The estimated number of rows, if the server tells.</param>
/// <param name="Bytes">The size on disk, if the server tells.</param>
internal sealed record TableView(string Name, bool? Holds, string Word, long? Rows, long? Bytes);
