namespace SchemaGuard.Servers;

/// <summary>How much of a piece a <see cref="CuttingProxy"/> delivers before it cuts the connection.</summary>
public enum PieceCut
{
    /// <summary>Nothing: the other side never sees it.</summary>
    Before,

    /// <summary>Its first half, which is not a whole message.</summary>
    Within,

    /// <summary>All of it, but no answer to it.</summary>
    After,
}
