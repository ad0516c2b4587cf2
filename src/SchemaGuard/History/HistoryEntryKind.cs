namespace SchemaGuard;

/// <summary>The kinds of entries in the history.</summary>
public enum HistoryEntryKind
{
    /// <summary>A kind that this version does not know: a newer one has written it.</summary>
    Unknown = 0,

    /// <summary>A script that is applied once.</summary>
    Sql = 1,

    /// <summary>A script that is applied again whenever it changes.</summary>
    Repeatable = 2,

    /// <summary>Code.</summary>
    Code = 3,
}
