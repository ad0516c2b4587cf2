namespace SchemaGuard;

/// <summary>The kind of a migration: how it is written and when it is applied.</summary>
public enum MigrationKind
{
    /// <summary>A versioned script: applied once.</summary>
    Sql = 0,

    /// <summary>A script without a version: applied again whenever it changes, after the versioned ones.</summary>
    Repeatable = 1,

    /// <summary>A versioned migration in C#: applied once.</summary>
    Code = 2,
}
