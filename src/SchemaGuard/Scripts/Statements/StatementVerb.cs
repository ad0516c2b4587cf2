using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Scripts.Statements;

/// <summary>The action of a statement, named by its first word or, after WITH, by its main verb.</summary>
[Experimental("SG9001")]
public enum StatementVerb
{
    /// <summary>A statement of any other kind.</summary>
    Other,

    /// <summary>A query, including VALUES and TABLE.</summary>
    Select,

    /// <summary>INSERT.</summary>
    Insert,

    /// <summary>UPDATE.</summary>
    Update,

    /// <summary>DELETE.</summary>
    Delete,

    /// <summary>MERGE.</summary>
    Merge,

    /// <summary>REPLACE.</summary>
    Replace,

    /// <summary>CREATE.</summary>
    Create,

    /// <summary>ALTER.</summary>
    Alter,

    /// <summary>DROP.</summary>
    Drop,

    /// <summary>RENAME.</summary>
    Rename,

    /// <summary>TRUNCATE.</summary>
    Truncate,

    /// <summary>COPY.</summary>
    Copy,

    /// <summary>LOAD DATA of MySQL, LOAD of PostgreSQL.</summary>
    Load,

    /// <summary>The start of a transaction, also written START TRANSACTION.</summary>
    Begin,

    /// <summary>The end of a transaction that keeps its work, also written END.</summary>
    Commit,

    /// <summary>The end of a transaction that discards its work, also written ABORT, or the return to a savepoint.</summary>
    Rollback,

    /// <summary>SAVEPOINT.</summary>
    Savepoint,

    /// <summary>RELEASE SAVEPOINT.</summary>
    Release,

    /// <summary>SET.</summary>
    Set,

    /// <summary>RESET.</summary>
    Reset,

    /// <summary>SHOW or DESCRIBE.</summary>
    Show,

    /// <summary>A PRAGMA of SQLite.</summary>
    Pragma,

    /// <summary>USE.</summary>
    Use,

    /// <summary>VACUUM.</summary>
    Vacuum,

    /// <summary>ATTACH.</summary>
    Attach,

    /// <summary>DETACH.</summary>
    Detach,

    /// <summary>REINDEX.</summary>
    Reindex,

    /// <summary>ANALYZE.</summary>
    Analyze,

    /// <summary>OPTIMIZE.</summary>
    Optimize,

    /// <summary>CLUSTER.</summary>
    Cluster,

    /// <summary>REFRESH MATERIALIZED VIEW.</summary>
    Refresh,

    /// <summary>CALL.</summary>
    Call,

    /// <summary>DO.</summary>
    Do,

    /// <summary>EXECUTE.</summary>
    Execute,

    /// <summary>PREPARE.</summary>
    Prepare,

    /// <summary>GRANT.</summary>
    Grant,

    /// <summary>REVOKE.</summary>
    Revoke,

    /// <summary>COMMENT.</summary>
    Comment,

    /// <summary>LOCK.</summary>
    Lock,

    /// <summary>UNLOCK.</summary>
    Unlock,

    /// <summary>FLUSH.</summary>
    Flush,

    /// <summary>EXPLAIN.</summary>
    Explain,

    /// <summary>DISCARD.</summary>
    Discard,

    /// <summary>NOTIFY, LISTEN and UNLISTEN.</summary>
    Notify,

    /// <summary>A block of statements outside any routine, such as BEGIN NOT ATOMIC of MariaDB.</summary>
    Compound,
}
