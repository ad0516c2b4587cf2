namespace SchemaGuard.PostgreSql.Rights;

/// <summary>The kind of object that a right is a right to.</summary>
internal enum NeededRightKind
{
    /// <summary>A table, a view, a sequence, an index, or anything else in <c>pg_class</c>.</summary>
    Relation = 0,

    /// <summary>A schema; without a name, the one in which new objects are created.</summary>
    Schema = 1,

    /// <summary>A function, a procedure or an aggregate, with all its overloads.</summary>
    Routine = 2,

    /// <summary>A type or a domain.</summary>
    Type = 3,

    /// <summary>The database.</summary>
    Database = 4,

    /// <summary>An extension that is to be created.</summary>
    Extension = 5,
}
