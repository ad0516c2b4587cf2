using SchemaGuard.Findings;
using SchemaGuard.History;

namespace SchemaGuard.Planning;

/// <summary>The findings about a table that is not the history of this guard, or may not be.</summary>
internal static class HistoryTableFindings
{
    public static Finding ForeignHistory(string table) =>
        new(
            FindingCodes.ForeignHistory,
            FindingSeverity.Error,
            table,
            $"Table '{table}' exists, but it is not a history of SchemaGuard: its columns are different.",
            Wording.Of(
                "Choose another name with option HistoryTable.",
                "Rename that table. If an application keeps its history in a table of another name, run the verbs inside that application."
            )
        );

    /// <summary>Reports a history that is not this guard's, although the guard's session would find it if the guard had none.</summary>
    public static Finding OtherHistory(HistoryTables tables, string other) =>
        new(
            FindingCodes.OtherHistory,
            FindingSeverity.Information,
            $"{other}.{tables.History}",
            $"The history of this guard is in schema '{tables.Schema}', where its new tables are created. "
                + $"There is another one further down the search path, in schema '{other}', which is left alone.",
            "Nothing needs to be done if the two belong to different applications or tenants. If the other one is meant, "
                + Wording.Of($"set option HistorySchema to '{other}'.", $"start the connection's search path with '{other}'.")
        );

    /// <summary>
    /// Reports a history that was found further down the search path and may not be meant for the schema in which new tables are created.
    /// </summary>
    /// <param name="tables">The tables of the history.</param>
    /// <param name="unsettled">The schema in which new tables are created.</param>
    /// <param name="hasPending">Whether migrations are pending according to this history.</param>
    public static Finding UnsettledHistory(HistoryTables tables, string unsettled, bool hasPending) =>
        new(
            FindingCodes.OtherHistory,
            hasPending ? FindingSeverity.Error : FindingSeverity.Warning,
            $"{tables.Schema}.{tables.History}",
            $"The only history found is that of schema '{tables.Schema}', further down the search path; "
                + $"new tables are created in schema '{unsettled}', which has none and is not new. "
                + "Whether that history is meant for both is unknown"
                + (hasPending ? ", and migrations are pending according to it." : "."),
            Wording.Of(
                $"Set option HistorySchema to '{tables.Schema}' to continue with that history, or to '{unsettled}' to start one there.",
                $"Start the connection's search path with '{tables.Schema}' to continue with that history, "
                    + "or run the application's own commands, which know where its history is."
            )
        );
}
