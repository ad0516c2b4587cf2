namespace SchemaGuard.CommandLine;

/// <summary>A guard, with the object that must be disposed after use.</summary>
/// <param name="Guard">The guard.</param>
/// <param name="Owner">The object that is disposed with the guard; <see langword="null"/> if the caller owns everything.</param>
public sealed record OpenedGuard(ISchemaGuard Guard, IAsyncDisposable? Owner) : IAsyncDisposable
{
    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Owner?.DisposeAsync() ?? ValueTask.CompletedTask;
}
