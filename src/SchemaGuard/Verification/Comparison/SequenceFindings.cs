namespace SchemaGuard.Verification.Comparison;

/// <summary>The findings about sequences that belong to columns.</summary>
internal static class SequenceFindings
{
    private const string WriteAgain = "If it is intended, write the manifest again with 'schemaguard manifest'.";

    public static Finding Missing(string sequence, string column) =>
        new(
            FindingCodes.SequenceMissing,
            FindingSeverity.Error,
            sequence,
            $"Sequence '{sequence}', which belongs to column '{column}', is expected and does not exist.",
            $"Create it again in a new migration, OWNED BY the column, and let it continue above the largest number in use. {WriteAgain}"
        );

    public static Finding Renamed(string sequence, string actual, string column, bool isNumbering) =>
        isNumbering
            ? new Finding(
                FindingCodes.NameDifferent,
                FindingSeverity.Information,
                sequence,
                $"The sequence that numbers column '{column}' is named '{actual}', expected '{sequence}'.",
                $"Nothing needs to be done unless a statement names it. {WriteAgain}"
            )
            {
                Expected = sequence,
                Actual = actual,
            }
            : new Finding(
                FindingCodes.SequenceMissing,
                FindingSeverity.Error,
                sequence,
                $"Sequence '{sequence}', which belongs to column '{column}', is expected and does not exist. "
                    + $"Sequence '{actual}', which is not expected, belongs to the column: it may have been renamed.",
                $"Rename it in a new migration. {WriteAgain}"
            )
            {
                Expected = sequence,
                Actual = actual,
            };

    public static Finding NoLongerOwned(string sequence, string column) =>
        new(
            FindingCodes.SequenceDifferent,
            FindingSeverity.Warning,
            sequence,
            $"Sequence '{sequence}' no longer belongs to column '{column}': it remains when the column or its table is dropped.",
            $"Attach it to the column again: ALTER SEQUENCE … OWNED BY …, in a new migration. {WriteAgain}"
        );

    public static Finding Owned(string sequence, string column) =>
        new(
            FindingCodes.SequenceDifferent,
            FindingSeverity.Information,
            sequence,
            $"Sequence '{sequence}' now belongs to column '{column}': it is dropped with the column or its table.",
            $"Nothing needs to be done as long as the column stays. {WriteAgain}"
        );
}
