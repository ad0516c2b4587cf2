namespace SchemaGuard.AspNetCore.Tests.Leaks;

/// <summary>The way in which a connection string is given.</summary>
public enum ConnectionForm
{
    /// <summary>As ADO.NET writes it.</summary>
    AdoNet = 0,

    /// <summary>As a URL.</summary>
    Url = 1,

    /// <summary>As ADO.NET writes it, with one of its own for migrations.</summary>
    OwnForMigrations = 2,
}
