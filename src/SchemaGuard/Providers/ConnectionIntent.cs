using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Providers;

/// <summary>The purpose of a connection.</summary>
[Experimental("SG9001")]
public enum ConnectionIntent
{
    /// <summary>Reading only. The database is not created, and the connection may come from the application's pool.</summary>
    Read = 0,

    /// <summary>Migrating. The database may be created if the options allow it; the session is not shared with the application.</summary>
    Migrate = 1,
}
