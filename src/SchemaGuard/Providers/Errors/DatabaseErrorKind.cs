using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Providers.Errors;

/// <summary>The kinds of database failure, by what the guard does about them.</summary>
[Experimental("SG9001")]
public enum DatabaseErrorKind
{
    /// <summary>The statement failed; running it again would fail again.</summary>
    Statement = 0,

    /// <summary>The server is not up yet or accepts no more connections: worth another attempt.</summary>
    Unavailable = 1,

    /// <summary>Another session holds a lock: worth another attempt.</summary>
    Busy = 2,

    /// <summary>The connection is refused for a reason that waiting does not change.</summary>
    Refused = 3,

    /// <summary>The database does not exist and may not be created by this connection.</summary>
    DatabaseMissing = 4,

    /// <summary>The database cannot be written to.</summary>
    ReadOnly = 5,

    /// <summary>The disk is full, or the database has reached its size limit.</summary>
    DiskFull = 6,

    /// <summary>The statement was interrupted because its token was cancelled.</summary>
    Interrupted = 7,

    /// <summary>
    /// The database rolled the transaction back because of concurrent work (deadlock, serialization): worth another attempt from the beginning.
    /// </summary>
    Conflict = 8,

    /// <summary>The statement ends transactions by itself and so cannot run inside one; everything it did was rolled back.</summary>
    EndsTransaction = 9,
}
