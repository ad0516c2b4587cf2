using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Scripts.Dialects;

/// <summary>The grammar by which a dialect nests statements inside a statement.</summary>
[Experimental("SG9001")]
public enum CompoundGrammar
{
    /// <summary>No statement contains another: every semicolon ends one.</summary>
    None,

    /// <summary>PostgreSQL: <c>BEGIN ATOMIC … END</c> bodies of routines and the parenthesised actions of <c>CREATE RULE</c>.</summary>
    AtomicBodies,

    /// <summary>MySQL and MariaDB: routines, triggers, events and <c>BEGIN NOT ATOMIC</c>, with all their control statements.</summary>
    StoredPrograms,

    /// <summary>SQLite: <c>CREATE TRIGGER … BEGIN …; END</c>.</summary>
    TriggerBodies,
}
