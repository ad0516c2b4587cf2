namespace SchemaGuard.Execution;

/// <summary>Ends work after a time, by the guard's own clock, or when its caller ends it.</summary>
internal sealed class TimeLimit : IDisposable
{
    private readonly CancellationTokenSource? _over;
    private readonly CancellationTokenSource _either;

    /// <summary>Begins to count.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="limit">How long the work may take; <see langword="null"/> for as long as it likes.</param>
    /// <param name="callers">The tokens by which others end it.</param>
    public TimeLimit(TimeProvider time, TimeSpan? limit, params ReadOnlySpan<CancellationToken> callers)
    {
        _over = limit is { } length ? new CancellationTokenSource(length, time) : null;
        _either = CancellationTokenSource.CreateLinkedTokenSource([.. callers, _over?.Token ?? CancellationToken.None]);
    }

    /// <summary>Gets a token that is cancelled when the time is over or the caller ends the work.</summary>
    public CancellationToken Token => _either.Token;

    public void Dispose()
    {
        _either.Dispose();
        _over?.Dispose();
    }
}
