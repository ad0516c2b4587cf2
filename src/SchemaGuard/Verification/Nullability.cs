namespace SchemaGuard;

/// <summary>Determines whether a column takes NULL.</summary>
public enum Nullability
{
    /// <summary>It does.</summary>
    Null = 0,

    /// <summary>It does not.</summary>
    NotNull = 1,
}
