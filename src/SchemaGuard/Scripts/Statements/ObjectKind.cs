using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Scripts.Statements;

/// <summary>The kind of object that a statement is about.</summary>
[Experimental("SG9001")]
public enum ObjectKind
{
    /// <summary>The statement names no object.</summary>
    None,

    /// <summary>A table.</summary>
    Table,

    /// <summary>A view.</summary>
    View,

    /// <summary>A materialized view.</summary>
    MaterializedView,

    /// <summary>A column.</summary>
    Column,

    /// <summary>A constraint.</summary>
    Constraint,

    /// <summary>An index.</summary>
    Index,

    /// <summary>A sequence.</summary>
    Sequence,

    /// <summary>A trigger or event trigger.</summary>
    Trigger,

    /// <summary>A function.</summary>
    Function,

    /// <summary>A procedure.</summary>
    Procedure,

    /// <summary>An aggregate.</summary>
    Aggregate,

    /// <summary>An event.</summary>
    Event,

    /// <summary>A type.</summary>
    Type,

    /// <summary>A domain.</summary>
    Domain,

    /// <summary>A schema.</summary>
    Schema,

    /// <summary>A database.</summary>
    Database,

    /// <summary>An extension.</summary>
    Extension,

    /// <summary>A role, user or group.</summary>
    Role,

    /// <summary>A policy.</summary>
    Policy,

    /// <summary>A rule.</summary>
    Rule,

    /// <summary>A tablespace.</summary>
    Tablespace,

    /// <summary>A subscription.</summary>
    Subscription,

    /// <summary>A publication.</summary>
    Publication,

    /// <summary>A foreign server.</summary>
    Server,

    /// <summary>A language.</summary>
    Language,

    /// <summary>An operator, operator class or operator family.</summary>
    Operator,

    /// <summary>A collation.</summary>
    Collation,

    /// <summary>Extended statistics.</summary>
    Statistics,

    /// <summary>A cast.</summary>
    Cast,

    /// <summary>An object of any other kind.</summary>
    Other,
}
