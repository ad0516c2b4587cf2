using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Inspection;

/// <summary>Tells tables from what looks like one.</summary>
[Experimental("SG9001")]
public enum CatalogTableKind
{
    /// <summary>A table that holds rows.</summary>
    Table = 0,

    /// <summary>A view.</summary>
    View = 1,
}
