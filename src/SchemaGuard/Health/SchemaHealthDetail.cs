namespace SchemaGuard;

/// <summary>The amount of detail that the health check gives to its callers.</summary>
public enum SchemaHealthDetail
{
    /// <summary>State, versions, counts and codes, but nothing that names an object of the database.</summary>
    Counts = 0,

    /// <summary>Also the sentences of the findings, for endpoints that only authorized people can reach.</summary>
    Findings = 1,
}
