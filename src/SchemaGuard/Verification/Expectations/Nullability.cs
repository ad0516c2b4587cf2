namespace SchemaGuard;

/// <summary>The nullability of a column.</summary>
public enum Nullability
{
    /// <summary>The column accepts NULL.</summary>
    Null = 0,

    /// <summary>The column does not accept NULL.</summary>
    NotNull = 1,
}
