namespace SchemaGuard.AspNetCore.Status.Views;

/// <summary>Something that is required, and whether it holds.</summary>
/// <param name="Name">The name of the table or invariant.</param>
/// <param name="Holds">Whether it is as it must be; <see langword="null"/> if that has not been looked at.</param>
/// <param name="Word">The same in words.</param>
internal sealed record CheckView(string Name, bool? Holds, string Word);
