namespace SchemaGuard.CommandLine;

/// <summary>Is a guard with what must be disposed after use.</summary>
/// <param name="Guard">The guard.</param>
/// <param name="Owner">What is disposed with it; <see langword="null"/> where the caller owns everything.</param>
public sealed record OpenedGuard(ISchemaGuard Guard, IAsyncDisposable? Owner) : IAsyncDisposable
{
    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Owner?.DisposeAsync() ?? ValueTask.CompletedTask;
}
