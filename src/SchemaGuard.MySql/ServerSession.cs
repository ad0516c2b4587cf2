namespace SchemaGuard.MySql;

/// <summary>Names a session.</summary>
/// <param name="Number">The number by which its server knows it.</param>
/// <param name="ServerName">The server.</param>
internal sealed record ServerSession(long Number, string? ServerName)
{
    /// <summary>The expression by which a server names itself.</summary>
    public const string Server = "CONCAT(@@hostname, ':', @@port)";
}
