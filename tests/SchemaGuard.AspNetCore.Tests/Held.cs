namespace SchemaGuard.AspNetCore.Tests;

/// <summary>A migration that has begun and lasts until the test lets it go.</summary>
internal sealed class Held
{
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Begun => _begun.Task;

    public void Release() => _released.TrySetResult();

    public void Fail() => _released.TrySetException(new InvalidOperationException("The migration fails."));

    /// <summary>Adds the migration to a guard.</summary>
    public void AddTo(SchemaGuardBuilder guard) => AddTo(guard, "0001_held");

    /// <summary>Adds the migration to a guard, by a name.</summary>
    public void AddTo(SchemaGuardBuilder guard, string name) =>
        guard.AddMigration(
            name,
            async (_, cancellationToken) =>
            {
                _begun.TrySetResult();
                await _released.Task.WaitAsync(cancellationToken);
            }
        );
}
