namespace SchemaGuard.Verification.Comparison;

/// <summary>Holds every sentence about sequences that belong to columns.</summary>
internal static class SequenceFindings
{
    private const string WriteAgain = "If it is meant to be so, write the manifest again with 'schemaguard manifest'.";

    public static Finding Missing(string sequence, string column) =>
        new(
            FindingCodes.SequenceMissing,
            FindingSeverity.Error,
            sequence,
            $"Sequence '{sequence}', which belongs to column '{column}', is expected and does not exist.",
            $"Create it again in a new migration, OWNED BY the column, and let it go on above the largest number that is in use. {WriteAgain}"
        );

    public static Finding Renamed(string sequence, string actual, string column, bool isNumbering) =>
        isNumbering
            ? new Finding(
                FindingCodes.NameDifferent,
                FindingSeverity.Information,
                sequence,
                $"The sequence that numbers column '{column}' is named '{actual}', expected '{sequence}'.",
                $"Nothing has to be done, unless a statement names it. {WriteAgain}"
            )
            {
                Expected = sequence,
                Actual = actual,
            }
            : new Finding(
                FindingCodes.SequenceMissing,
                FindingSeverity.Error,
                sequence,
                $"Sequence '{sequence}', which belongs to column '{column}', is expected and does not exist. Sequence '{actual}', which nobody expects, belongs to the column: it may have been renamed.",
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
            $"Sequence '{sequence}' no longer belongs to column '{column}': it stays where the column or its table is dropped.",
            $"Let it belong to the column again: ALTER SEQUENCE … OWNED BY …, in a new migration. {WriteAgain}"
        );

    public static Finding Owned(string sequence, string column) =>
        new(
            FindingCodes.SequenceDifferent,
            FindingSeverity.Information,
            sequence,
            $"Sequence '{sequence}' now belongs to column '{column}': it goes where the column or its table is dropped.",
            $"Nothing has to be done while the column stays. {WriteAgain}"
        );
}
