namespace SchemaGuard.Benchmarks.Racing;

/// <summary>Is one way of doing the work.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="RunAsync">Does the work once, and throws if it was not the work that is to be measured.</param>
internal sealed record Contender(string Name, Func<Task> RunAsync)
{
    /// <summary>Gets what is done before each sample and not measured.</summary>
    public Func<Task> PrepareAsync { get; init; } = () => Task.CompletedTask;

    /// <summary>Gets how many runs in a row are one sample, where fewer than the race's are enough.</summary>
    public int MostRepeats { get; init; } = int.MaxValue;
}
