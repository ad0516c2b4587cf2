namespace SchemaGuard;

/// <summary>Says how much the health check tells to whoever may ask for it.</summary>
public enum SchemaHealthDetail
{
    /// <summary>State, versions, counts and codes: nothing that names an object of the database.</summary>
    Counts = 0,

    /// <summary>The findings' sentences as well, for endpoints that only the right people reach.</summary>
    Findings = 1,
}
