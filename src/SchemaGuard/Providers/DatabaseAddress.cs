using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Providers;

/// <summary>Where a database is, in the parts that OpenTelemetry's conventions name. Contains no secret.</summary>
[Experimental("SG9001")]
public sealed record DatabaseAddress
{
    /// <summary>Gets the address of a database about which nothing is known.</summary>
    public static DatabaseAddress Unknown { get; } = new();

    /// <summary>Gets the database's name on its server (<c>db.namespace</c>); <see langword="null"/> if it is not known.</summary>
    public string? Namespace { get; init; }

    /// <summary>
    /// Gets the server's host name, its address or the path of its Unix socket (<c>server.address</c>); <see langword="null"/> if there is no
    /// server, or if several are named and it is not known which of them answers.
    /// </summary>
    public string? Server { get; init; }

    /// <summary>Gets the server's port (<c>server.port</c>); <see langword="null"/> if there is none or it is not known.</summary>
    public int? Port { get; init; }
}
