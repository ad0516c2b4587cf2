namespace SchemaGuard;

/// <summary>Says what becomes of a statement that creates what is there already.</summary>
public enum OnExisting
{
    /// <summary>The migration fails with the server's error.</summary>
    Refuse = 0,

    /// <summary>The statement counts as done if what is there has the shape that it would have given it, and this is reported; another shape is refused and shown.</summary>
    Verify = 1,
}
