using System.Data.Common;

namespace SchemaGuard.Specification.Infrastructure;

/// <summary>Is a test database that the guard's connections, and only these, can be kept from.</summary>
/// <param name="database">The database itself, which the test's own connections lead to.</param>
public abstract class FallibleDatabase(TestDatabase database) : TestDatabase
{
    public override string Provider => database.Provider;

    public override bool RollsBackDefinitions => database.RollsBackDefinitions;

    /// <summary>Puts the database out of the guard's reach, as a server does that is down.</summary>
    public abstract Task BreakOffAsync();

    /// <summary>Lets the database refuse the guard for good.</summary>
    public abstract Task RefuseAsync();

    /// <summary>Undoes either.</summary>
    public abstract Task RestoreAsync();

    public override Task<DbConnection> OpenAsync() => database.OpenAsync();
}
