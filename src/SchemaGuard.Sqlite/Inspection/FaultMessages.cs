using SchemaGuard.Inspection;

namespace SchemaGuard.Sqlite.Inspection;

/// <summary>The sentences about objects that refer to something that no longer exists.</summary>
internal static class FaultMessages
{
    public static CatalogFault NoTable(SchemaObject key, string table) =>
        new(
            key,
            $"Foreign key {Name(key)} of table '{key.Table}' refers to table '{table}', which does not exist: changes of rows that use it fail "
                + "(no such table).",
            Rebuild(key)
        );

    public static CatalogFault NoColumn(SchemaObject key, string table, string column) =>
        new(
            key,
            $"Foreign key {Name(key)} of table '{key.Table}' refers to column '{column}', which table '{table}' does not have: changes of rows "
                + "that use it fail (foreign key mismatch).",
            Rebuild(key)
        );

    public static CatalogFault NoKey(SchemaObject key, string table, string columns) =>
        new(
            key,
            $"Foreign key {Name(key)} of table '{key.Table}' refers to the columns {(columns.Length == 0 ? "of a primary key" : columns)} of "
                + $"'{table}', which are neither a primary key nor covered by a unique index of all rows: changes of rows that use it fail "
                + "(foreign key mismatch).",
            columns.Length == 0
                ? Rebuild(key)
                : $"Run: CREATE UNIQUE INDEX … ON {AspectText.Name(table)} ({columns}), in a new migration, or rebuild table "
                    + $"{AspectText.Name(key.Table!)} with another reference."
        );

    public static CatalogFault View(SchemaObject view, string missing) =>
        new(
            view,
            $"View '{view.Name}' refers to '{missing}', which does not exist: every query of it fails.",
            $"Create it again or change the view in a new migration, or run: DROP VIEW {AspectText.Name(view.Name)}"
        );

    public static CatalogFault Trigger(SchemaObject trigger, string missing) =>
        new(
            trigger,
            $"Trigger '{trigger.Name}' of '{trigger.Table}' refers to '{missing}', which does not exist: every statement that fires it fails.",
            $"Create it again or change the trigger in a new migration, or run: DROP TRIGGER {AspectText.Name(trigger.Name)}"
        );

    private static string Name(SchemaObject key) => key.Name.Length == 0 ? $"({key[AspectNames.Columns]})" : $"'{key.Name}'";

    private static string Rebuild(SchemaObject key) =>
        $"Rebuild table {AspectText.Name(key.Table!)} in a new migration: with PRAGMA foreign_keys = OFF, create a new table with the correct "
        + "REFERENCES, copy the rows, drop the old table, and only then rename the new one.";
}
