namespace SchemaGuard;

/// <summary>Says what came of a look at a database.</summary>
public enum SchemaLook
{
    /// <summary>There was none, so that nothing is known.</summary>
    None = 0,

    /// <summary>The look was carried out: what it found is the verdict.</summary>
    Complete = 1,

    /// <summary>The database could not be reached, or others kept it busy: another try may mend it. Nothing was found out about the schema.</summary>
    Unreachable = 2,

    /// <summary>The configuration, a migration file, a manifest, or what the connection may do is wrong: another try does not mend it. Nothing was found out about the schema.</summary>
    Misconfigured = 3,
}
