namespace SchemaGuard.PostgreSql.Inspection;

/// <summary>
/// The kinds of objects that many databases lack. Planning the queries for all of them takes the server as long as reading a small schema.
/// </summary>
[Flags]
internal enum CatalogKinds
{
    None = 0,
    Triggers = 1,
    Policies = 2,
    Types = 4,
    Routines = 8,
    Rules = 16,

    /// <summary>Everything that <see cref="OtherReader"/> reads.</summary>
    Others = 32,

    /// <summary>Partitions and tables that inherit.</summary>
    Parents = 64,
    Sequences = 128,
    All = Triggers | Policies | Types | Routines | Rules | Others | Parents | Sequences,
}
