using SchemaGuard.Inspection;
using static SchemaGuard.FindingSeverity;

namespace SchemaGuard.Verification.Comparison;

/// <summary>The aspects of columns that were added to manifests later, and what a difference in them means.</summary>
internal static class ColumnAspects
{
    /// <summary>The revision of manifests that added them.</summary>
    public const int Revision = 4;

    /// <summary>Gets the rules.</summary>
    public static IReadOnlyList<AspectRule> Added { get; } =
    [
        new(AspectNames.Versioned, "versioned", Warning, AspectForm.Flag, Since: Revision),
        new(AspectNames.OwnedSequence, "the owned sequence", Error, Since: Revision),
        new(AspectNames.Persistence, "the persistence of the sequence", Warning, Since: Revision),
        new(AspectNames.Storage, "the options in the foreign table", Error, Since: Revision),
        new(AspectNames.Validated, "validated for rows that existed before its NOT NULL", Warning, AspectForm.Flag, Since: Revision),
        new(AspectNames.Options, "the options of NOT NULL", Warning, Since: Revision),
    ];
}
