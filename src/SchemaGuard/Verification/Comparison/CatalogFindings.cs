using System.Globalization;
using SchemaGuard.Inspection;
using SchemaGuard.Verification.Expectations;

namespace SchemaGuard.Verification.Comparison;

/// <summary>The findings about a catalog or data that is not what the application needs.</summary>
internal static class CatalogFindings
{
    public static Finding RequiredTableMissing(string table, string? renamed = null) =>
        new(
            FindingCodes.RequiredTableMissing,
            FindingSeverity.Error,
            table,
            renamed is null
                ? $"Table '{table}' is required and does not exist."
                : $"Table '{table}' is required and does not exist. Table '{renamed}', which is not expected, has nearly the same columns: "
                    + "it may have been renamed.",
            "If it was dropped by hand, restore it from a backup, or create it again in a new migration. "
                + "If it is no longer needed, remove the requirement."
        );

    public static Finding OtherSearchPath(string place, string? current, string? expected, int missing, int tables)
    {
        var leads = current is null ? "to no schema that exists" : $"to schema '{current}'";
        var written = expected is null ? "" : $" The manifest was written from schema '{expected}'.";
        return new(
            FindingCodes.RequiredTableMissing,
            FindingSeverity.Error,
            place,
            string.Create(
                CultureInfo.InvariantCulture,
                $"A name without a schema leads {leads}, so {missing} of the {tables} required tables are missing; "
                    + $"schema '{place}' has them.{written} The search path is probably not the expected one."
            ),
            "Check 'Search Path' in the connection string, and search_path of the role and of the database "
                + "(ALTER ROLE … SET, ALTER DATABASE … SET): the schema that has the tables must come first. "
                + "If they are meant to exist in this schema as well, let the migrations create them."
        )
        {
            Expected = place,
            Actual = current ?? "none",
        };
    }

    public static Finding RequiredTableIsView(string table) =>
        new(
            FindingCodes.RequiredTableIsView,
            FindingSeverity.Error,
            table,
            $"Table '{table}' is required, but '{table}' is a view.",
            "Rename or drop the view and create the table in a new migration."
        );

    public static Finding ForbiddenTablePresent(string table) =>
        new(
            FindingCodes.ForbiddenTablePresent,
            FindingSeverity.Error,
            table,
            $"Table '{table}' must no longer exist but is still there.",
            "Save its contents if they are still needed, then drop it in a new migration."
        );

    public static Finding InvalidIndex(SchemaObject index, string target, FindingSeverity severity) =>
        new(
            FindingCodes.InvalidIndex,
            severity,
            target,
            $"Index '{index.Name}' of table '{index.Table}' is invalid: its build was interrupted. Writes maintain it, but no query uses it.",
            "Drop it and build it again in a new migration. If SchemaGuard's own concurrent build was interrupted, the next start rebuilds the index."
        );

    public static Finding BrokenReference(CatalogFault fault, string target, FindingSeverity severity) =>
        new(FindingCodes.BrokenReference, severity, target, fault.Message, fault.Remedy);

    public static Finding InvariantViolated(Invariant invariant, string actual) =>
        new(
            FindingCodes.InvariantViolated,
            invariant.Severity,
            invariant.Name,
            $"Invariant '{invariant.Name}' does not hold: its query gives {actual}, expected {invariant.Expected}.",
            "Run the invariant's query without its aggregate to see the rows, and correct the data or the invariant."
        );

    public static Finding IndexNotUsed(DataProbe probe, string index, IReadOnlyList<string> used) =>
        new(
            FindingCodes.IndexNotUsed,
            FindingSeverity.Warning,
            probe.Name,
            $"The query of probe '{probe.Name}' cannot use index '{index}'; "
                + $"it can use {(used.Count == 0 ? "none" : string.Join(", ", used.Select(name => $"'{name}'")))}.",
            "Create the index, or check whether the query's conditions and types still match it."
        );

    public static Finding PrivilegeMissing(MissingAccess missing)
    {
        var table = ObjectNames.Display(new SchemaObject(SchemaObjectKind.Table, missing.Access.Schema, table: null, missing.Access.Table));
        return new(
            FindingCodes.PrivilegeMissing,
            FindingSeverity.Error,
            table,
            $"The application's user lacks {missing.Access.Privileges.ToSql()} on table '{table}': each such statement of the application would fail.",
            $"Let the table's owner or an administrator run: {missing.Grant}"
        );
    }

    public static Finding ProbeFailed(DataProbe probe, string databaseText) =>
        new(
            FindingCodes.ProbeFailed,
            FindingSeverity.Error,
            probe.Name,
            $"Probe '{probe.Name}' failed: {databaseText}. Its changes were not kept.",
            "The application would fail in the same way: grant it the right, correct the object that the statement uses, or correct the probe."
        );

    public static Finding ProbeWithoutEffect(DataProbe probe, int statement) =>
        new(
            FindingCodes.ProbeFailed,
            FindingSeverity.Error,
            probe.Name,
            $"Probe '{probe.Name}' did not do what it should: "
                + $"its statement {statement} neither returned a row nor changed one. Its changes were not kept.",
            "Look for a trigger, a policy or a condition that discards what the application writes, or correct the probe."
        );

    public static Finding InvariantFailed(Invariant invariant, string databaseText) =>
        new(
            FindingCodes.InvariantFailed,
            FindingSeverity.Error,
            invariant.Name,
            $"Invariant '{invariant.Name}' could not be checked: {databaseText}.",
            "Correct the invariant's query, or the object that it reads."
        );
}
