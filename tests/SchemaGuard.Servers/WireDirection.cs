namespace SchemaGuard.Servers;

/// <summary>The direction of a message.</summary>
public enum WireDirection
{
    /// <summary>From the client to the server.</summary>
    ToServer,

    /// <summary>From the server to the client.</summary>
    ToClient,
}
