using SchemaGuard.Benchmarks.Racing;

namespace SchemaGuard.Benchmarks.Peers;

/// <summary>Is another tool that migrates a database.</summary>
/// <param name="Name">Its name in the tables.</param>
/// <param name="MigrateAsync">
/// Migrates the database of a connection string with everything built anew, as a process does at its start, but for what a tool keeps by itself for
/// its whole process; throws where the tool fails.
/// </param>
internal sealed record Peer(string Name, Func<string, Task> MigrateAsync)
{
    /// <summary>Makes the contender that migrates one database.</summary>
    public Contender At(string connectionString) => new(Name, () => MigrateAsync(connectionString));
}
