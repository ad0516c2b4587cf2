namespace SchemaGuard.Specification.Infrastructure;

/// <summary>The site of a storm: a database, the way from the processes to it, and what can be done to either.</summary>
/// <param name="database">The database, as the test itself reaches it.</param>
/// <param name="around">What else ends with it, in the order of creation: servers before the database, poolers and proxies after it.</param>
public sealed class StormSite(TestDatabase database, params IEnumerable<IAsyncDisposable> around) : IAsyncDisposable
{
    private readonly IAsyncDisposable[] _around = [.. around];

    public TestDatabase Database { get; } = database;

    /// <summary>Gets the database as the processes reach it.</summary>
    public TestDatabase Reached { get; init; } = database;

    /// <summary>Gets the action that kills the server and starts it again on its data; null if no server may be killed.</summary>
    public Func<Task>? CrashAsync { get; init; }

    /// <summary>
    /// Gets the action that cuts the connection that carries the n-th piece from now on, and completes when it is cut: before the piece (0), within
    /// (1) or after it (2). Null if nothing goes over a wire.
    /// </summary>
    public Func<int, int, CancellationToken, Task>? CutAsync { get; init; }

    public async ValueTask DisposeAsync()
    {
        foreach (var part in _around.Reverse())
        {
            await part.DisposeAsync();
        }
    }
}
