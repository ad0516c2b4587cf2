namespace SchemaGuard;

/// <summary>The outcome of an attempt to check a database.</summary>
public enum SchemaLook
{
    /// <summary>There was no check, so nothing is known.</summary>
    None = 0,

    /// <summary>The check was completed; what it found is the verdict.</summary>
    Complete = 1,

    /// <summary>
    /// The database could not be reached, or others kept it busy. Another attempt may succeed. Nothing was learned about the schema.
    /// </summary>
    Unreachable = 2,

    /// <summary>
    /// The configuration, a migration file, a manifest or the connection's permissions are wrong. Another attempt would not help. Nothing
    /// was learned about the schema.
    /// </summary>
    Misconfigured = 3,
}
