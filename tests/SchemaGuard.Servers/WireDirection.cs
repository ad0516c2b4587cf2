namespace SchemaGuard.Servers;

/// <summary>Says which way a message goes.</summary>
public enum WireDirection
{
    /// <summary>From the client to the server.</summary>
    ToServer,

    /// <summary>From the server to the client.</summary>
    ToClient,
}
