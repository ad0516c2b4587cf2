using System.Data.Common;

namespace SchemaGuard.Specification.Infrastructure;

/// <summary>A test database that can be made unavailable to the guard's connections, and only to these.</summary>
/// <param name="database">The database itself, to which the test's own connections lead.</param>
public abstract class FallibleDatabase(TestDatabase database) : TestDatabase
{
    public override string Provider => database.Provider;

    public override bool RollsBackDefinitions => database.RollsBackDefinitions;

    /// <summary>Makes the database unreachable for the guard, like a server that is down.</summary>
    public abstract Task BreakOffAsync();

    /// <summary>Makes the database refuse the guard for good.</summary>
    public abstract Task RefuseAsync();

    /// <summary>Undoes either.</summary>
    public abstract Task RestoreAsync();

    public override Task<DbConnection> OpenAsync() => database.OpenAsync();
}
