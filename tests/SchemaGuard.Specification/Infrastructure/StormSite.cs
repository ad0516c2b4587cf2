namespace SchemaGuard.Specification.Infrastructure;

/// <summary>Is where a storm takes place: a database, the way that leads the processes to it, and what can be done to either.</summary>
/// <param name="database">The database, as the test itself reaches it.</param>
/// <param name="around">What else ends with it, in the order in which it was made: servers before the database, poolers and proxies behind it.</param>
public sealed class StormSite(TestDatabase database, params IEnumerable<IAsyncDisposable> around) : IAsyncDisposable
{
    private readonly IAsyncDisposable[] _around = [.. around];

    public TestDatabase Database => database;

    /// <summary>Gets where the processes connect.</summary>
    public string ConnectionString { get; init; } = database.ConnectionString;

    /// <summary>Gets what kills the server and starts it again on its data; null where no server may be killed.</summary>
    public Func<Task>? CrashAsync { get; init; }

    /// <summary>Gets what cuts a connection some pieces later, and ends when it is cut; null where nothing goes over a wire.</summary>
    public Func<Random, CancellationToken, Task>? CutAsync { get; init; }

    public async ValueTask DisposeAsync()
    {
        foreach (var part in _around.Reverse())
        {
            await part.DisposeAsync();
        }
    }
}
