namespace SchemaGuard.MySql.Effects;

/// <summary>The kinds of object whose definitions the server shows.</summary>
internal enum CatalogKind
{
    /// <summary>A table, a sequence, or a view: they share one namespace.</summary>
    Table = 0,

    /// <summary>A trigger.</summary>
    Trigger = 1,

    /// <summary>A procedure.</summary>
    Procedure = 2,

    /// <summary>A function.</summary>
    Function = 3,

    /// <summary>An event.</summary>
    Event = 4,

    /// <summary>A database.</summary>
    Database = 5,
}
