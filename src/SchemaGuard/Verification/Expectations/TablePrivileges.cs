namespace SchemaGuard;

/// <summary>The operations that a user is allowed to perform on the rows of a table.</summary>
[Flags]
public enum TablePrivileges
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Reading rows.</summary>
    Select = 1,

    /// <summary>Adding rows.</summary>
    Insert = 2,

    /// <summary>Changing rows.</summary>
    Update = 4,

    /// <summary>Removing rows.</summary>
    Delete = 8,

    /// <summary>Reading and writing.</summary>
    All = Select | Insert | Update | Delete,
}
