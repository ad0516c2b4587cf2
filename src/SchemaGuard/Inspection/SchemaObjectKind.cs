using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Inspection;

/// <summary>The kind of an object in a catalog. The kinds from <see cref="Column"/> to <see cref="Rule"/> belong to a table.</summary>
[Experimental("SG9001")]
public enum SchemaObjectKind
{
    /// <summary>A schema, where a database has several.</summary>
    Schema = 0,

    /// <summary>An extension of the server that is installed in the database.</summary>
    Extension = 1,

    /// <summary>A user-defined type: an enumeration, a domain, a composite type, a range.</summary>
    Type = 2,

    /// <summary>A sequence that no column owns.</summary>
    Sequence = 3,

    /// <summary>A table.</summary>
    Table = 4,

    /// <summary>A view, materialized or not.</summary>
    View = 5,

    /// <summary>
    /// A function, procedure or aggregate. Where routines can be overloaded, the types of the arguments are part of the name.
    /// </summary>
    Routine = 6,

    /// <summary>A column.</summary>
    Column = 7,

    /// <summary>The primary key; a table has at most one.</summary>
    PrimaryKey = 8,

    /// <summary>A unique constraint.</summary>
    UniqueKey = 9,

    /// <summary>A foreign key.</summary>
    ForeignKey = 10,

    /// <summary>A check constraint.</summary>
    Check = 11,

    /// <summary>An exclusion constraint.</summary>
    Exclusion = 12,

    /// <summary>An index that no constraint created.</summary>
    Index = 13,

    /// <summary>A trigger.</summary>
    Trigger = 14,

    /// <summary>A policy of row-level security.</summary>
    Policy = 15,

    /// <summary>A rewrite rule of a table or view, other than the one that defines a view.</summary>
    Rule = 16,

    /// <summary>
    /// Something that belongs to no table and has no kind of its own. Its name begins with what it is: <c>event trigger audit</c>,
    /// <c>cast (text AS mood)</c>, <c>publication changes</c>, <c>event purge</c>.
    /// </summary>
    Other = 17,
}
