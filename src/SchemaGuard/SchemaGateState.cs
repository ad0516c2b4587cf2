namespace SchemaGuard;

/// <summary>The states of a host's gate.</summary>
public enum SchemaGateState
{
    /// <summary>Not every guard is satisfied yet. The host does not serve.</summary>
    Closed = 0,

    /// <summary>Every guard was satisfied, or is off. It stays open whatever happens to the databases later: that is what health checks are for.</summary>
    Open = 1,

    /// <summary>A guard has refused, and the process is about to end.</summary>
    Refused = 2,
}
